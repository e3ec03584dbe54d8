import assert from 'node:assert/strict';
import { after, before, beforeEach, mock, test } from 'node:test';
import { contactsScope } from '../contract/scopes.ts';
import { manualClock } from '../src/lib/clock.ts';
import { type Answer, type TestServer, startServer } from './support/server.ts';
import { assertSound } from './support/soundness.ts';

const most = 200_000;
const clock = manualClock(Date.parse('2026-03-06T12:00:00Z'));
let server: TestServer;
let token = '';
let locationId = '';
before(async () => {
  // The server's own housekeeping runs when a test says so.
  mock.timers.enable({ apis: ['setInterval'] });
  server = await startServer({ clock, env: { GROUNDLEVEL_LIMITS_LOCATION_BYTES: String(most) } });
});
beforeEach(async () => {
  ({ locationId } = await server.tenant());
  token = await server.token(locationId, [contactsScope, 'locations/customFields.write']);
});
after(async () => {
  await server.close();
  mock.timers.reset();
  assert.deepEqual(server.faults, []);
});

async function bytes(): Promise<number> {
  const rows = await server.app.engine.read.db
    .selectFrom('locations')
    .select('bytes')
    .where('id', '=', locationId)
    .execute();
  return Number(rows[0]?.bytes);
}
const send = (method: string, path: string, body?: object, headers = {}): Promise<Answer> =>
  server.call(method, path, { token, headers, ...(body && { body }) });
async function contact(more: object = {}): Promise<string> {
  const made = await send('POST', '/contacts', { locationId, ...more });
  assert.equal(made.status, 201, made.text);
  return String(made.body.contact?.id);
}
function upload(id: string, content: string): Promise<Answer> {
  return server.call('POST', `/locations/${locationId}/customFields/upload`, {
    token,
    form: {
      fields: { id },
      files: [{ name: 'a', fileName: 'a.txt', type: 'text/plain', content }],
    },
  });
}

test('the bytes of a location follow what is written, changed, deleted and erased', async () => {
  const start = await bytes();
  const id = await contact({ firstName: 'x'.repeat(200), tags: ['one', 'two'] });
  const made = await bytes();
  // The contact and the event that tells of it.
  assert.ok(made >= start + 400, `${start} ${made}`);
  await send('PUT', `/contacts/${id}`, { firstName: 'y', tags: ['three'] });
  await send('POST', `/contacts/${id}/notes`, { body: 'n'.repeat(5000) });
  assert.ok((await bytes()) >= made + 10_000);
  const before = await bytes();
  assert.equal((await upload(id, 'f'.repeat(20_000))).status, 200);
  assert.ok((await bytes()) >= before + 20_000);
  await send(
    'POST',
    '/contacts/upsert',
    { locationId, email: 'a@b.example' },
    {
      'idempotency-key': 'one',
    },
  );
  assertSound(server.databasePath);
  const full = await bytes();
  await send('DELETE', `/api/contacts/${id}/erase`);
  await server.app.keepHouse();
  assert.ok((await bytes()) < full - 30_000);
  assertSound(server.databasePath);
});

test('over its limit a location does not grow; reads and deletions go on, and erasing makes room', async () => {
  const ids = [await contact({ firstName: 'Kept' })];
  let last: Answer | undefined;
  for (let each = 0; each < 100 && last === undefined; each += 1) {
    const id = await contact();
    ids.push(id);
    const note = await send('POST', `/contacts/${id}/notes`, { body: 'n'.repeat(5000) });
    if (note.status !== 201) last = note;
  }
  assert.deepEqual([last?.status, last?.body.code], [507, 'location_full']);
  assert.ok((await bytes()) <= most);
  const [id = '', ...others] = ids;
  const file = await upload(id, 'f'.repeat(20_000));
  assert.deepEqual([file.status, file.body.code], [507, 'location_full']);
  const grown = await send('POST', `/contacts/${id}/notes`, { body: 'n'.repeat(9000) });
  assert.equal(grown.status, 507, grown.text);
  const upsert = {
    locationId,
    email: 'a@b.example',
    customFields: [{ key: 'x', value: 'x'.repeat(9000) }],
  };
  const once = { 'idempotency-key': 'again' };
  assert.equal((await send('POST', '/contacts/upsert', upsert, once)).status, 507);

  assert.equal((await send('GET', `/contacts/${id}`)).status, 200);
  assert.equal((await send('GET', `/contacts/?locationId=${locationId}`)).status, 200);
  assert.equal((await send('DELETE', `/contacts/${id}`)).status, 200);
  const elsewhere = await server.call('POST', '/contacts', {
    token: server.other.token,
    body: { locationId: server.other.locationId },
  });
  assert.equal(elsewhere.status, 201, 'the limit is of each location');

  for (const each of others) await send('DELETE', `/api/contacts/${each}/erase`);
  await server.app.keepHouse();
  assert.equal((await send('POST', '/contacts/upsert', upsert, once)).status, 200);
  assertSound(server.databasePath);
});

test('writes that are committed together do not pass the limit together', async () => {
  const ids = [await contact(), await contact()];
  const room = most - (await bytes());
  const size = Math.floor(room / 6);
  const notes = await Promise.all(
    Array.from({ length: 8 }, (_, each) =>
      send('POST', `/contacts/${ids[each % 2]}/notes`, {
        body: 'n'.repeat(Math.min(size, 60_000)),
      }),
    ),
  );
  assert.ok(notes.some(({ status }) => status === 507));
  assert.ok(notes.some(({ status }) => status === 201));
  assert.ok((await bytes()) <= most);
  assertSound(server.databasePath);
});

test('a recurring task of a location that is full makes none, and stops no other', async () => {
  const rule = async (at: string, by: string, contactIds: string[]): Promise<string> => {
    const rruleOptions = {
      intervalType: 'daily',
      interval: 1,
      startDate: new Date(clock.now() + 3_600_000).toISOString(),
      dueAfterSeconds: 0,
    };
    const body = { title: 'Look', contactIds, rruleOptions };
    const path = `/locations/${at}/recurring-tasks`;
    const made = await server.call('POST', path, { token: by, body });
    assert.equal(made.status, 201, made.text);
    return `${path}/${(made.body['recurringTask'] as { id: string }).id}`;
  };
  const total = async (path: string, by: string): Promise<unknown> => {
    const { body } = await server.call('GET', path, { token: by });
    return (body['recurringTask'] as { totalOccurrence: number }).totalOccurrence;
  };
  const id = await contact();
  const full = await rule(locationId, token, [id]);
  for (const size of [30_000, 5000, 1000, 100, 1]) {
    let status = 201;
    while (status === 201) {
      ({ status } = await send('POST', `/contacts/${id}/notes`, { body: 'n'.repeat(size) }));
    }
    assert.equal(status, 507);
  }
  const other = await rule(server.other.locationId, server.other.token, [await contactOfOther()]);
  clock.advance(3_600_000);
  await server.app.keepHouse();
  assert.deepEqual([await total(full, token), await total(other, server.other.token)], [0, 1]);
  assertSound(server.databasePath);
});

async function contactOfOther(): Promise<string> {
  const { locationId: of, token: by } = server.other;
  const made = await server.call('POST', '/contacts', { token: by, body: { locationId: of } });
  return String(made.body.contact?.id);
}
