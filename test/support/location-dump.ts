import { DatabaseSync, type StatementSync } from 'node:sqlite';

const ofUser = `CASE WHEN ?1 IS NULL THEN user_no IS NULL OR user_no NOT IN (SELECT user_no FROM user_locations)
  ELSE user_no IN (SELECT user_no FROM user_locations WHERE location_no = ?1) END`;

/** How the rows of a table without `location_no` belong to a location; `?` is its number. */
const belonging: Readonly<Record<string, string>> = {
  locations: 'no = ?',
  // One without a location is a management record.
  users: `CASE WHEN ?1 IS NULL THEN no NOT IN (SELECT user_no FROM user_locations)
    ELSE no IN (SELECT user_no FROM user_locations WHERE location_no = ?1) END`,
  sessions: ofUser,
  user_links: ofUser,
  private_integration_tokens:
    'integration_no IN (SELECT no FROM private_integrations WHERE location_no IS ?)',
  event_values: 'position IN (SELECT position FROM events WHERE location_no IS ?)',
};

/** Bookkeeping, not data of the location: its bytes count the answers that are kept under keys, too. */
const ignored: ReadonlySet<string> = new Set([
  'private_integrations.last_used_at',
  'locations.bytes',
  'sessions.last_used_at',
  'sessions.idle_ends_at',
]);

/** Of whoever called, whatever came of it; and the index, which is held to be what the contacts are. */
const notDumped = (table: string): boolean =>
  /^(?:integration_calls|search_index|(?:contact|note)_terms(?:_\w+)?|contact_term_list)$/.test(
    table,
  );

export type DatabaseWatch = {
  /** Every row of a location, events included, as text; null stands for the management records. */
  dump(locationId: string | null, options?: { without?: string[] }): string;
  /** The id of one record of each kind that the location has. */
  recordIds(locationId: string): string[];
  contactCount(locationId: string): number;
  /** How many events a request with this trace id has left. */
  eventsOf(traceId: string): number;
  close(): void;
};

/** A connection of its own that sees what the server has committed. */
export function watchDatabase(path: string): DatabaseWatch {
  const database = new DatabaseSync(path, { readOnly: true });
  const tables = database
    .prepare(
      `SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'
       ORDER BY name`,
    )
    .all()
    .map((row) => String(row['name']));
  const selects = tables
    .filter((table) => !notDumped(table))
    .map((table) => describeTable(database, table));
  const version = database.prepare('PRAGMA data_version');
  const locationNo = database.prepare('SELECT no FROM locations WHERE id = ?');
  const eventCount = database.prepare(
    `SELECT count(*) AS n FROM events WHERE json_extract(actor, '$.traceId') = ?`,
  );
  const contactCount = database.prepare(
    `SELECT count(*) AS n FROM contacts JOIN locations ON locations.no = contacts.location_no
     WHERE locations.id = ? AND contacts.deleted_at IS NULL`,
  );
  // Most requests of the suites change nothing: then the text of the last look still holds.
  const known = new Map<string, string>();
  let seen = version.get()?.['data_version'];
  const look = (): void => {
    const now = version.get()?.['data_version'];
    if (now !== seen) known.clear();
    seen = now;
  };
  return {
    dump: (locationId, { without = [] } = {}) => {
      look();
      const key = JSON.stringify([locationId, without]);
      const same = known.get(key);
      if (same !== undefined) return same;
      const no = locationId === null ? null : locationNo.get(locationId)?.['no'];
      if (no === undefined) throw new Error(`there is no location ${locationId}`);
      // A line for each row shows a difference; indented text takes several times as long to make.
      const text = selects
        .filter(({ table }) => !without.includes(table))
        .flatMap(({ table, shown, rows }) => [
          `${table}: ${shown}`,
          ...rows.all(no).map((row) => JSON.stringify(row)),
        ])
        .join('\n');
      known.set(key, text);
      return text;
    },
    recordIds: (locationId) =>
      selects.flatMap(({ table, hasId, where }) => {
        const no = locationNo.get(locationId)?.['no'];
        if (!hasId || table === 'locations' || no === undefined) return [];
        const row = database.prepare(`SELECT id FROM ${table} WHERE ${where} LIMIT 1`).get(no);
        return row ? [String(row['id'])] : [];
      }),
    contactCount: (locationId) => Number(contactCount.get(locationId)?.['n']),
    eventsOf: (traceId) => Number(eventCount.get(traceId)?.['n']),
    close: () => database.close(),
  };
}

type Table = {
  table: string;
  shown: string;
  /** Lists of what is shown: to make objects of them takes as long again. */
  rows: StatementSync;
  where: string;
  hasId: boolean;
};

function describeTable(database: DatabaseSync, table: string): Table {
  const columns = database
    .prepare('SELECT name FROM pragma_table_info(?)')
    .all(table)
    .map((row) => String(row['name']));
  const where = columns.includes('location_no') ? 'location_no IS ?' : belonging[table];
  if (where === undefined) {
    throw new Error(
      `test/support/location-dump.ts must say how rows of ${table} belong to a location`,
    );
  }
  const shown = columns.filter((column) => !ignored.has(`${table}.${column}`)).join(', ');
  const rows = database.prepare(`SELECT ${shown} FROM ${table} WHERE ${where} ORDER BY ${shown}`);
  rows.setReturnArrays(true);
  return { table, shown, rows, where, hasId: columns.includes('id') };
}
