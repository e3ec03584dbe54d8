import type { DatabaseSync } from 'node:sqlite';

/** Of a table without `location_no`, whose location a row counts for; `row` is its alias. */
const owners: Readonly<Record<string, (row: string) => string>> = {
  event_values: (row) => `(SELECT location_no FROM events WHERE position = ${row}.position)`,
};
/** Counters are written after what they count; the log of calls is bounded by itself. */
const uncounted: ReadonlySet<string> = new Set(['event_counts', 'integration_calls']);
const bytesOfNumber = 8;

type CountedTable = {
  name: string;
  location(row: string): string;
  bytes(row: string): string;
  /** What a change of the bytes is a change of. */
  texts: string[];
};

/** Every table whose rows belong to locations, as the database itself says: none can be forgotten. */
function countedTables(database: DatabaseSync): CountedTable[] {
  const columns = database
    .prepare(
      `SELECT m.name AS "table", c.name, c.type FROM main.sqlite_schema m, pragma_table_info(m.name) c
       WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%' ORDER BY m.name, c.cid`,
    )
    .all();
  const tables = [...new Set(columns.map((each) => String(each['table'])))];
  return tables.flatMap((name): CountedTable[] => {
    if (uncounted.has(name)) return [];
    const own = columns.filter((each) => each['table'] === name);
    const names = own.map((each) => String(each['name']));
    const owner = names.includes('location_no')
      ? (row: string): string => `${row}.location_no`
      : owners[name];
    if (!owner) return [];
    const texts = own.filter(({ type }) => type !== 'INTEGER').map((each) => String(each['name']));
    const numbers = bytesOfNumber * (own.length - texts.length);
    const bytes = (row: string): string =>
      [
        String(numbers),
        ...texts.map((text) => `ifnull(octet_length(${row}.${text}), 0)`),
        ...(name === 'files' ? [`${row}.size`] : []),
      ].join(' + ');
    return [{ name, location: owner, bytes, texts }];
  });
}

/**
 * Tells of every row that this connection writes, changes or removes from now on, by how many bytes
 * its location grows or shrinks: numbers count 8, texts what they have, an uploaded file its size.
 */
export function followBytes(
  database: DatabaseSync,
  count: (locationNo: number, by: number) => void,
): void {
  database.function('count_bytes', (locationNo, by) => {
    if (typeof locationNo === 'number' && typeof by === 'number') count(locationNo, by);
    return null;
  });
  const triggers = countedTables(database).map(({ name, location, bytes, texts }) => {
    const trigger = (when: string, row: string, by: string): string =>
      `CREATE TEMP TRIGGER bytes_${when.slice(0, 6)}_${name} AFTER ${when} ON ${name}
       BEGIN SELECT count_bytes(${location(row)}, ${by}); END;`;
    return [
      trigger('INSERT', 'NEW', bytes('NEW')),
      trigger('DELETE', 'OLD', `-(${bytes('OLD')})`),
      ...(texts.length > 0
        ? [trigger(`UPDATE OF ${texts.join(', ')}`, 'NEW', `(${bytes('NEW')}) - (${bytes('OLD')})`)]
        : []),
    ].join('\n');
  });
  database.exec(triggers.join('\n'));
}

/** The bytes of each location by counting every row, for what must agree with the counter. */
export function countedBytes(database: DatabaseSync): Map<number, number> {
  const parts = countedTables(database).map(
    ({ name, location, bytes }) =>
      `SELECT ${location('t')} AS location_no, sum(${bytes('t')}) AS bytes FROM ${name} t GROUP BY 1`,
  );
  const rows = database
    .prepare(`SELECT location_no, sum(bytes) AS bytes FROM (${parts.join(' UNION ALL ')})
      WHERE location_no IS NOT NULL GROUP BY 1`)
    .all();
  return new Map(rows.map((row) => [Number(row['location_no']), Number(row['bytes'])]));
}
