import type { DatabaseSync, SQLInputValue, SQLOutputValue } from 'node:sqlite';

export type Row = Record<string, SQLOutputValue>;

/** A statement that is kept; a text with several values of one name gives the last of them. */
export type Prepared = {
  all(values: readonly SQLInputValue[]): Row[];
  /** Row by row, for as long as `take` says so. */
  each(values: readonly SQLInputValue[], take: (row: Row) => boolean): void;
};

/**
 * Rows come from node as lists and are named here: the objects that node makes by itself are slow to make and
 * slow to read, half the cost of a page of contacts.
 */
export function prepareStatement(database: DatabaseSync, sql: string): Prepared {
  const statement = database.prepare(sql);
  statement.setReturnArrays(true);
  const names = statement.columns().map(({ name }) => name);
  const toRow = (values: readonly SQLOutputValue[]): Row => {
    const row: Row = {};
    for (let at = 0; at < names.length; at += 1) row[names[at] ?? ''] = values[at] ?? null;
    return row;
  };
  return {
    // With the setting above, each is a list; the types of node know of objects only.
    all: (values) => (statement.all(...values) as unknown as SQLOutputValue[][]).map(toRow),
    each: (values, take) => {
      for (const each of statement.iterate(...values)) {
        if (!take(toRow(each as unknown as SQLOutputValue[]))) return;
      }
    },
  };
}
