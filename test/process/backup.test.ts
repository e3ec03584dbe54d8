import assert from 'node:assert/strict';
import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { after, before, test } from 'node:test';
import { schemaVersion } from '../../src/storage/migrations/migrations.ts';
import { contentsOf, withFolder } from '../support/folder.ts';
import { writeOlderDatabase } from '../support/older-database.ts';
import {
  type Finished,
  type FirstRun,
  runCommand,
  startFirstRun,
  startServing,
} from '../support/process.ts';
import { assertSound, contactsWithEvent } from '../support/soundness.ts';

let folder = '';
let server: FirstRun;
const acknowledged = new Set<string>();
const failures: number[] = [];
/** As many are acknowledged as make a database of several steps. */
const enough = Promise.withResolvers<void>();
let loading = true;
let load: Promise<unknown> = Promise.resolve();

before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'groundlevel-backup-'));
  server = await startFirstRun({ folder });
  load = Promise.all(Array.from({ length: 16 }, (_, each) => client(each)));
});
after(async () => {
  loading = false;
  await load;
  await server.kill('SIGTERM');
  rmSync(folder, { recursive: true, force: true });
});

async function client(each: number): Promise<void> {
  for (let count = 0; loading; count += 1) {
    const reply = await fetch(`${server.baseUrl}/contacts`, {
      method: 'POST',
      headers: { authorization: `Bearer ${server.token}`, 'content-type': 'application/json' },
      body: JSON.stringify({
        locationId: server.locationId,
        email: `c${each}n${count}@example.com`,
        tags: ['load'],
        address1: 'x'.repeat(500),
      }),
    });
    if (reply.status === 201) acknowledged.add(JSON.parse(await reply.text()).contact.id);
    else failures.push(reply.status);
    if (acknowledged.size >= 1500) enough.resolve();
  }
}

const run = (...args: string[]): Promise<Finished> => runCommand(args, { folder });
const backupIn = (name: string): string => join(folder, name, 'groundlevel.db');

test('a backup beside 16 creating clients has every contact acknowledged before it began', async () => {
  await enough.promise;
  for (const name of ['first', 'deep/second']) {
    const before = [...acknowledged];
    const { code, stdout, stderr } = await run('backup', '--to', join(folder, name));
    assert.deepEqual([code, stderr], [0, '']);
    const bytes = statSync(backupIn(name)).size;
    assert.ok(bytes > 1000 * 4096, 'too small to be copied in more than one step');
    assert.equal(stdout, `Backed up to ${join(folder, name)} (${bytes} bytes, checked)\n`);
    assert.deepEqual(readdirSync(join(folder, name)), ['groundlevel.db']);
    const kept = contactsWithEvent(backupIn(name));
    for (const id of before) assert.ok(kept.has(id), `${id} is not in the backup`);
    assertSound(backupIn(name));
    assert.equal(statSync(join(folder, name)).mode & 0o777, 0o700);
    assert.equal(statSync(backupIn(name)).mode & 0o777, 0o600);
  }
  loading = false;
  await load;
  assert.deepEqual(failures, []);
  assert.deepEqual(readdirSync(folder).toSorted(), ['data', 'deep', 'first']);
});

test('backup refuses a folder that exists, and leaves it alone', async () => {
  mkdirSync(join(folder, 'taken'));
  const { code, stdout, stderr } = await run('backup', '--to', join(folder, 'taken'));
  assert.equal(stderr, `${join(folder, 'taken')} exists already; name a new folder.\n`);
  assert.deepEqual([code, stdout], [1, '']);
  assert.deepEqual(readdirSync(join(folder, 'taken')), []);
});

test('backup of a damaged database fails with a sentence and leaves no copy', () =>
  withFolder(async (other) => {
    mkdirSync(join(other, 'data'));
    const bytes = readFileSync(backupIn('first'));
    writeFileSync(join(other, 'data', 'groundlevel.db'), bytes.fill('noise', 40_960, 90_000));
    const ran = await runCommand(['backup', '--to', join(other, 'copy')], { folder: other });
    assert.match(ran.stderr, /^The database \S+ is corrupt \([^\n]+\); restore a backup\.\n$/);
    assert.equal(ran.code, 1);
    assert.deepEqual(readdirSync(other), ['data']);
  }));

test('restore refuses while a server runs, and without --force', async () => {
  const from = ['restore', '--from', join(folder, 'first')];
  const running = await run(...from, '--force');
  assert.equal(
    running.stderr,
    `The database ${folder}/data/groundlevel.db is already served by ` +
      `process ${server.child.pid} at ${server.baseUrl}.\n`,
  );
  assert.equal(running.code, 1);
  const total = acknowledged.size;
  await server.kill('SIGTERM');
  const before = contentsOf(join(folder, 'data'));
  const unforced = await run(...from);
  assert.equal(
    unforced.stderr,
    `${folder}/data/groundlevel.db exists; give --force to replace it.\n`,
  );
  assert.equal(unforced.code, 1);
  assert.deepEqual(contentsOf(join(folder, 'data')), before);
  assert.equal(contactsWithEvent(join(folder, 'data', 'groundlevel.db')).size, total);
});

