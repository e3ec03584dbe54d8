import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { after, before, test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { jobKindNames } from '../../contract/jobs/job-kinds.ts';
import { schemaVersion } from '../../src/storage/migrations/migrations.ts';
import { contentsOf, withFolder } from '../support/folder.ts';
import { writeOlderDatabase } from '../support/older-database.ts';
import { runCommand, startFirstRun, startServing } from '../support/process.ts';
import { plantRow } from '../support/plant-rows.ts';
import { assertSound, contactsWithEvent, withFile } from '../support/soundness.ts';

let sample = '';
let samplePath = '';
let token = '';
let locationId = '';
before(async () => {
  sample = mkdtempSync(join(tmpdir(), 'groundlevel-sample-'));
  samplePath = join(sample, 'data', 'groundlevel.db');
  const serving = await startFirstRun({ folder: sample });
  ({ token, locationId } = serving);
  for (let each = 0; each < 20; each += 1) {
    const reply = await fetch(`${serving.baseUrl}/contacts`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ locationId, email: `c${each}@example.com`, tags: ['a', 'b'] }),
    });
    assert.equal(reply.status, 201);
  }
  await serving.kill('SIGTERM');
});
after(() => rmSync(sample, { recursive: true, force: true }));

/** A folder with the sample as an earlier version left it. */
function older(folder: string, version: number): { path: string; copy: string } {
  mkdirSync(join(folder, 'data'));
  const path = join(folder, 'data', 'groundlevel.db');
  writeOlderDatabase(samplePath, path, version);
  return { path, copy: `${path}.before-schema-${schemaVersion}` };
}

function schemaOf(path: string): unknown {
  const database = new DatabaseSync(path);
  try {
    return database.prepare('PRAGMA user_version').get()?.['user_version'];
  } finally {
    database.close();
  }
}

const earlier = Array.from({ length: schemaVersion - 1 }, (_, each) => each + 1);

for (const version of earlier) {
  test(`migrate brings schema ${version} up to date and keeps a copy of it first`, () =>
    withFolder(async (folder) => {
      const { path, copy } = older(folder, version);
      const migrated = await runCommand(['migrate'], { folder });
      assert.equal(
        migrated.stdout,
        `Migrated from schema ${version} to ${schemaVersion}; a copy from before is ${copy}.\n`,
      );
      assert.deepEqual([migrated.code, migrated.stderr], [0, '']);
      assert.equal(contactsWithEvent(copy).size, 20);
      assert.equal(schemaOf(copy), version);
      assert.equal(statSync(copy).mode & 0o777, 0o600);
      assert.equal(contactsWithEvent(path).size, 20);
      assertSound(path);

      const contents = contentsOf(folder);
      const again = await runCommand(['migrate', '--json'], { folder });
      assert.deepEqual(JSON.parse(again.stdout), {
        schema: schemaVersion,
        migratedFrom: null,
        copy: null,
      });
      assert.deepEqual(contentsOf(folder), contents);
    }));
}

test('serve migrates, says so, and answers with everything that was there', () =>
  withFolder(async (folder) => {
    const { copy } = older(folder, 1);
    const serving = await startServing({ folder });
    try {
      assert.ok(
        serving.stdout().startsWith(`Migrated the database; a copy from before is ${copy}\n`),
      );
      const reply = await fetch(`${serving.baseUrl}/api/events?locationId=${locationId}`, {
        headers: { authorization: `Bearer ${token}` },
      });
      // The location's, which this token may read, and one for each contact.
      const { meta } = (await reply.json()) as { meta: { total: number } };
      assert.equal(meta.total, 21);
    } finally {
      await serving.kill('SIGTERM');
    }
  }));

test('a migration beside a process that reads says nothing of it, and the copy has what is in the log', () =>
  withFolder(async (folder) => {
    const { path, copy } = older(folder, 1);
    const other = new DatabaseSync(path);
    try {
      other.exec("PRAGMA wal_autocheckpoint=0; UPDATE locations SET name = 'Renamed'");
      other.exec('BEGIN; SELECT count(*) FROM locations');
      const migrated = await runCommand(['migrate'], { folder });
      assert.deepEqual([migrated.code, migrated.stderr], [0, '']);
      other.exec('COMMIT');
    } finally {
      other.close();
    }
    const kept = new DatabaseSync(copy, { readOnly: true });
    assert.equal(kept.prepare('SELECT name FROM locations').get()?.['name'], 'Renamed');
    kept.close();
    assert.equal(schemaOf(path), schemaVersion);
  }));

