import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { createContact, deleteContact, getContact } from '../../contract/contacts/operations.ts';
import type { Operation } from '../../contract/operation.ts';
import { contactOf } from './answers.ts';
import { operationAt } from './operation-at.ts';
import { type Prove, runProof } from './run-proof.ts';
import { type TestServer, startServer } from './server.ts';

let server: TestServer;
before(async () => {
  server = await startServer();
});
after(() => server.close());

const run = (operation: Operation, prove: Prove, status: number = operation.success) =>
  runProof(server, { operation, status, version: 'v2', mode: 'documented' }, prove);

test('a proof that looks at what the operation did is taken', async () => {
  await run(createContact, async ({ ask, sample }) => {
    const request = await sample();
    assert.equal(contactOf(await ask(request), 201)['firstName'], request.shows);
  });
  await run(deleteContact, async ({ ask, sample, call }) => {
    const request = await sample();
    assert.equal((await ask(request)).status, 200);
    assert.equal((await call('GET', `/contacts/${request.params?.['contactId']}`)).status, 404);
  });
});

test('a proof that a no-op would pass is refused', async () => {
  const looksAway: Prove = async ({ ask, sample }) => {
    const { status, body } = await ask(await sample());
    assert.deepEqual([status, body['succeded']], [200, true]);
  };
  await assert.rejects(run(deleteContact, looksAway), /passes when the operation does nothing/);
  const trusting: Prove = async ({ ask, sample }) => void (await ask(await sample()));
  await assert.rejects(run(createContact, trusting), /passes when the operation does nothing/);
});

test('a proof that breaks without the operation, instead of failing, is refused', async () => {
  const trips: Prove = async ({ ask, sample }) => {
    const { body } = await ask(await sample());
    if (!body.contact) throw new TypeError('no contact');
  };
  await assert.rejects(run(getContact, trips), /breaks instead of failing an assertion/);
});

test('a proof that never calls the operation, or gets another status, is refused', async () => {
  const idle: Prove = async ({ sample }) => void (await sample());
  await assert.rejects(run(getContact, idle), /get-contact was never called, not 200/);
  const other: Prove = async ({ call }) => {
    assert.equal((await call('GET', '/contacts/none')).status, 404);
  };
  await assert.rejects(run(getContact, other), /get-contact answered 404, not 200/);
});

test('an address is that of its own operation, with or without a slash at its end', async () => {
  const found = async (method: string, path: string) => (await operationAt(method, path))?.id;
  assert.equal(await found('POST', '/contacts'), 'create-contact');
  assert.equal(await found('POST', '/contacts/?x=1'), 'create-contact');
  assert.equal(await found('POST', '/contacts/upsert'), 'upsert-contact');
  assert.equal(await found('GET', '/contacts/abc'), 'get-contact');
  assert.equal(await found('GET', '/contacts/search/duplicate?number=1'), 'get-duplicate-contact');
  assert.equal(await found('PATCH', '/contacts/abc'), undefined);
});
