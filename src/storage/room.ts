import { type RawBuilder, sql } from 'kysely';
import type { Executor } from './engine.ts';
import { type Statement, statement } from './statement.ts';

export type Rows<P> = Statement<P & { before: number }, unknown>;

/** Rows, as `table where …`, that an index begins with. */
export function rowsOf<P>(rows: (parameters: P) => RawBuilder<unknown>): Rows<P> {
  return statement((db, p) => ({
    compile: () => sql`select 1 from ${rows(p)} limit 1 offset ${p.before}`.compile(db),
  }));
}

/** Whether fewer than so many rows are there. */
export async function hasRoom<P>(
  executor: Executor,
  rows: Rows<P>,
  of: P,
  most: number,
): Promise<boolean> {
  return (await executor.run(rows, { ...of, before: most - 1 })).length === 0;
}
