import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { passwordCost } from '../src/features/users/password.ts';
import { contactOf, untraced } from './support/answers.ts';
import { type People, password, peopleOf } from './support/people.ts';
import { plantRow, tablesHaving } from './support/plant-rows.ts';
import { indexAnew } from './support/rebuild-index.ts';
import { type TestServer, startServer } from './support/server.ts';
import { withFile } from './support/soundness.ts';

let server: TestServer;
let people: People;
before(async () => {
  server = await startServer({ passwordCost });
  people = peopleOf(server);
});
after(() => server.close());

test('adding and removing leave the other rows of the contact alone', async () => {
  const { locationId } = server.own;
  const tagged = { locationId, tags: ['a', 'b', 'c'] };
  const { id } = contactOf(await server.call('POST', '/contacts', { body: tagged }), 201);
  await server.call('DELETE', `/contacts/${id}/tags`, { body: { tags: ['a'] } });
  await server.call('POST', `/contacts/${id}/tags`, { body: { tags: ['d'] } });
  const { db } = server.app.engine.read;
  const rows = await db
    .selectFrom('contact_tags')
    .innerJoin('contacts', 'contacts.no', 'contact_tags.contact_no')
    .innerJoin('tags', 'tags.no', 'contact_tags.tag_no')
    .select(['tags.name', 'ordinal'])
    .where('contacts.id', '=', id)
    .orderBy('ordinal')
    .execute();
  assert.deepEqual(
    rows.map(({ name, ordinal }) => [name, ordinal]),
    [
      ['b', 1],
      ['c', 2],
      ['d', 3],
    ],
  );
});

test('contacts stored before, and values that hold such names, have their own lists', async () => {
  const { locationId } = server.own;
  const made = await server.call('POST', '/contacts', {
    body: { locationId, firstName: 'Named "followers":', additionalEmails: ['b@example.com'] },
  });
  const id = String(made.body.contact?.id);
  withFile(server.databasePath, (database) =>
    database
      .prepare(
        `UPDATE contacts SET body = json_set(body, '$.customFields',
           json('[{"id":"x","value":{"followers":["nested"],"additionalPhones":1}}]')) WHERE id = ?`,
      )
      .run(id),
  );
  const search = `/contacts/?locationId=${locationId}&query=Named`;
  for (const path of [`/contacts/${id}`, search]) {
    const { body, text } = await server.call('GET', path);
    const contact = body.contact ?? body.contacts?.[0];
    assert.deepEqual(contact?.['followers'], []);
    assert.deepEqual(contact?.['additionalPhones'], []);
    assert.deepEqual(contact?.['additionalEmails'], [{ email: 'b@example.com' }]);
    assert.equal(text.split('"additionalEmails":').length, 2, 'a key stands there once');
  }
});

test('a password is kept as a salted scrypt hash and shows nowhere', async () => {
  const secret = 'Very-Secret-Word-42';
  const user = await people.create({ password: secret });
  const again = await people.create({ password: secret });
  const stored = (id: unknown): string =>
    withFile(server.databasePath, (database) => {
      const row = database.prepare('SELECT password_hash FROM users WHERE id = ?').get(String(id));
      return String(row?.['password_hash']);
    });
  const first = stored(user['id']);
  assert.match(first, /^scrypt\$32768\$8\$3\$[\w-]{22}\$[\w-]{43}$/);
  assert.notEqual(stored(again['id']), first);
  const key = { 'idempotency-key': 'one-user' };
  const body = people.bodyFor({ password: secret });
  const kept = await people.manage('POST', '/users/', { body, headers: key });
  const replayed = await people.manage('POST', '/users/', { body, headers: key });
  assert.equal(replayed.headers.get('idempotency-replayed'), 'true');
  assert.deepEqual(untraced(replayed), untraced(kept));
  const other = await people.manage('POST', '/users/', {
    body: { ...body, password },
    headers: key,
  });
  assert.equal(other.body.code, 'idempotency_key_reused');
  const changed = await people.manage('PUT', `/users/${String(user['id'])}`, {
    body: { password: `${secret}!` },
  });
  assert.equal(changed.status, 200);
  assert.notEqual(stored(user['id']), first);
  for (const text of [kept.text, changed.text, JSON.stringify(user)]) {
    assert.ok(!/scrypt|password|Secret/i.test(text), text);
  }
  withFile(server.databasePath, (database) => {
    const tables = database
      .prepare(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT IN ('contact_terms', 'note_terms')",
      )
      .all();
    for (const { name } of tables) {
      const rows = JSON.stringify(database.prepare(`SELECT * FROM ${String(name)}`).all());
      assert.ok(!rows.includes(secret), `${String(name)} holds the password`);
      if (name !== 'users') assert.ok(!rows.includes('scrypt$'), `${String(name)} holds a hash`);
    }
  });
});

