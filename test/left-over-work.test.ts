import assert from 'node:assert/strict';
import { readdirSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, mock, test } from 'node:test';
import { contactsScope } from '../contract/scopes.ts';
import {
  deleteBusinessCommand,
  detachLeftContactsCommand,
} from '../src/features/businesses/business-commands.ts';
import { deleteHookCommand } from '../src/features/hooks/hook-commands.ts';
import { filesFolder } from '../src/storage/files/disk-files.ts';
import type { CommandContext } from '../src/storage/engine.ts';
import { contactOf } from './support/answers.ts';
import { idIn } from './support/samples/businesses.ts';
import { type TestServer, startServer } from './support/server.ts';
import { assertSound, withFile } from './support/soundness.ts';

let server: TestServer;
before(async () => {
  // The server's own housekeeping runs when a test says so.
  mock.timers.enable({ apis: ['setInterval'] });
  server = await startServer();
});
after(async () => {
  await server.close();
  mock.timers.reset();
});

const context: CommandContext = {
  now: 1_800_000_000_000,
  traceId: 'bookkeeping',
  actor: { kind: 'server', id: 'server', name: 'server' },
};

function count(sql: string): number {
  return withFile(server.databasePath, (database) => Number(database.prepare(sql).get()?.['n']));
}

test('contacts of a business whose deletion was cut off are taken off it by housekeeping', async () => {
  const { locationId, token } = await server.tenant(['contacts', 'businesses.write']);
  const send = (method: string, path: string, body?: unknown) =>
    server.call(method, path, { token, body });
  const made = await send('POST', '/businesses/', { locationId, name: 'Acme' });
  const businessId = idIn(made.body['buiseness']);
  const ids: string[] = [];
  for (let each = 0; each < 60; each += 1) {
    ids.push(contactOf(await send('POST', '/contacts/', { locationId }), 201).id);
  }
  await send('POST', '/contacts/bulk/business', { locationId, ids, businessId });
  const { engine } = server.app;
  const locationNo = count(`SELECT no AS n FROM locations WHERE id = '${locationId}'`);
  await engine.run(deleteBusinessCommand, { locationNo, id: businessId }, context);
  const attached = `SELECT count(*) AS n FROM contacts WHERE business_id = '${businessId}'`;
  assert.equal(count(attached), 60);
  assert.equal((await send('GET', `/businesses/${businessId}`)).status, 404);

  assert.equal((await engine.run(detachLeftContactsCommand, null, context)).value, true);
  assert.equal(count(attached), 10, 'one slice at a time');
  await server.app.keepHouse();
  assert.equal(count(attached), 0);
  assert.equal(count('SELECT count(*) AS n FROM businesses'), 0);
  const last = contactOf(await send('GET', `/contacts/${ids.at(-1)}`));
  assert.equal(last['businessId'], undefined);
  assertSound(server.databasePath);
});

test('enrolments in a campaign whose deletion was cut off are ended by housekeeping', async () => {
  const { locationId, token } = await server.tenant(['contacts', 'campaigns.write']);
  const send = (method: string, path: string, body?: unknown) =>
    server.call(method, path, { token, body });
  const path = `/api/locations/${locationId}/campaigns`;
  const campaignId = idIn((await send('POST', path, { name: 'Welcome' })).body['campaign']);
  const { id } = contactOf(await send('POST', '/contacts/', { locationId }), 201);
  const { id: deleted } = contactOf(await send('POST', '/contacts/', { locationId }), 201);
  for (const each of [id, deleted]) {
    assert.equal((await send('POST', `/contacts/${each}/campaigns/${campaignId}`)).status, 201);
  }
  await send('DELETE', `/contacts/${deleted}`);
  const { engine } = server.app;
  const locationNo = count(`SELECT no AS n FROM locations WHERE id = '${locationId}'`);
  const of = { locationNo, kind: 'campaign', id: campaignId } as const;
  await engine.run(deleteHookCommand, of, context);
  const enrolments = await send('GET', `/api/contacts/${id}/enrolments`);
  assert.deepEqual([enrolments.body['enrolments'], enrolments.body.meta], [[], { total: 0 }]);
  assert.equal(count('SELECT count(*) AS n FROM enrolments'), 2);

  await server.app.keepHouse();
  assert.equal(count('SELECT count(*) AS n FROM enrolments'), 0);
  assert.equal(count('SELECT count(*) AS n FROM hooks'), 0);
  for (const each of [id, deleted]) {
    const { events } = (await send('GET', `/api/contacts/${each}/events`)).body;
    assert.equal(events?.at(-1)?.['type'], 'campaign.removed');
  }
  assertSound(server.databasePath);
});

test('housekeeping sweeps what a crash left a day ago, and nothing else', async () => {
  const own = await startServer();
  try {
    const folder = filesFolder(own.databasePath);
    const scopes = [contactsScope, 'locations/customFields.write'];
    const writer = await own.token(own.own.locationId, scopes);
    const { locationId } = own.own;
    const body = { locationId, firstName: 'Jane' };
    const { contact } = (await own.call('POST', '/contacts', { body })).body;
    const form = {
      fields: { id: String(contact?.id) },
      files: [{ name: 'f', fileName: 'a', type: 'text/plain', content: 'kept' }],
    };
    const upload = `/locations/${locationId}/customFields/upload`;
    const { meta } = (await own.call('POST', upload, { token: writer, form })).body;
    const [file] = meta as unknown as { documentId: string }[];
    const kept = String(file?.documentId);
    const partial = '.partial-00000000-0000-4000-8000-000000000000';
    for (const name of [partial, 'A'.repeat(20), 'B'.repeat(20), 'notes.txt']) {
      writeFileSync(join(folder, name), 'left');
    }
    const yesterday = Date.now() / 1000 - 25 * 3600;
    for (const name of [partial, 'A'.repeat(20), 'notes.txt', kept]) {
      utimesSync(join(folder, name), yesterday, yesterday);
    }
    await own.inside.keepHouse();
    const left = new Set([kept, 'B'.repeat(20), 'notes.txt']);
    assert.deepEqual(new Set(readdirSync(folder)), left);
  } finally {
    await own.close();
  }
});
