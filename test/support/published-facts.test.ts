import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createContact, getContacts } from '../../contract/contacts/operations.ts';
import { createIntegration } from '../../contract/private-integrations/operations.ts';
import { factOf, publishedFacts } from './published-facts.ts';

const facts = publishedFacts();

test('published operations are found by method and path, not by an id or the name of a parameter', () => {
  const named = { ...createContact, id: 'another', alsoAt: [] };
  assert.equal(factOf(named, facts)?.operationId, 'create-contact');
  const path = '/contacts/{theContact}/notes/{noteId}/';
  assert.equal(factOf({ ...getContacts, path }, facts)?.operationId, 'get-note');
  assert.equal(factOf(createIntegration, facts), undefined);
});

test('one id in two documents is two operations; a path renamed by v3 is one', () => {
  const create = facts.filter(({ operationId }) => operationId === 'create-custom-field');
  assert.deepEqual(
    create.map(({ document, v2 }) => [document, v2?.path]),
    [
      ['locations', '/locations/{locationId}/customFields'],
      ['custom-fields', '/custom-fields/'],
    ],
  );
  const removal = facts.filter(({ v2 }) => v2?.path.endsWith('/removeAll'));
  assert.deepEqual(
    removal.map(({ v3 }) => v3?.path),
    ['/contacts/{contactId}/campaigns/remove-all'],
  );
});