type Spoiled = { name: string; file(bytes: Buffer): Buffer; sentence: RegExp };
const spoiled: readonly Spoiled[] = [
  {
    name: 'cut short',
    file: (bytes) => bytes.subarray(0, 100_000),
    sentence: /^The database \S+bad\/groundlevel\.db is corrupt \([^\n]+\); restore a backup\.\n$/,
  },
  {
    name: 'noise in its middle',
    file: (bytes) => bytes.fill('noise', 40_960, 90_000),
    sentence: /^The database \S+bad\/groundlevel\.db is corrupt \([^\n]+\); restore a backup\.\n$/,
  },
  {
    name: 'not a database',
    file: () => Buffer.from('Names and numbers'),
    sentence: /bad\/groundlevel\.db is not a database that can be read: [^\n]+untouched\.\n$/,
  },
  {
    name: 'empty',
    file: () => Buffer.alloc(0),
    sentence: /bad is no backup: groundlevel\.db is empty\.\n$/,
  },
];

for (const { name, file, sentence } of spoiled) {
  test(`restore refuses a backup that is ${name}, and the database stays as it is`, async () => {
    const before = contentsOf(join(folder, 'data'));
    const bad = join(folder, 'bad');
    mkdirSync(bad);
    try {
      writeFileSync(join(bad, 'groundlevel.db'), file(readFileSync(backupIn('first'))));
      const { code, stdout, stderr } = await run('restore', '--from', bad, '--force');
      assert.match(stderr, sentence);
      assert.deepEqual([code, stdout, stderr.trimEnd().split('\n').length], [1, '', 1]);
      assert.deepEqual(contentsOf(join(folder, 'data')), before);
    } finally {
      rmSync(bad, { recursive: true });
    }
  });
}

test('restore names a folder that is no backup', async () => {
  const { code, stderr } = await run('restore', '--from', join(folder, 'taken'), '--force');
  assert.equal(stderr, `${join(folder, 'taken')} is no backup: it lacks groundlevel.db.\n`);
  assert.equal(code, 1);
});

test('restore brings everything back, in place and in another folder, and the tokens go on', async () => {
  const kept = contactsWithEvent(backupIn('first'));
  const path = join(folder, 'data', 'groundlevel.db');
  // A log of the database that was there must not be taken for one of the restored.
  const open = new DatabaseSync(path);
  open.exec("PRAGMA journal_mode=WAL; UPDATE locations SET name = 'Gone'");
  const forced = await run('restore', '--from', join(folder, 'first'), '--force');
  open.close();
  assert.deepEqual(forced, { code: 0, stdout: `Restored to ${path}\n`, stderr: '' });
  assertSound(path);
  assert.deepEqual(contactsWithEvent(path), kept);
  assert.equal(statSync(path).mode & 0o777, 0o600);
  assert.deepEqual(readdirSync(join(folder, 'data')).toSorted(), [
    'groundlevel.db',
    'groundlevel.db.lock',
    'groundlevel.db.reserve',
  ]);

  await withFolder(async (other) => {
    const from = ['restore', '--from', join(folder, 'first'), '--json'];
    const restored = await runCommand(from, { folder: other });
    assert.deepEqual(JSON.parse(restored.stdout), {
      database: join(other, 'data', 'groundlevel.db'),
      lost: [],
    });
    assert.equal(statSync(join(other, 'data')).mode & 0o777, 0o700);
    const again = await startServing({ folder: other });
    try {
      const reply = await fetch(`${again.baseUrl}/contacts?locationId=${server.locationId}`, {
        headers: { authorization: `Bearer ${server.token}` },
      });
      // Checked in the next line.
      const { meta } = (await reply.json()) as { meta: { total: number } };
      assert.equal(meta.total, kept.size);
    } finally {
      await again.kill('SIGTERM');
    }
  });
});

test('a backup of an older version is migrated, and itself left as it is', () =>
  withFolder(async (other) => {
    const old = join(other, 'old');
    mkdirSync(old);
    writeOlderDatabase(backupIn('first'), join(old, 'groundlevel.db'), 1);
    const made = new DatabaseSync(join(old, 'groundlevel.db'));
    made.exec('PRAGMA journal_mode=DELETE');
    made.close();
    const before = contentsOf(old);
    const { code, stderr } = await runCommand(['restore', '--from', old], { folder: other });
    assert.deepEqual([code, stderr], [0, '']);
    const path = join(other, 'data', 'groundlevel.db');
    assertSound(path);
    const file = new DatabaseSync(path);
    assert.equal(file.prepare('PRAGMA user_version').get()?.['user_version'], schemaVersion);
    file.close();
    assert.deepEqual(contactsWithEvent(path), contactsWithEvent(backupIn('first')));
    assert.deepEqual(contentsOf(old), before);
    assert.deepEqual(readdirSync(join(other, 'data')).toSorted(), [
      'groundlevel.db',
      'groundlevel.db.lock',
    ]);
  }));
