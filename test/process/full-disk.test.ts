import assert from 'node:assert/strict';
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { multipartOf } from '../support/forms.ts';
import { type FirstRun, runCommand, startFirstRun, startServing } from '../support/process.ts';
import { writeOlderDatabase } from '../support/older-database.ts';
import { smallDisk, startOnFull } from '../support/small-disk.ts';
import { assertSound, contactsWithEvent } from '../support/soundness.ts';

type Reply = { status: number; body: Record<string, unknown> & { contact?: { id: string } } };

async function send(
  { baseUrl, token, locationId }: Pick<FirstRun, 'baseUrl' | 'token' | 'locationId'>,
  method: string,
  path: string,
  body?: object,
): Promise<Reply> {
  const reply = await fetch(`${baseUrl}${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    ...(body && { body: JSON.stringify({ locationId, ...body }) }),
  });
  const text = await reply.text();
  return { status: reply.status, body: JSON.parse(text) };
}

/** Until one is refused, so that not even the last page has room. */
async function writeUntilRefused(server: FirstRun, acknowledged: Set<string>): Promise<Reply> {
  for (let each = 0; ; each += 1) {
    assert.ok(each < 2000, 'the disk is not full');
    const made = await send(server, 'POST', '/contacts/', { firstName: 'x'.repeat(400) });
    if (made.status !== 201) return made;
    acknowledged.add(String(made.body.contact?.id));
  }
}

test('on a full disk writes are refused, all else goes on, and with room again writes work', async (t) => {
  const disk = smallDisk(t, 8);
  const { folder } = disk;
  const server = await startFirstRun({ folder });
  t.after(() => server.kill('SIGKILL'));
  const kept = await send(server, 'POST', '/contacts/', { email: 'kept@example.com' });
  const id = String(kept.body.contact?.id);
  const acknowledged = new Set([id]);
  disk.fill(server.child.pid);
  const refused = await writeUntilRefused(server, acknowledged);
  assert.equal(refused.status, disk.status);
  // A write beyond what a file may be fails like a broken disk, with the way back shut as well.
  const code = disk.kind === 'mounted' ? /^storage_full$/ : /^(?:storage_failed|outcome_unknown)$/;
  assert.match(String(refused.body['code']), code);
  const path = `/contacts/${id}`;
  for (let round = 0; round < 3; round += 1) {
    for (const [method, to, body, status] of [
      ['GET', path, undefined, 200],
      ['PUT', path, { firstName: 'y'.repeat(500) }, disk.status],
      ['POST', '/contacts/search', { pageLimit: 10, query: 'kept' }, 200],
      ['GET', `/contacts/?locationId=${server.locationId}&query=kept`, undefined, 200],
      ['GET', '/api/events', undefined, 200],
      ['DELETE', path, undefined, disk.status],
    ] as const) {
      const reply = await send(server, method, to, body);
      assert.equal(reply.status, status, `${method} ${to}: ${JSON.stringify(reply.body)}`);
    }
  }
  assert.equal(contactsWithEvent(join(folder, 'data', 'groundlevel.db')).size, acknowledged.size);
  disk.makeRoom(server.child.pid);
  const after = await send(server, 'POST', '/contacts/', { email: 'after@example.com' });
  assert.equal(after.status, 201, JSON.stringify(after.body));
  acknowledged.add(String(after.body.contact?.id));
  server.child.kill('SIGTERM');
  assert.equal((await server.finished).code, 0);
  const database = join(folder, 'data', 'groundlevel.db');
  assert.deepEqual(contactsWithEvent(database), acknowledged);
  assertSound(database);
});

test('an upload that does not fit is refused, and nothing of it is left', async (t) => {
  const disk = smallDisk(t, 8);
  const server = await startFirstRun({ folder: disk.folder });
  t.after(() => server.kill('SIGKILL'));
  const made = await send(server, 'POST', '/contacts/', { email: 'a@example.com' });
  const scopes = ['token', 'create', '--scopes', 'locations/customFields.write', '--json'];
  const granted = await runCommand(scopes, { folder: disk.folder });
  const { token } = JSON.parse(granted.stdout) as { token: string };
  const upload = async (bytes: number): Promise<number> => {
    const content = Buffer.alloc(bytes, 'x');
    const file = { name: 'file', fileName: 'a.txt', type: 'text/plain', content };
    const form = multipartOf({ fields: { id: String(made.body.contact?.id) }, files: [file] });
    const { locationId, baseUrl } = server;
    const reply = await fetch(`${baseUrl}/locations/${locationId}/customFields/upload`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': form.contentType },
      body: form.bytes,
    });
    await reply.text();
    return reply.status;
  };
  disk.fill(server.child.pid);
  assert.equal(await upload(9_000_000), disk.status);
  assert.deepEqual(readdirSync(join(disk.folder, 'data', 'groundlevel.db.uploads')), []);
  disk.makeRoom(server.child.pid);
  assert.equal(await upload(1000), 200);
});

test('what was acknowledged while the disk filled up survives kill -9', async (t) => {
  const disk = smallDisk(t, 12);
  const { folder } = disk;
  const first = await startFirstRun({ folder });
  t.after(() => first.kill('SIGKILL'));
  const acknowledged = new Set<string>();
  const statuses = new Map<number, number>();
  const client = async (): Promise<void> => {
    for (let refused = 0; refused < 5; ) {
      const contact = { website: `https://example.com/${'x'.repeat(1500)}` };
      const { status, body } = await send(first, 'POST', '/contacts/', contact);
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
      if (status === 201) acknowledged.add(String(body.contact?.id));
      else refused += 1;
    }
  };
  if (disk.kind === 'limited') disk.fill(first.child.pid);
  await Promise.all(Array.from({ length: 16 }, client));
  await first.kill('SIGKILL');
  t.diagnostic(`answers: ${[...statuses].map(([status, n]) => `${n} of ${status}`).join(', ')}`);
  assert.deepEqual(new Set(statuses.keys()), new Set([201, disk.status]));
  const again = await startServing({ folder });
  t.after(() => again.kill('SIGKILL'));
  const held = { ...again, token: first.token, locationId: first.locationId };
  const [id] = acknowledged;
  assert.equal((await send(held, 'GET', `/contacts/${id}`)).status, 200);
  await again.kill('SIGKILL');
  const database = join(folder, 'data', 'groundlevel.db');
  const found = contactsWithEvent(database);
  assert.deepEqual(
    [...acknowledged].filter((each) => !found.has(each)),
    [],
  );
  assert.equal(found.size, acknowledged.size, 'something refused was kept');
});

