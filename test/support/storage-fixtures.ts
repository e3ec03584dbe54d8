import { setImmediate } from 'node:timers';
import { sql } from 'kysely';
import { errors } from '../../src/errors/catalogue.ts';
import { type Executor, defineCommand, defineQuery } from '../../src/storage/engine.ts';
import { commandRegistry } from '../../src/storage/sqlite/group-writer.ts';
import { queryRegistry } from '../../src/storage/sqlite/query-registry.ts';

/** Small commands and queries for tests of the storage alone; loaded on its threads as well. */

type Given<T> = { locationNo: null; value: T };
type Pragma = 'synchronous' | 'journal_mode' | 'wal_autocheckpoint';

/** The input of a command here. */
export function given<T>(value: T): Given<T> {
  return { locationNo: null, value };
}

/** Inserts a location of that name: the smallest row there is. */
async function put(tx: Executor, name: string): Promise<void> {
  await tx.db
    .insertInto('locations')
    .values({
      id: name,
      name,
      country: 'US',
      timezone: 'UTC',
      profile: '{}',
      settings: '{}',
      allow_duplicate_contact: 0,
      unique_identifiers: 'email',
      created_at: 0,
      updated_at: 0,
    })
    .execute();
}

export const putCommand = defineCommand({
  name: 'test.put',
  run: async (tx: Executor, { value: name }: Given<string>, tools) => {
    await put(tx, name);
    return { name, id: tools.newId() };
  },
});

/** Writes, then refuses: what it wrote must be gone. */
export const refuseCommand = defineCommand({
  name: 'test.refuse',
  run: async (tx: Executor, { value: name }: Given<string>): Promise<never> => {
    await put(tx, name);
    throw errors.contactNotFound(name);
  },
});

/** Writes, then fails as a fault of ours would. */
export const failCommand = defineCommand({
  name: 'test.fail',
  run: async (tx: Executor, { value: name }: Given<string>): Promise<never> => {
    await put(tx, name);
    throw new Error(`a fault with ${name}`);
  },
});

/** Succeeds, and makes the commit of its group fail: a reference that nothing resolves. */
export const breakCommitCommand = defineCommand({
  name: 'test.break-commit',
  run: async (tx: Executor, { value: name }: Given<string>): Promise<null> => {
    await sql`PRAGMA defer_foreign_keys = ON`.execute(tx.db);
    await put(tx, name);
    await tx.db
      .insertInto('contact_identities')
      .values({ location_no: 1, kind: 'email', value: name, slot: '', contact_no: 1_000_000 })
      .execute();
    return null;
  },
});

/** Writes a row of about that many bytes. */
export const fillCommand = defineCommand({
  name: 'test.fill',
  run: async (tx: Executor, { value: bytes }: Given<number>, tools): Promise<null> => {
    await put(tx, `${tools.newId()}${'x'.repeat(bytes)}`);
    return null;
  },
});

/** What the connection that runs the commands has set. */
export const pragmaCommand = defineCommand({
  name: 'test.pragma',
  run: async (tx: Executor, { value: name }: Given<Pragma>) => {
    const { rows } = await sql<Record<string, unknown>>`PRAGMA ${sql.raw(name)}`.execute(tx.db);
    return Object.values(rows[0] ?? {})[0];
  },
});

/** Holds the writer for so many milliseconds. */
export const slowCommand = defineCommand({
  name: 'test.slow',
  run: async (_tx: Executor, { value: ms }: Given<number>): Promise<null> => {
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
    return null;
  },
});

export const dieCommand = defineCommand({
  name: 'test.die',
  run: async (): Promise<never> => {
    setImmediate(() => {
      throw new Error('the thread dies');
    });
    return new Promise(() => undefined);
  },
});

export const commands = commandRegistry([
  putCommand,
  refuseCommand,
  failCommand,
  breakCommitCommand,
  fillCommand,
  pragmaCommand,
  slowCommand,
  dieCommand,
]);

const numbers = (upTo: number) => sql`
  WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${upTo})`;

/** Long ways to answer, each with the cancel flag in its scan as the rules have it. */
const longReads: Readonly<Record<string, (upTo: number) => ReturnType<typeof sql>>> = {
  scan: (upTo) => sql`${numbers(upTo)} SELECT max(i) AS n FROM n WHERE keep_going()`,
  count: (upTo) => sql`${numbers(upTo)} SELECT count(*) AS n FROM n WHERE keep_going()`,
  sort: (upTo) =>
    sql`${numbers(upTo)} SELECT i AS n FROM n WHERE keep_going() ORDER BY random() LIMIT 1`,
  text: (upTo) =>
    sql`${numbers(upTo)} SELECT count(*) AS n FROM n WHERE keep_going() AND instr(hex(i), 'zz') > 0`,
};

export const readQuery = defineQuery({
  name: 'test.read',
  run: async (reader: Executor, input: { way: string; upTo: number }): Promise<number> => {
    const made = longReads[input.way]?.(input.upTo);
    if (!made) throw new Error(`no way ${input.way}`);
    const { rows } = await made.execute(reader.db);
    return Number((rows[0] as { n: number }).n);
  },
});

export const refusedQuery = defineQuery({
  name: 'test.refused',
  run: async (): Promise<never> => {
    throw errors.contactNotFound('none');
  },
});

export const faultQuery = defineQuery({
  name: 'test.fault',
  run: async (): Promise<never> => {
    throw new Error('a fault of ours');
  },
});

export const dyingQuery = defineQuery({
  name: 'test.die',
  run: async (_reader: Executor, how: 'throw' | 'exit'): Promise<never> => {
    setImmediate(() => {
      if (how === 'exit') process.exit(3);
      throw new Error('the thread dies');
    });
    return new Promise(() => undefined);
  },
});

export const queries = queryRegistry([readQuery, refusedQuery, faultQuery, dyingQuery]);
