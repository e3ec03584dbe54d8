import { type RawBuilder, sql } from 'kysely';
import { columnsOfTablesWith, tableReferences } from './dialect.ts';
import type { Executor } from './engine.ts';

/** A table and the columns of its primary key. */
export type KeyedTable = { name: string; key: string[] };

/**
 * The tables that have a column, each before those that it refers to, so that rows can be removed
 * in this order. Asked of the database itself: a later table cannot be forgotten.
 */
export async function tablesWith(executor: Executor, column: string): Promise<KeyedTable[]> {
  const { rows: columns } = await columnsOfTablesWith(column).execute(executor.db);
  const { rows: references } = await tableReferences().execute(executor.db);
  const keys = new Map<string, string[]>();
  for (const { name, column: each, pk } of columns) {
    keys.set(name, [...(keys.get(name) ?? []), ...(pk > 0 ? [each] : [])]);
  }
  const ordered: KeyedTable[] = [];
  const visit = (name: string): void => {
    const key = keys.get(name);
    if (!key || ordered.some((table) => table.name === name)) return;
    for (const { child } of references.filter(({ parent }) => parent === name)) visit(child);
    ordered.push({ name, key });
  };
  for (const name of keys.keys()) visit(name);
  return ordered;
}

/** Removes at most so many rows that fit the condition; returns how many there were. */
export async function deleteSlice(
  tx: Executor,
  { name, key }: KeyedTable,
  condition: RawBuilder<unknown>,
  limit: number,
): Promise<number> {
  const columns = sql.join(key.map((each) => sql.ref(each)));
  const { rows } = await sql`
    delete from ${sql.table(name)} where (${columns}) in (
      select ${columns} from ${sql.table(name)} where ${condition} limit ${limit})
    returning 1`.execute(tx.db);
  return rows.length;
}
