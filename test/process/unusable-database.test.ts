import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { after, before, test } from 'node:test';
import { contentsOf, withFolder } from '../support/folder.ts';
import { runCommand, startFirstRun } from '../support/process.ts';

let sample = '';
let samplePath = '';
before(async () => {
  sample = mkdtempSync(join(tmpdir(), 'groundlevel-sample-'));
  samplePath = join(sample, 'data', 'groundlevel.db');
  const { baseUrl, token, locationId, kill } = await startFirstRun({ folder: sample });
  await Promise.all(
    Array.from({ length: 200 }, (_, each) =>
      fetch(`${baseUrl}/contacts`, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        body: JSON.stringify({ locationId, email: `c${each}@example.com`, tags: ['a', 'b'] }),
      }),
    ),
  );
  await kill('SIGTERM');
});
after(() => rmSync(sample, { recursive: true, force: true }));

type Case = {
  name: string;
  /** Makes `data/groundlevel.db` unusable. */
  spoil(folder: string, path: string): void;
  sentence: RegExp;
  env?: (folder: string) => Record<string, string>;
  uid?: number;
};

/** A copy of the sample with its bytes changed. */
function damaged(change: (bytes: Buffer) => Buffer): Case['spoil'] {
  return (folder, path) => {
    mkdirSync(join(folder, 'data'));
    writeFileSync(path, change(readFileSync(samplePath)));
  };
}

/** A copy of the sample, changed by SQL. */
function altered(sql: string): Case['spoil'] {
  return (folder, path) => {
    mkdirSync(join(folder, 'data'));
    copyFileSync(samplePath, path);
    const database = new DatabaseSync(path);
    database.exec(sql);
    database.close();
  };
}

const nobody = 65_534;

/** Permissions do not bind root: its tests run this case as nobody, or where nothing can be made. */
function readOnlyFolder(): Pick<Case, 'spoil' | 'env' | 'uid'> {
  const isRoot = process.getuid?.() === 0;
  const look = ['-e', `require('node:fs').readFileSync(${JSON.stringify(import.meta.filename)})`];
  const options = { cwd: '/', uid: nobody, stdio: 'ignore' } as const;
  if (isRoot && spawnSync(process.execPath, look, options).status !== 0) {
    return {
      spoil: () => undefined,
      env: () => ({ GROUNDLEVEL_DATABASE_URL: 'file:/proc/groundlevel.db' }),
    };
  }
  return {
    spoil: (folder) => {
      mkdirSync(join(folder, 'data'), { mode: 0o500 });
      if (isRoot)
        for (const each of [folder, join(folder, 'data')]) chownSync(each, nobody, nobody);
    },
    ...(isRoot && { uid: nobody }),
  };
}

const cases: readonly Case[] = [
  {
    name: 'a file in the place of the data folder',
    spoil: (folder) => writeFileSync(join(folder, 'data'), 'notes'),
    sentence: /data is not a folder, so it cannot hold the database\.\n$/,
  },
  {
    name: 'a data folder below a file',
    spoil: (folder) => writeFileSync(join(folder, 'notes'), 'notes'),
    env: (folder) => ({ GROUNDLEVEL_DATABASE_URL: `file:${folder}/notes/data/groundlevel.db` }),
    sentence: /^The data folder \S+notes\/data cannot be made: ENOTDIR[^\n]*\.\n$/,
  },
  {
    name: 'a folder in the place of the database',
    spoil: (_folder, path) => mkdirSync(path, { recursive: true }),
    sentence: /groundlevel\.db is not a file, so it cannot be the database\.\n$/,
  },
  {
    name: 'a read-only data folder',
    ...readOnlyFolder(),
    sentence: /^The (?:data folder|lock file|database) \S+ cannot be written[^\n]*\.\n$/,
  },
  {
    name: 'a text file',
    spoil: damaged(() => Buffer.from('Names and numbers\n'.repeat(100))),
    sentence: /is not a database that can be read: [^\n]+; it was left untouched\.\n$/,
  },
  {
    name: 'a database whose header is zeroed',
    spoil: damaged((bytes) => bytes.fill(0, 0, 100)),
    sentence: /is not a database that can be read: [^\n]+; it was left untouched\.\n$/,
  },
  {
    name: 'a database cut in half',
    spoil: damaged((bytes) => bytes.subarray(0, bytes.length / 2)),
    sentence: /groundlevel\.db is corrupt \([^\n]+\); restore a backup\.\n$/,
  },
  {
    name: 'a database with noise in its middle',
    spoil: damaged((bytes) => bytes.fill('noise', bytes.length / 2, bytes.length / 2 + 20_000)),
    sentence: /groundlevel\.db is corrupt \([^\n]+\); restore a backup\.\n$/,
  },
  {
    name: "another program's database",
    spoil: (folder, path) => {
      mkdirSync(join(folder, 'data'));
      const database = new DatabaseSync(path);
      database.exec('CREATE TABLE notes (text TEXT)');
      database.close();
    },
    sentence: /groundlevel\.db is not a Groundlevel database; it was left untouched\.\n$/,
  },
  {
    name: 'a database written by a newer version',
    spoil: altered('PRAGMA user_version=999'),
    sentence: /was written by a newer version \(schema 999, this one knows \d+\); it was left un/,
  },
];

for (const { name, spoil, sentence, env, uid } of cases) {
  test(`${name} ends every start with one sentence, and is left as it was`, () =>
    withFolder(async (folder) => {
      const data = join(folder, 'data');
      spoil(folder, join(data, 'groundlevel.db'));
      const before = contentsOf(folder);
      const options = { folder, ...(env && { env: env(folder) }), ...(uid && { uid }) };
      try {
        const runs = [['serve'], ['location', 'create', '--name', 'Second']];
        for (const ended of await Promise.all(runs.map((args) => runCommand(args, options)))) {
          assert.match(ended.stderr, sentence);
          assert.equal(ended.stderr.trimEnd().split('\n').length, 1);
          assert.equal(ended.stdout, '');
          assert.equal(ended.code, 1);
        }
        assert.deepEqual(contentsOf(folder), before);
      } finally {
        if (name === 'a read-only data folder' && existsSync(data)) chmodSync(data, 0o700);
      }
    }));
}