test('a deleted location is gone at once, and its rows of every table soon after', async (t) => {
  const server = await startServer();
  t.after(() => server.close());
  const { manage } = peopleOf(server);
  const { locationId, token } = server.own;
  const headers = { 'idempotency-key': 'once' };
  const body = { locationId, firstName: 'Jane', email: 'jane@deo.com', tags: ['a'] };
  assert.equal((await server.call('POST', '/contacts/', { body, headers })).status, 201);
  const no = withFile(server.databasePath, (database) => {
    const row = database.prepare('SELECT no FROM locations WHERE id = ?').get(locationId);
    const contact = database.prepare('SELECT no FROM contacts').get();
    const [location, contactNo] = [row?.['no'], contact?.['no']].map(Number);
    assert.ok(location !== undefined && contactNo !== undefined);
    for (const table of tablesHaving(database, 'location_no')) {
      if (database.prepare(`SELECT 1 FROM ${table} WHERE location_no = ?`).get(location)) continue;
      if (table === 'file_removals' || table === 'contact_erasures') continue;
      const fixed = { location_no: location, contact_no: contactNo, id: `${table}-id` };
      plantRow(database, table, fixed, 'planted');
    }
    return location;
  });
  await indexAnew(server.databasePath);
  const deleted = await manage('DELETE', `/locations/${locationId}?deleteTwilioAccount=true`);
  assert.deepEqual(untraced(deleted), {
    success: true,
    message: `Deleted location with id: ${locationId}`,
    warnings: ['deleteTwilioAccount was ignored: there is no Twilio account here'],
  });
  assert.equal((await server.call('GET', '/contacts/x', { token })).status, 401);
  for (const method of ['GET', 'DELETE']) {
    assert.equal((await manage(method, `/locations/${locationId}`)).status, 404, method);
  }
  const { locations } = (await manage('GET', '/locations/search')).body;
  const left = (locations as { id: string }[]).map(({ id }) => id);
  assert.deepEqual(left, [server.other.locationId]);
  await server.inside.keepHouse();
  withFile(server.databasePath, (database) => {
    for (const table of tablesHaving(database, 'location_no')) {
      const rows = database.prepare(`SELECT count(*) AS n FROM ${table} WHERE location_no = ?`);
      if (table !== 'file_removals') assert.equal(rows.get(no)?.['n'], 0, table);
    }
    for (const sql of [
      'SELECT count(*) AS n FROM event_values WHERE position NOT IN (SELECT position FROM events)',
      'SELECT count(*) AS n FROM idempotency_keys',
      `SELECT count(*) AS n FROM locations WHERE no = ${no}`,
    ]) {
      assert.equal(database.prepare(sql).get()?.['n'], 0, sql);
    }
    const event = database.prepare("SELECT * FROM events WHERE type = 'location.deleted'").get();
    assert.deepEqual([event?.['record_id'], event?.['location_no']], [locationId, null]);
  });
  assert.equal((await server.call('GET', '/contacts/x', { token })).status, 401);
  server.inside.assertSound();
});
