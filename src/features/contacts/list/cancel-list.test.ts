import assert from 'node:assert/strict';
import { DatabaseSync } from 'node:sqlite';
import { after, before, test } from 'node:test';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ownTurn } from '../../../lib/turns.ts';
import { prepareDatabase } from '../../../storage/sqlite/prepare-database.ts';
import { type Readers, startReaders } from '../../../storage/sqlite/readers.ts';
import type { Condition } from '../search/search-contacts.store.ts';
import { textFilter } from '../search/text-filter.ts';
import { type ListRequest, listContactsQuery } from './list-contacts.ts';

const count = 150_000;
const queriesUrl = new URL('../../../queries.ts', import.meta.url).href;

let folder: string;
let readers: Readers;
before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'groundlevel-'));
  const path = join(folder, 'groundlevel.db');
  prepareDatabase(path);
  const database = new DatabaseSync(path);
  const numbers = `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${count})`;
  database.exec(`PRAGMA synchronous=OFF; BEGIN;
    INSERT INTO locations (no, id, name, country, timezone, profile, settings,
      allow_duplicate_contact, unique_identifiers, contact_count, created_at, updated_at)
    VALUES (1, 'l', 'l', 'US', 'UTC', '{}', '{}', 0, 'email', ${count}, 1, 1);
    INSERT INTO tags (no, location_no, id, name, name_key, contact_count, created_at)
    VALUES (1, 1, 't', 'all', 'all', ${count}, 1);
    INSERT INTO contacts (no, location_no, id, version, first_name_key, date_added, date_updated, body)
      ${numbers} SELECT i, 1, 'c' || i, 1, 'jane ' || i, i, i, '{}' FROM n;
    INSERT INTO contact_text (location_no, contact_no, text)
      ${numbers} SELECT 1, i, 'jane ' || i || char(10) || 'jane' || i || '@example.com' FROM n;
    INSERT INTO contact_tags (location_no, tag_no, contact_no, ordinal)
      ${numbers} SELECT 1, 1, i, 0 FROM n;
    UPDATE search_index SET built_to = 0;
    COMMIT`);
  database.close();
  readers = startReaders({
    path,
    queriesUrl,
    count: 1,
    timeoutMs: 60_000,
    waitMs: 60_000,
    queueLimit: 10,
  });
  await list([{ equals: { column: 'first_name_key' }, value: 'nobody' }]);
});
after(async () => {
  await readers.close();
  rmSync(folder, { recursive: true, force: true });
});

function list(filters: Condition[], signal?: AbortSignal): Promise<unknown> {
  const page = { after: null, pagesBefore: 0, skip: 0, limit: 20 };
  const input: ListRequest & { locationNo: number } = { locationNo: 1, filters, page };
  return readers.query(listContactsQuery.name, input, { turn: ownTurn, signal });
}

/** Of a processor, in all threads: how many others there are to use it is the machine's matter. */
function cpuMsSince(from: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(from);
  return (user + system) / 1000;
}

/** Of a location without contacts: answered at once when the only reader is free. */
async function untilFree(): Promise<void> {
  const page = { after: null, pagesBefore: 0, skip: 0, limit: 1 };
  const input = {
    locationNo: 2,
    filters: [{ equals: { column: 'first_name_key' }, value: 'nobody' }],
    page,
  };
  await readers.query(listContactsQuery.name, input, { turn: ownTurn, signal: undefined });
}

const searches: readonly [string, Condition[]][] = [
  ['for a text that no contact has', [{ text: textFilter('nobody', 'US', { searchable: [] }) }]],
  ['for a text that every contact has', [{ text: textFilter('jane', 'US', { searchable: [] }) }]],
  ['by a field', [{ equals: { column: 'first_name_key' }, value: 'nobody' }]],
  [
    'by a tag that every contact has',
    [{ tag: 'all' }, { equals: { column: 'first_name_key' }, value: 'nobody' }],
  ],
];

for (const [name, filters] of searches) {
  test(`a search ${name} lets go of its reader when its client leaves`, async (t) => {
    const [began, begun] = [performance.now(), process.cpuUsage()];
    await list(filters);
    const wholeMs = performance.now() - began;
    const wholeCpuMs = cpuMsSince(begun);
    const freedMs: number[] = [];
    for (let round = 0; round < 8; round += 1) {
      const controller = new AbortController();
      const given = list(filters, controller.signal);
      const start = performance.now();
      // At another place of its way each time.
      while (performance.now() - start < (wholeMs * round) / 10) {
        await new Promise((resolve) => setImmediate(resolve));
      }
      const from = process.cpuUsage();
      controller.abort();
      await given.catch(() => undefined);
      await untilFree();
      freedMs.push(cpuMsSince(from));
    }
    const sorted = freedMs.toSorted((a, b) => a - b);
    t.diagnostic(
      `whole ${wholeCpuMs.toFixed(0)} ms of a processor, freed in ${sorted.map((each) => each.toFixed(1)).join(', ')} ms`,
    );
    const median = sorted[4] ?? Number.POSITIVE_INFINITY;
    assert.ok(median < Math.max(15, wholeCpuMs / 4), `${median} ms of ${wholeCpuMs} ms`);
  });
}
