import { type RawBuilder, sql } from 'kysely';
import type { Executor } from './engine.ts';

/** Whether fewer than so many rows fit; counts no further, and only by an index that begins with them. */
export async function hasRoom(
  executor: Executor,
  table: string,
  which: RawBuilder<unknown>,
  most: number,
): Promise<boolean> {
  const { rows } = await sql<{ found: number }>`
    select count(*) as found from (select 1 from ${sql.table(table)} where ${which} limit ${most})`.execute(
    executor.db,
  );
  return (rows[0]?.found ?? 0) < most;
}
