import { createNote } from '../../../contract/notes/operations.ts';
import type { Place, Samples } from '../place.ts';
import { makeContact } from './sample-contact.ts';

/** Every field there is. */
const fields = { userId: 'writer', color: '#FFAA00', pinned: true };

export async function makeNote(
  place: Place,
): Promise<{ contactId: string; id: string; title: string }> {
  const { contactId } = await makeContact(place);
  const title = place.unique();
  const body = { ...fields, title, body: `<p>${title}</p>` };
  const made = await place.send(createNote, { params: { contactId }, body });
  // The reply of `create-note`.
  const { id } = made['note'] as { id: string };
  return { contactId, id, title };
}

export const noteSamples: Samples = {
  'get-all-notes': async (place) => {
    const { contactId, title } = await makeNote(place);
    return { params: { contactId }, shows: title };
  },
  'create-note': async (place) => {
    const { contactId } = await makeContact(place);
    const title = place.unique();
    return { params: { contactId }, body: { ...fields, title, body: 'Called' }, shows: title };
  },
  'get-note': async (place) => {
    const { title, ...params } = await makeNote(place);
    return { params, shows: title };
  },
  'update-note': async (place) => {
    const { title: _title, ...params } = await makeNote(place);
    const body = place.unique();
    return { params, body: { body, userId: 'editor' }, shows: body };
  },
  'delete-note': async (place) => {
    const { title: _title, ...params } = await makeNote(place);
    return { params };
  },
};
