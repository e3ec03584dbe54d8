import assert from 'node:assert/strict';
import { createProofs } from '../../support/proofs.ts';
import { makeContact } from '../../support/samples/sample-contact.ts';
import { makeNote } from '../../support/samples/notes.ts';
import type { Wire } from '../../support/server.ts';

export const notesProofs = createProofs('notes');
const { proves } = notesProofs;

type WireNote = Record<string, unknown> & { id: string };
const noteOf = ({ body }: { body: Wire }): WireNote => {
  assert.ok(body['note'], JSON.stringify(body));
  return body['note'] as WireNote;
};
const idsOf = ({ body }: { body: Wire }): string[] =>
  ((body['notes'] ?? []) as WireNote[]).map(({ id }) => id);

proves('create-note', 201, 'the note is there as sent', async ({ call, place }) => {
  const { contactId } = await makeContact(place);
  const path = `/contacts/${contactId}/notes`;
  const sent = {
    body: '<p>Called <b>back</b> &amp; left a note</p>\n',
    userId: 'no user of ours',
    title: 'Follow-up summary',
    color: '#FFAA00',
    pinned: true,
  };
  const made = await call('POST', path, { body: sent });
  assert.equal(made.status, 201, made.text);
  const note = noteOf(made);
  const { id, dateAdded, ...rest } = note;
  assert.deepEqual(rest, {
    ...sent,
    bodyText: 'Called back & left a note',
    contactId,
    relations: [],
  });
  assert.match(String(dateAdded), /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
  assert.deepEqual(noteOf(await call('GET', `${path}/${id}`)), note);
});

proves('get-note', 200, 'the note that was asked for', async ({ call, place }) => {
  const { contactId, id, title } = await makeNote(place);
  const note = noteOf(await call('GET', `/contacts/${contactId}/notes/${id}`));
  assert.deepEqual([note.id, note['title'], note['contactId']], [id, title, contactId]);
});

proves('get-all-notes', 200, 'the notes of the contact, newest first', async (proving) => {
  const { call, place } = proving;
  const { contactId, id } = await makeNote(place);
  await makeNote(place);
  const path = `/contacts/${contactId}/notes`;
  const second = noteOf(await call('POST', path, { body: { body: 'Second' } })).id;
  const list = await call('GET', path);
  assert.deepEqual(idsOf(list), [second, id]);
  assert.deepEqual(list.body.meta, { total: 2, nextCursor: null, more: false });
});

proves(
  'update-note',
  200,
  'what is sent is changed, null clears, the rest is kept',
  async (proving) => {
    const { call, place } = proving;
    const { contactId, id } = await makeNote(place);
    const path = `/contacts/${contactId}/notes/${id}`;
    const { title: _title, ...kept } = noteOf(await call('GET', path));
    const body = { body: 'Changed', title: null, pinned: false };
    const changed = noteOf(await call('PUT', path, { body }));
    assert.deepEqual(changed, {
      ...kept,
      body: 'Changed',
      bodyText: 'Changed',
      pinned: false,
    });
    assert.deepEqual(noteOf(await call('GET', path)), changed);
  },
);

proves('delete-note', 200, 'the note is gone, another stays', async (proving) => {
  const { call, place, mode } = proving;
  const { contactId, id } = await makeNote(place);
  const path = `/contacts/${contactId}/notes`;
  const other = noteOf(await call('POST', path, { body: { body: 'Other' } })).id;
  const deleted = await call('DELETE', `${path}/${id}`);
  assert.deepEqual([deleted.status, deleted.body['succeded']], [200, true]);
  assert.equal(deleted.body['succeeded'], true);
  const gone = await call('GET', `${path}/${id}`);
  assert.equal(gone.status, mode === 'documented' ? 404 : 400);
  assert.equal(gone.body.message, `Note with id ${id} not found`);
  assert.deepEqual(idsOf(await call('GET', path)), [other]);
});
