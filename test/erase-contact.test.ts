import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { contactOf, untraced } from './support/answers.ts';
import { plantRow, tablesHaving } from './support/plant-rows.ts';
import { indexAnew } from './support/rebuild-index.ts';
import { type TestServer, startServer } from './support/server.ts';
import { assertSound, withFile } from './support/soundness.ts';

const mark = 'zq7personal';
/** In nothing but a note and the index of notes; as the bytes of it read. */
const noteMark = '☃';
const noteMarkRead = Buffer.from(noteMark).toString('latin1');
/** The contact has a row there already, or has none while it is live. */
const notPlanted = new Set([
  'contact_identities',
  'contact_text',
  'contact_tags',
  'contact_erasures',
]);

/** Every file of the data folder that holds the text, in any case. */
function filesHolding(server: TestServer, text: string): string[] {
  return readdirSync(join(server.folder, 'data')).filter((name) => {
    const path = join(server.folder, 'data', name);
    return existsSync(path) && readFileSync(path).toString('latin1').toLowerCase().includes(text);
  });
}

/** Until the log has been emptied: a reader that is at work is waited for. */
async function gone(server: TestServer, text: string): Promise<void> {
  for (let each = 0; each < 2000 && filesHolding(server, text).length > 0; each += 1) {
    await server.call('GET', '/healthz', { token: null });
  }
  const left = filesHolding(server, text);
  assert.deepEqual(left, []);
}

async function makeMarked(server: TestServer, extra: object = {}): Promise<string> {
  const { locationId } = server.own;
  const body = {
    locationId,
    firstName: `${mark}First`,
    lastName: `${mark}Last`,
    email: `${mark}@example.com`,
    phone: '+14105550123',
    city: `${mark}City`,
    tags: ['common'],
    ...extra,
  };
  const headers = { 'idempotency-key': 'erased' };
  const made = await server.call('POST', '/contacts/', { body, headers });
  return contactOf(made, 201).id;
}

test('nothing of an erased contact is left in the files, whatever table it was in', async (t) => {
  const server = await startServer();
  t.after(() => server.close());
  const { locationId } = server.own;
  const note = { body: `${mark} note ${noteMark}` };
  const other = contactOf(
    await server.call('POST', '/contacts/', { body: { locationId, tags: ['common'] } }),
    201,
  ).id;
  const id = await makeMarked(server);
  const path = `/contacts/${id}`;
  await server.call('PUT', path, { body: { city: `${mark}Town`, lastName: 'x'.repeat(300) } });
  assert.equal((await server.call('POST', `${path}/notes`, { body: note })).status, 201);
  const tables = withFile(server.databasePath, (database) => {
    database.exec('PRAGMA secure_delete=ON');
    const no = 'SELECT no, location_no FROM contacts WHERE id = ?';
    const { no: contactNo, location_no: locationNo } = database.prepare(no).get(id) ?? {};
    assert.ok(typeof contactNo === 'number' && typeof locationNo === 'number');
    const fixed = { contact_no: contactNo, location_no: locationNo };
    const planted = tablesHaving(database, 'contact_no').filter((table) => !notPlanted.has(table));
    for (const table of planted) plantRow(database, table, { ...fixed, id: `${table}-id` }, mark);
    return planted;
  });
  assert.ok(tables.includes('notes'), String(tables));
  await indexAnew(server.databasePath);
  assert.notDeepEqual(filesHolding(server, mark), []);
  assert.notDeepEqual(filesHolding(server, noteMarkRead), []);
  const erased = await server.call('DELETE', `/api${path}/erase`);
  assert.deepEqual(untraced(erased), { succeded: true, succeeded: true });
  await gone(server, mark);
  await gone(server, noteMarkRead);
  withFile(server.databasePath, (database) => {
    for (const table of tablesHaving(database, 'contact_no')) {
      const held = database.prepare(
        `SELECT count(*) AS n FROM ${table} WHERE contact_no NOT IN (SELECT no FROM contacts)`,
      );
      assert.equal(held.get()?.['n'], 0, table);
    }
  });
  assert.equal((await server.call('GET', path)).status, 404);
  assert.equal(contactOf(await server.call('GET', `/contacts/${other}`)).id, other);
  for (const method of ['DELETE', 'POST']) {
    const again = `/api${path}/${method === 'POST' ? 'restore' : 'erase'}`;
    const answer = await server.call(method, again);
    assert.deepEqual([answer.status, answer.body.code], [404, 'contact_not_found']);
  }
});

