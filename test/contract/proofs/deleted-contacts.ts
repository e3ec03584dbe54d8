import assert from 'node:assert/strict';
import { contactOf, idsOf } from '../../support/answers.ts';
import { createProofs } from '../../support/proofs.ts';
import { makeContact } from '../../support/samples/sample-contact.ts';

export const deletedContactsProofs = createProofs('deleted-contacts');
const { proves } = deletedContactsProofs;

proves('list-deleted-contacts', 200, 'what was deleted, with its dates', async (proving) => {
  const { call, place } = proving;
  const { contactId, name } = await makeContact(place);
  await makeContact(place);
  await call('DELETE', `/contacts/${contactId}`);
  const listed = await call('GET', '/api/contacts/deleted');
  assert.deepEqual([idsOf(listed), listed.body.meta?.['total']], [[contactId], 1]);
  const [contact] = listed.body.contacts ?? [];
  assert.equal(contact?.['firstName'], name);
  const [from, to] = [contact?.['deletedAt'], contact?.['restorableUntil']].map(String);
  assert.equal(Date.parse(to ?? '') - Date.parse(from ?? ''), 60 * 86_400_000);
  const by = contact?.['deletedBy'] as Record<string, unknown>;
  assert.deepEqual([by['kind'], by['name']], ['integration', 'Test']);
});

proves('restore-contact', 200, 'the contact is back', async ({ call, place }) => {
  const { contactId } = await makeContact(place);
  const before = contactOf(await call('GET', `/contacts/${contactId}`));
  await call('DELETE', `/contacts/${contactId}`);
  const restored = await call('POST', `/api/contacts/${contactId}/restore`);
  assert.deepEqual(restored.body.contact, before);
  assert.deepEqual(contactOf(await call('GET', `/contacts/${contactId}`)), before);
});

proves('erase-contact', 200, 'not even a deleted contact is left', async ({ call, place }) => {
  const { contactId } = await makeContact(place);
  await call('DELETE', `/contacts/${contactId}`);
  const erased = await call('DELETE', `/api/contacts/${contactId}/erase`);
  assert.equal(erased.body['succeded'], true);
  assert.deepEqual(idsOf(await call('GET', '/api/contacts/deleted')), []);
  const { body } = await call('GET', `/api/contacts/${contactId}/events`);
  assert.deepEqual(
    (body.events ?? []).map((event) => [event['type'], event['before']]),
    [['contact.erased', null]],
  );
});
