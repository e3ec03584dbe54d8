import type { DatabaseSync, SQLInputValue } from 'node:sqlite';

type Column = { name: string; type: string; notnull: number; pk: number };
type Key = { from: string; table: string; to: string | null };
type Fixed = Readonly<Record<string, SQLInputValue>>;

/** The tables that have a column, as the database itself says. */
export function tablesHaving(database: DatabaseSync, column: string): string[] {
  return database
    .prepare(
      `SELECT m.name FROM sqlite_schema m, pragma_table_info(m.name) c
       WHERE m.type = 'table' AND c.name = ? ORDER BY m.name`,
    )
    .all(column)
    .map(({ name }) => String(name));
}

/**
 * Adds a row to a table, whatever its columns are: the fixed ones as given, references to rows that
 * are there or added too, and the mark in every other text.
 */
export function plantRow(
  database: DatabaseSync,
  table: string,
  fixed: Fixed,
  mark: string,
): SQLInputValue {
  const columns = database
    .prepare('SELECT name, type, "notnull", pk FROM pragma_table_info(?)')
    .all(table) as unknown as Column[];
  const keys = database
    .prepare('SELECT "from", "table", "to" FROM pragma_foreign_key_list(?)')
    .all(table) as unknown as Key[];
  const values: Record<string, SQLInputValue> = {};
  const single = columns.filter(({ pk }) => pk > 0).length === 1;
  for (const { name, type, notnull, pk } of columns) {
    const key = keys.find(({ from }) => from === name);
    const given = fixed[name];
    if (given !== undefined) values[name] = given;
    else if (key) {
      if (notnull === 1) values[name] = anyRow(database, key.table, fixed);
    } else if (type === 'TEXT') values[name] = `${mark} ${table}.${name}`;
    else if (type === 'BLOB' || type === 'ANY') values[name] = Buffer.from(mark.padEnd(32));
    else if (!(pk > 0 && single)) values[name] = 1;
  }
  const names = Object.keys(values);
  const { no } =
    database
      .prepare(
        `INSERT INTO ${table} (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})
         RETURNING ${columns.some(({ name }) => name === 'no') ? 'no' : '1 AS no'}`,
      )
      .get(...Object.values(values)) ?? {};
  if (no === undefined) throw new Error(`${table} took no row`);
  return no;
}

/** What the other table has, or a row for the purpose that does not carry the mark. */
function anyRow(database: DatabaseSync, table: string, fixed: Fixed): SQLInputValue {
  const there = database.prepare(`SELECT no FROM ${table} LIMIT 1`).get()?.['no'];
  return there ?? plantRow(database, table, fixed, 'other');
}
