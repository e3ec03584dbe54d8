import assert from 'node:assert/strict';
import { DatabaseSync } from 'node:sqlite';
import { type TestContext, test } from 'node:test';
import { temporaryDatabase } from '../../../../test/support/temporary.ts';
import { AppError } from '../../../errors/app-error.ts';
import { ownTurn } from '../../../lib/turns.ts';
import { startReaders } from '../../../storage/sqlite/readers.ts';
import { type SearchRequest, searchContactsQuery } from './search-contacts.ts';
import type { Condition } from './search-contacts.store.ts';

const queriesUrl = new URL('../../../queries.ts', import.meta.url).href;
const page: SearchRequest['page'] = { sort: [], after: null, pagesBefore: 0, limit: 20 };
const source = { customField: 'f' };
const limitMs = 300;

/** A location with one contact that holds two million bytes of values of a custom field. */
function start(t: TestContext, value: unknown) {
  const path = temporaryDatabase(t);
  const database = new DatabaseSync(path);
  database.exec(`INSERT INTO locations (no, id, name, country, timezone, profile, settings,
      allow_duplicate_contact, unique_identifiers, contact_count, created_at, updated_at)
    VALUES (1, 'l', 'l', 'US', 'UTC', '{}', '{}', 0, 'email', 1, 1, 1)`);
  database
    .prepare(`INSERT INTO contacts (no, location_no, id, version, date_added, date_updated, body)
      VALUES (1, 1, 'c', 1, 1, 1, ?)`)
    .run(JSON.stringify({ customFields: [{ id: 'f', value }] }));
  // It is read, not looked up: the index does not hold it.
  database.exec('UPDATE search_index SET built_to = 0');
  database.close();
  const readers = startReaders({
    path,
    queriesUrl,
    count: 1,
    timeoutMs: limitMs,
    waitMs: 60_000,
    queueLimit: 10,
  });
  t.after(() => readers.close());
  return (condition: Condition, locationNo = 1): Promise<unknown> => {
    const input = { locationNo, condition, page };
    return readers.query(searchContactsQuery.name, input, { turn: ownTurn, signal: undefined });
  };
}

const contains = (texts: readonly string[]): Condition => {
  const any = texts.map((text): Condition => ({ contains: source, text }));
  return { any };
};
const texts = Array.from({ length: 100 }, (_, each) => `no such text ${each}`);

const cases: readonly [string, unknown, Condition][] = [
  [
    'many conditions on a long text',
    'Zoë '.repeat(500_000),
    { all: texts.map((text) => ({ not: { contains: { ...source }, text } })) },
  ],
  [
    'many values on a long list',
    Array.from({ length: 200_000 }, (_, each) => `Zoë ${each}`),
    contains(texts),
  ],
  [
    'many conditions on a long list',
    Array.from({ length: 200_000 }, (_, each) => `Zoë ${each}`),
    { all: texts.map((text) => ({ not: { equals: { ...source }, value: text } })) },
  ],
];

for (const [name, value, condition] of cases) {
  test(`a search stops at its limit of time within one contact: ${name}`, async (t) => {
    const search = start(t, value);
    // The only reader: it answers when it is there, and when the search before has let go of it.
    const untilFree = async (): Promise<void> => {
      let answered = false;
      while (!answered) {
        answered = await search({ never: true }, 2).then(
          () => true,
          (error) => {
            // Anything else would be met again and again.
            assert.ok(error instanceof AppError && error.code === 'query_timed_out', error);
            return false;
          },
        );
      }
    };
    await untilFree();
    // Of a processor: how many others there are to use it is the machine's matter.
    const from = process.cpuUsage();
    await assert.rejects(
      search(condition),
      (error) => error instanceof AppError && error.code === 'query_timed_out',
    );
    await untilFree();
    const { user, system } = process.cpuUsage(from);
    const ms = (user + system) / 1000;
    t.diagnostic(`free after ${Math.round(ms)} ms of a processor`);
    assert.ok(ms < limitMs + 1000, `it took ${ms} ms`);
  });
}
