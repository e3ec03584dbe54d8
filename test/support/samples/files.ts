import { uploadFileCustomFields } from '../../../contract/files/operations.ts';
import type { SentForm } from '../forms.ts';
import type { Place, Samples } from '../place.ts';
import { makeContact } from './sample-contact.ts';

export const fileSamples: Samples = {
  'upload-file-customFields': async (place) => {
    const { contactId } = await makeContact(place);
    const name = place.unique();
    const form = formFor(contactId, name);
    return { params: { locationId: place.locationId }, form, shows: name };
  },
  'get-file': async (place) => {
    const { contactId } = await makeContact(place);
    const name = place.unique();
    return { params: { fileId: await uploadFor(place, contactId, name) }, shows: name };
  },
};

function formFor(id: string, name: string): SentForm {
  const files = ['a', 'b'].map((each) => ({
    name: `${each}_${name}`,
    fileName: `${each} ${name}.csv`,
    type: 'text/csv',
    content: `name\n${name}\n`,
  }));
  return { fields: { id, maxFiles: '15' }, files };
}

/** The id of a file of the place. */
async function uploadFor(place: Place, id: string, name: string): Promise<string> {
  const { locationId } = place;
  const form = formFor(id, name);
  const { meta } = await place.send(uploadFileCustomFields, { params: { locationId }, form });
  const [first] = meta as unknown as { documentId: string }[];
  return String(first?.documentId);
}
