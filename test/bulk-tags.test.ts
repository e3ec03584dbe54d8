import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { deleteTagCommand } from '../src/features/tags/tag-commands.ts';
import { bulkTagsCommand } from '../src/features/contacts/tags/change-tags-commands.ts';
import { changeTagsInBulk } from '../src/features/contacts/tags/change-tags.ts';
import type { CommandContext, Engine } from '../src/storage/engine.ts';
import { type TestServer, startServer } from './support/server.ts';
import { assertSound } from './support/soundness.ts';

let server: TestServer;
before(async () => {
  server = await startServer();
});
after(async () => {
  try {
    assertSound(server.databasePath);
  } finally {
    await server.close();
  }
  assert.deepEqual(server.faults, []);
});

/** A location with so many contacts. */
async function place(count: number) {
  const { locationId, token } = await server.tenant();
  const call = (method: string, path: string, body?: object, headers = {}) =>
    server.call(method, path, { token, headers, ...(body && { body }) });
  const ids: string[] = [];
  for (let each = 0; each < count; each += 1) {
    const made = await call('POST', '/contacts', { locationId, tags: ['old'] });
    ids.push(String(made.body.contact?.id));
  }
  const { db } = server.app.engine.read;
  const found = await db
    .selectFrom('locations')
    .select('no')
    .where('id', '=', locationId)
    .execute();
  const events = async (): Promise<number> =>
    Number((await call('GET', '/api/events?limit=1')).body.meta?.['total']);
  return { locationId, no: found[0]?.no ?? 0, call, ids, events };
}

test('a bulk request of several slices is done once under its key, and replayed whole', async () => {
  const { locationId, call, ids, events } = await place(250);
  const before = await events();
  const send = () => {
    const body = { locationId, contacts: ids, tags: ['new'] };
    return call('POST', '/contacts/bulk/tags/update/add', body, { 'idempotency-key': 'slices' });
  };
  const [first, second] = await Promise.all([send(), send()]);
  assert.equal(first.status, 201, first.text);
  assert.equal(second.text, first.text);
  assert.equal(await events(), before + 250);
  const responses = first.body['responses'] as { contactId: string; tagsAdded: string[] }[];
  assert.deepEqual(
    responses.map(({ contactId, tagsAdded }) => [contactId, tagsAdded]),
    ids.map((id) => [id, ['new']]),
  );
  const other = await call(
    'POST',
    '/contacts/bulk/tags/update/add',
    { locationId, contacts: ids, tags: ['another'] },
    { 'idempotency-key': 'slices' },
  );
  assert.deepEqual([other.status, other.body.code], [422, 'idempotency_key_reused']);
  assert.equal(await events(), before + 250);
});

test('many tags make shorter slices, and no contact falls between two', async () => {
  const { locationId, call, ids } = await place(130);
  const tags = Array.from({ length: 20 }, (_, each) => `many ${each}`);
  const answer = await call('POST', '/contacts/bulk/tags/update/add', {
    locationId,
    contacts: ids,
    tags,
  });
  const responses = answer.body['responses'] as { contactId: string; tagsAdded: string[] }[];
  assert.deepEqual(
    responses.map(({ contactId, tagsAdded }) => [contactId, tagsAdded.length]),
    ids.map((id) => [id, 20]),
  );
});

const context = (traceId: string, key?: string): CommandContext => ({
  now: Date.now(),
  traceId,
  actor: { kind: 'cli', id: 'test', name: 'test' },
  ...(key !== undefined && {
    idempotency: {
      actorKey: 'test',
      locationNo: null,
      key,
      fingerprint: new Uint8Array([7]),
      keptSince: 0,
      sealKey: null,
    },
  }),
});

test('a bulk request that ended half-way goes on where it was, under the same key', async () => {
  const { no, ids, events } = await place(250);
  const { engine } = server.app;
  let slices = 0;
  const failing: Engine = {
    ...engine,
    run: (command, input, each) => {
      slices += 1;
      return slices > 1 ? Promise.reject(new Error('gone')) : engine.run(command, input, each);
    },
  };
  const request = { locationNo: no, ids, mode: 'add', tags: ['late'], lowerCase: false } as const;
  const before = await events();
  await assert.rejects(changeTagsInBulk(failing, request, context('first', 'half')), /gone/);
  const done = (await events()) - before;
  assert.ok(done > 0 && done < 250, `${done} contacts were changed`);
  const outcome = await changeTagsInBulk(engine, request, context('second', 'half'));
  assert.equal(await events(), before + 250, 'nothing was done twice');
  assert.equal(outcome.traceId, 'first');
  for (const result of outcome.value.results) {
    assert.partialDeepStrictEqual(result, { type: 'success', tagsAdded: ['late'] });
  }
  const again = await changeTagsInBulk(engine, request, context('third', 'half'));
  assert.deepEqual(again, { ...outcome, replayed: true });
});

test('a deletion that was cut off is finished by its job, and nobody sees it meanwhile', async () => {
  const { locationId, no, call, ids } = await place(3);
  const list = await call('GET', `/locations/${locationId}/tags`);
  const [tag] = list.body['tags'] as { id: string }[];
  const { engine } = server.app;
  await engine.run(deleteTagCommand, { locationNo: no, id: String(tag?.id) }, context('cut'));
  const rows = async (): Promise<number> => {
    const found = engine.read.db.selectFrom('contact_tags').where('location_no', '=', no);
    return (await found.selectAll().execute()).length;
  };
  assert.equal(await rows(), 3);
  const [one = '', two = ''] = ids;
  const seen = await call('GET', `/contacts/${one}`);
  assert.deepEqual(seen.body.contact?.tags, []);
  const found = await call('GET', `/contacts/?locationId=${locationId}&tags=old`);
  assert.equal(found.body['count'], 0);
  await call('POST', `/contacts/${two}/tags`, { tags: ['OLD'] });

  await server.app.keepHouse();
  assert.equal(await rows(), 1);
  assert.deepEqual((await call('GET', `/contacts/${two}`)).body.contact?.tags, ['OLD']);
});

test('the history of a bulk change holds the names put on or taken off, and so much of them in all', async () => {
  const { locationId, call, ids, no } = await place(3);
  const tags = Array.from({ length: 100 }, (_, each) => `${each}-${'x'.repeat(200)}`);
  for (const type of ['add', 'remove']) {
    const body = { locationId, contacts: ids, tags };
    const done = await call('POST', `/contacts/bulk/tags/update/${type}`, body);
    assert.ok(done.status < 300, done.text);
  }
  const { db } = server.app.engine.read;
  const rows = await db
    .selectFrom('events')
    .innerJoin('event_values', 'event_values.position', 'events.position')
    .select(['before', 'after'])
    .where('location_no', '=', no)
    .where('type', '=', 'contact.updated')
    .execute();
  const names = JSON.stringify(tags).length;
  for (const { before, after } of rows) {
    assert.ok(`${before}${after}`.length < names + 200, 'the names of a change stand in it once');
  }

  const context: CommandContext = {
    now: Date.now(),
    traceId: 'test',
    actor: { kind: 'cli', id: 'test', name: 'test' },
  };
  const of = { locationNo: no, mode: 'add', tags, room: 0, ids } as const;
  const input = { ...of, tags: [...tags], ids: [...ids], left: 1000 };
  const { value } = await server.app.engine.run(bulkTagsCommand, input, context);
  assert.deepEqual(
    value.results.map(({ type }) => type),
    ['success', 'error', 'error'],
  );
  assert.match(String(value.results[1]?.message), /^not changed: the request has put on/);
});