test('a log that nobody can take ends nothing', async (t) => {
  const disk = smallDisk(t, 8);
  const full = existsSync('/dev/full') ? openSync('/dev/full', 'w') : openSync('/dev/null', 'r');
  t.after(() => closeSync(full));
  const server = await startFirstRun({
    folder: disk.folder,
    env: { GROUNDLEVEL_LOG_LEVEL: 'debug' },
    stderr: full,
  });
  t.after(() => server.kill('SIGKILL'));
  for (let each = 0; each < 200; each += 1) {
    assert.equal((await fetch(`${server.baseUrl}/healthz`)).status, 200);
  }
  server.child.kill('SIGTERM');
  assert.equal((await server.finished).code, 0);
});

for (const signal of ['SIGTERM', 'SIGKILL'] as const) {
  test(`a start on the full disk after ${signal} serves reads, and writes once there is room`, async (t) => {
    const disk = smallDisk(t, 8);
    const { folder } = disk;
    const first = await startFirstRun({ folder });
    t.after(() => first.kill('SIGKILL'));
    const made = await send(first, 'POST', '/contacts/', { email: 'kept@example.com' });
    await first.kill(signal);
    const started = startOnFull(disk, ['serve']);
    t.after(() => started.kill('SIGKILL'));
    const [, baseUrl = ''] = await started.printed(/running at (\S+)\n/);
    const server = { baseUrl, token: first.token, locationId: first.locationId };
    disk.fill(started.child.pid);
    const path = `/contacts/${String(made.body.contact?.id)}`;
    assert.equal((await send(server, 'GET', path)).status, 200);
    const found = await send(server, 'POST', '/contacts/search', { pageLimit: 1, query: 'kept' });
    assert.equal(found.status, 200);
    const big = { website: `https://example.com/${'x'.repeat(1500)}` };
    let refused = 201;
    for (let each = 0; each < 300 && refused === 201; each += 1) {
      refused = (await send(server, 'POST', '/contacts/', big)).status;
    }
    assert.equal(refused, disk.status);
    disk.makeRoom(started.child.pid);
    assert.equal((await send(server, 'POST', '/contacts/', big)).status, 201);
  });
}

test('a backup to a full disk ends with a sentence, and leaves nothing', async (t) => {
  const disk = smallDisk(t, 8);
  const { folder } = disk;
  const server = await startFirstRun({ folder });
  t.after(() => server.kill('SIGKILL'));
  const backup = startOnFull(disk, ['backup', '--to', join(folder, 'backups', 'today')]);
  const { code, stderr } = await backup.finished;
  assert.equal(code, 1);
  assert.match(stderr, /^The disk (?:is full|cannot be used)[^\n]*; nothing was changed\.\n$/);
  assert.ok(!existsSync(join(folder, 'backups')));
  assert.equal((await fetch(`${server.baseUrl}/readyz`)).status, 200);
});

test('a migration on a full disk leaves the database as it was, and no copy', async (t) => {
  const disk = smallDisk(t, 8);
  const { folder } = disk;
  const server = await startFirstRun({ folder });
  t.after(() => server.kill('SIGKILL'));
  await server.kill('SIGTERM');
  const path = join(folder, 'data', 'groundlevel.db');
  const older = join(folder, 'older.db');
  writeOlderDatabase(path, older, 8);
  rmSync(join(folder, 'data'), { recursive: true });
  mkdirSync(join(folder, 'data'));
  renameSync(older, path);
  const before = readFileSync(path);
  const { code, stderr } = await startOnFull(disk, ['migrate']).finished;
  assert.equal(code, 1);
  assert.match(stderr, /^The (?:database|lock file) \S+ cannot be written: [^\n]+\.\n$/);
  assert.deepEqual(readFileSync(path), before);
  assert.deepEqual(
    readdirSync(join(folder, 'data')).filter((name) => name.includes('before-schema')),
    [],
  );
});
