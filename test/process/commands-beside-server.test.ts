import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { type Finished, type FirstRun, runCommand, startFirstRun } from '../support/process.ts';
import { assertSound, contactsWithEvent } from '../support/soundness.ts';

type Json = Record<string, unknown> & { id: string };

let folder = '';
let server: FirstRun;
let management = '';
const acknowledged = new Set<string>();
const failures: string[] = [];
let loading = true;
let load: Promise<unknown> = Promise.resolve();

before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'groundlevel-beside-'));
  server = await startFirstRun({ folder });
  management = (await json<{ token: string }>('token', 'create', '--management')).token;
  // A client writes all the while: each command waits for its turn at the database.
  load = client();
});
after(async () => {
  loading = false;
  await load;
  await server.kill('SIGTERM');
  rmSync(folder, { recursive: true, force: true });
});

async function client(): Promise<void> {
  for (let count = 0; loading; count += 1) {
    const body = { locationId: server.locationId, email: `n${count}@example.com` };
    const { status, body: made } = await api('POST', '/contacts', server.token, body);
    const contact = made['contact'] as Json | undefined;
    if (status === 201 && contact) acknowledged.add(contact.id);
    else failures.push(`${status} ${JSON.stringify(made)}`);
  }
}

async function api(
  method: string,
  path: string,
  token = management,
  body?: unknown,
): Promise<{ status: number; body: Record<string, unknown> }> {
  const reply = await fetch(`${server.baseUrl}${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  // Every reply of the API is an object.
  return { status: reply.status, body: (await reply.json()) as Record<string, unknown> };
}

const run = (...args: string[]): Promise<Finished> => runCommand(args, { folder });

/** What a command prints with --json; it must succeed. */
async function json<T>(...args: string[]): Promise<T> {
  const { code, stdout, stderr } = await run(...args, '--json');
  assert.deepEqual([code, stderr], [0, ''], args.join(' '));
  return JSON.parse(stdout) as T;
}

async function assertFails(args: string[], sentence: string | RegExp): Promise<void> {
  const { code, stdout, stderr } = await run(...args);
  if (typeof sentence === 'string') assert.equal(stderr, `${sentence}\n`);
  else assert.match(stderr, sentence);
  assert.deepEqual([code, stdout], [1, '']);
}

/** The status of a read of contacts with a token. */
async function statusWith(token: string, locationId: string): Promise<number> {
  return (await api('GET', `/contacts?locationId=${locationId}`, token)).status;
}

let location: Json;

test('location create, show and list print what the API returns', async () => {
  location = await json('location', 'create', '--name', 'Bern Office', '--country', 'CH');
  const read = await api('GET', `/locations/${location.id}`);
  assert.equal(read.status, 200);
  assert.deepEqual(location, read.body['location']);
  assert.deepEqual([location['name'], location['country']], ['Bern Office', 'CH']);
  assert.deepEqual(await json('location', 'show', location.id), location);
  const all = await json<Json[]>('location', 'list');
  assert.deepEqual(
    all.map((each) => each.id),
    [server.locationId, location.id],
  );
  assert.deepEqual(all[1], location);
  const { stdout } = await run('location', 'list');
  assert.match(
    stdout,
    new RegExp(
      `^LOCATION ID +NAME +CONTACTS +BYTES\\n(?:.*\\n)?${location.id} +Bern Office +0 +[1-9][0-9]*\\n`,
    ),
  );
});

test('location commands name what is wrong', async () => {
  const make = ['location', 'create', '--name'];
  await Promise.all([
    assertFails(['location', 'show', 'nope'], 'Location with id nope not found'),
    assertFails([...make, 'A', '--country', 'Bern'], /^country must be /),
    assertFails([...make, ''], /^name /),
    assertFails([...make, 'A', '--timezone', 'Bern'], /^timezone must /),
  ]);
});

type Created = { integration: Json; token: string };
let created: Created;

test('token create prints the integration as the API does, and its token works at once', async () => {
  created = await json(
    ...['token', 'create', '--location', location.id, '--name', 'Import'],
    ...['--scopes', 'contacts.readonly, contacts.write', '--expires', '2099-01-31'],
  );
  const path = `/api/locations/${location.id}/integrations`;
  const read = await api('GET', `${path}/${created.integration.id}`);
  assert.deepEqual(created.integration, read.body['integration']);
  assert.equal(created.integration['expiresAt'], '2099-01-31T00:00:00.000Z');
  assert.deepEqual(created.integration['scopes'], ['contacts.readonly', 'contacts.write']);
  assert.match(created.token, /^pit-/);
  assert.equal(await statusWith(created.token, location.id), 200);
  assert.equal(await statusWith(created.token, server.locationId), 403);
  const list = await api('GET', path);
  const listed = await json<Json[]>('token', 'list', '--location', location.id);
  assert.deepEqual(
    without(listed, 'lastUsedAt'),
    without(list.body['integrations'] as Json[], 'lastUsedAt'),
  );
  assert.equal(listed.length, 1);
});

function without(all: Json[], name: string): unknown[] {
  return all.map((each) => ({ ...each, [name]: undefined }));
}

test('token create names what is wrong', async () => {
  const at = ['token', 'create', '--location', location.id];
  const expiry = 'expiresAt must be a date in the future, such as 2030-01-31';
  await Promise.all([
    assertFails(
      ['token', 'create'],
      `There are several locations; name one with --location: ${server.locationId}, ${location.id}`,
    ),
    assertFails(['token', 'create', '--location', 'nope'], 'Location with id nope not found'),
    assertFails([...at, '--scopes', 'contact'], 'scopes: there is no scope contact'),
    assertFails(
      [...at, '--scopes', 'locations.write'],
      'scopes: locations.write is for management tokens only',
    ),
    assertFails([...at, '--expires', 'tomorrow'], expiry),
    assertFails([...at, '--expires', '2001-01-31'], expiry),
  ]);
  assert.equal((await json<Json[]>('token', 'list', '--location', location.id)).length, 1);
});

test('token rotate ends the old token at once, or later', async () => {
  const { id } = created.integration;
  const now = await json<Created>('token', 'rotate', id);
  assert.equal(await statusWith(created.token, location.id), 401);
  assert.equal(await statusWith(now.token, location.id), 200);
  const later = await json<Created>('token', 'rotate', now.token, '--later');
  assert.equal(await statusWith(now.token, location.id), 200);
  assert.equal(await statusWith(later.token, location.id), 200);
  const read = await api('GET', `/api/locations/${location.id}/integrations/${id}`);
  assert.deepEqual(
    without([later.integration], 'lastUsedAt'),
    without([read.body['integration'] as Json], 'lastUsedAt'),
  );
  const { rotation } = later.integration as unknown as { rotation: Record<string, string> };
  const days = (Date.parse(rotation['previousTokenExpiresAt'] ?? '') - Date.now()) / 86_400_000;
  assert.ok(days > 6.9 && days <= 7);
  created = later;
});

test('a revoked token is refused by the next request to the running server', async () => {
  const other = await json<Created>('token', 'create', '--location', location.id);
  assert.equal(await statusWith(other.token, location.id), 200);
  const revoked = await json<Json>('token', 'revoke', other.integration.id);
  assert.equal(await statusWith(other.token, location.id), 401);
  assert.equal(revoked['status'], 'revoked');
  const read = await api('GET', `/api/locations/${location.id}/integrations/${revoked.id}`);
  assert.deepEqual(
    without([revoked], 'lastUsedAt'),
    without([read.body['integration'] as Json], 'lastUsedAt'),
  );
  const { stdout } = await run('token', 'revoke', created.token);
  assert.equal(stdout, `Revoked Import (${created.integration.id})\n`);
  assert.equal(await statusWith(created.token, location.id), 401);
  await assertFails(
    ['token', 'rotate', created.integration.id],
    `Private Integration with id ${created.integration.id} is revoked`,
  );
  await assertFails(
    ['token', 'revoke', 'nope'],
    'There is no such Private Integration; token list shows their ids.',
  );
});

test('a management token reaches every location', async () => {
  const made = await json<Created>('token', 'create', '--management', '--name', 'Admin');
  assert.equal(made.integration['locationId'], null);
  for (const id of [server.locationId, location.id]) {
    assert.equal(await statusWith(made.token, id), 200);
  }
  const renamed = await api('PUT', `/locations/${location.id}`, made.token, { name: 'Bern' });
  assert.deepEqual([renamed.status, renamed.body['name']], [200, 'Bern']);
  const all = await json<Json[]>('token', 'list', '--management');
  assert.deepEqual(all[0]?.['id'], made.integration.id);
  assert.ok(all.every((each) => each['locationId'] === null));
  const { stdout } = await run('token', 'list');
  assert.ok(!stdout.includes('pit-'));
  for (const part of ['Admin', 'Import', 'revoked', 'active', 'Contact API Access']) {
    assert.ok(stdout.includes(part), part);
  }
});

test('migrate finds nothing to do, and all the while the server refused no client', async () => {
  const migrated = await run('migrate');
  assert.match(migrated.stdout, /^The database is at schema \d+; nothing to migrate\.\n$/);
  loading = false;
  await load;
  assert.deepEqual(failures, []);
  assert.ok(acknowledged.size > 100);
  await server.kill('SIGTERM');
  const path = join(folder, 'data', 'groundlevel.db');
  assertSound(path);
  assert.deepEqual(contactsWithEvent(path), acknowledged);
});