test('one event says that it happened, and the history holds nothing else', async (t) => {
  const server = await startServer();
  t.after(() => server.close());
  const id = await makeMarked(server);
  await server.call('PUT', `/contacts/${id}`, { body: { city: 'Bern' } });
  await server.call('DELETE', `/contacts/${id}`);
  assert.equal((await server.call('DELETE', `/api/contacts/${id}/erase`)).status, 200);
  const history = await server.call('GET', `/api/contacts/${id}/events`);
  const events = history.body.events ?? [];
  assert.deepEqual(
    events.map(({ type, before, after }) => [type, before, after]),
    [['contact.erased', null, null]],
  );
  assert.partialDeepStrictEqual(events.at(-1), { recordId: id, contactId: id, version: null });
  assertSound(server.databasePath);
});

test('the key of a request that made an erased contact stays used and makes no other', async (t) => {
  const server = await startServer();
  t.after(() => server.close());
  const id = await makeMarked(server);
  await server.call('DELETE', `/api/contacts/${id}/erase`);
  const { locationId } = server.own;
  const headers = { 'idempotency-key': 'erased' };
  const body = { locationId, firstName: 'Again' };
  const again = await server.call('POST', '/contacts/', { body, headers });
  assert.deepEqual([again.status, again.body.code], [422, 'idempotency_key_reused']);
});

test('many rows are erased in slices, and what a request leaves is finished by its job', async (t) => {
  const server = await startServer();
  t.after(() => server.close());
  const id = await makeMarked(server);
  withFile(server.databasePath, (database) => {
    const { no, location_no } =
      database.prepare('SELECT no, location_no FROM contacts WHERE id = ?').get(id) ?? {};
    assert.ok(typeof no === 'number' && typeof location_no === 'number');
    database.exec('PRAGMA secure_delete=ON; BEGIN');
    for (let each = 0; each < 1200; each += 1) {
      const fixed = { contact_no: no, location_no, id: `note${each}` };
      plantRow(database, 'notes', fixed, mark);
    }
    // As a server leaves it that was killed after the first step.
    database
      .prepare(
        'INSERT INTO contact_erasures (location_no, contact_no, contact_id) VALUES (?, ?, ?)',
      )
      .run(location_no, no, id);
    const input = JSON.stringify({ contactNo: no });
    const actor = JSON.stringify({ kind: 'cli', id: 'test', name: 'test', traceId: 'asked' });
    database
      .prepare(
        `INSERT INTO jobs (location_no, id, kind, subject_id, input, status, actor, turn, created_at,
           updated_at) VALUES (?, 'left', 'erase-contact', ?, ?, 'running', ?, 1, 0, 0)`,
      )
      .run(location_no, id, input, actor);
    database.prepare('UPDATE contacts SET deleted_at = 1 WHERE no = ?').run(no);
    database.prepare('DELETE FROM contact_identities').run();
    database.prepare('DELETE FROM contact_text').run();
    database.exec('COMMIT');
  });
  await indexAnew(server.databasePath);
  const listed = await server.call('GET', '/api/contacts/deleted');
  assert.deepEqual(listed.body.contacts, []);
  assert.equal((await server.call('POST', `/api/contacts/${id}/restore`)).status, 404);
  await server.app.keepHouse();
  await gone(server, mark);
});