test('what a migration numbers comes after all that was ever there, as far as the history tells', () =>
  withFolder(async (folder) => {
    const { path } = older(folder, 8);
    const before = new DatabaseSync(path, { enableForeignKeyConstraints: false });
    const newest = Number(before.prepare('SELECT max(no) AS no FROM contacts').get()?.['no']);
    // As erasing a contact, and deleting the location made last, left them.
    before.exec(`DELETE FROM contacts WHERE no = ${newest};
      DELETE FROM contact_identities WHERE contact_no = ${newest};
      DELETE FROM contact_text WHERE contact_no = ${newest};
      DELETE FROM contact_tags WHERE contact_no = ${newest};
      INSERT INTO events (type, record_id, at, actor) VALUES ('location.deleted', 'gone', 1, '{}')`);
    before.close();
    assert.equal((await runCommand(['migrate'], { folder })).code, 0);
    const given = new DatabaseSync(path, { readOnly: true });
    const last = given.prepare('SELECT seq FROM sqlite_sequence WHERE name = ?');
    assert.ok(Number(last.get('contacts')?.['seq']) >= newest);
    assert.equal(last.get('locations')?.['seq'], 2);
    assert.equal(given.prepare('PRAGMA integrity_check').get()?.['integrity_check'], 'ok');
    given.close();
  }));

// Earlier versions merged no tags.
const removing = jobKindNames.filter((kind) => kind !== 'merge-tag');

test('what an earlier version left unfinished goes on as jobs, each kind to its end', () =>
  withFolder(async (folder) => {
    const { path } = older(folder, 12);
    const before = new DatabaseSync(path, { enableForeignKeyConstraints: false });
    const at = { created_at: 1, updated_at: 1, deleted_at: 1 };
    const plant = (table: string, row: Record<string, string | number | null>): void =>
      void plantRow(before, table, { location_no: 1, ...row }, 'left');
    before.exec("UPDATE tags SET deleted_at = 1 WHERE name = 'a'");
    plant('businesses', { id: 'business', ...at });
    before.exec(`UPDATE contacts SET business_id = 'business',
      body = json_set(body, '$.businessId', 'business') WHERE no IN (1, 2)`);
    for (const [no, kind] of [
      [1, 'campaign'],
      [2, 'workflow'],
    ] as const) {
      plant('hooks', { no, id: kind, kind, name: kind, status: 'draft', ...at });
      plant('enrolments', { hook_no: no, contact_no: 3, event_start_time: null, enrolled_at: 1 });
    }
    const actor = JSON.stringify({ kind: 'cli', id: 'test', name: 'test' });
    plant('custom_field_removals', { field_id: 'field', after_contact_id: '', actor });
    before.exec(`UPDATE contacts SET body = json_set(body, '$.customFields',
      json('[{"id":"field","value":"v"}]')) WHERE no = 4`);
    const erased = String(before.prepare('SELECT id FROM contacts WHERE no = 5').get()?.['id']);
    plant('contact_erasures', {
      contact_no: 5,
      contact_id: erased,
      after_integration: 0,
      after_key: '',
    });
    before.exec(`UPDATE contacts SET deleted_at = 1 WHERE no = 5;
      DELETE FROM contact_identities WHERE contact_no = 5;
      DELETE FROM contact_text WHERE contact_no = 5`);
    plantRow(before, 'locations', { no: 1000, id: 'gone', deleted_at: 1 }, 'left');
    plant('file_removals', { id: '0Vbvmi8RQJ152YLIksgd' });
    before.close();

    const serving = await startServing({ folder });
    const count = (sql: string): number =>
      withFile(path, (database) => Number(database.prepare(sql).get()?.['n']));
    const open = 'SELECT count(*) AS n FROM jobs WHERE finished_at IS NULL AND problem IS NULL';
    try {
      while (count(open) > 0) await delay(20);
    } finally {
      await serving.kill('SIGTERM');
    }
    const ended = withFile(path, (database) =>
      database.prepare('SELECT kind, status, problem FROM jobs').all(),
    );
    assert.deepEqual(
      new Map(ended.map(({ kind, status, problem }) => [kind, [status, problem]])),
      new Map(removing.map((kind) => [kind, ['done', null]])),
    );
    for (const left of [
      "tags WHERE name = 'a'",
      'businesses',
      'contacts WHERE business_id IS NOT NULL',
      'hooks',
      'enrolments',
      "contacts WHERE instr(body, 'field') > 0 AND no = 4",
      'contacts WHERE no = 5',
      'contact_erasures',
      "locations WHERE id = 'gone'",
      'file_removals',
    ]) {
      assert.equal(count(`SELECT count(*) AS n FROM ${left}`), 0, left);
    }
  }));
