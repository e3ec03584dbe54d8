import { DatabaseSync, type SQLInputValue } from 'node:sqlite';
import { randomUUID } from 'node:crypto';
import { systemClock } from '../src/lib/clock.ts';
import { createIdSource } from '../src/lib/ids.ts';
import { contactBody } from './bodies.ts';

/**
 * The yardstick for writes: the rows of one create by prepared statements in a commit of its own,
 * durable, with nothing around it. Prints creates a second. Arguments: file, seconds, first number.
 */
const [path = '', seconds = '5', firstNumber = '0'] = process.argv.slice(2);
const database = new DatabaseSync(path);
database.exec('PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON');
database.exec('PRAGMA cache_size=-32768; PRAGMA temp_store=MEMORY');

const prepare = (sql: string): ((...values: SQLInputValue[]) => void) => {
  const statement = database.prepare(sql);
  return (...values) => void statement.run(...values);
};
const place = database.prepare('SELECT no, id FROM locations LIMIT 1').get();
const locationNo = Number(place?.['no']);
const locationId = String(place?.['id']);
const insertContact = database.prepare(
  `INSERT INTO contacts (location_no, id, version, first_name_key, last_name_key, company_name_key,
     source_key, assigned_to, date_added, date_updated, deleted_at, body)
   VALUES (?, ?, 1, ?, ?, NULL, ?, NULL, ?, ?, NULL, ?) RETURNING no`,
);
const insertIdentity = prepare(
  'INSERT INTO contact_identities (location_no, kind, value, slot, contact_no) VALUES (?, ?, ?, ?, ?)',
);
const insertText = prepare(
  'INSERT INTO contact_text (location_no, contact_no, text) VALUES (?, ?, ?)',
);
const countTag = database.prepare(
  `UPDATE tags SET contact_count = contact_count + 1
   WHERE location_no = ? AND name_key = ? AND deleted_at IS NULL RETURNING no`,
);
const insertContactTag = prepare(
  'INSERT INTO contact_tags (location_no, tag_no, contact_no, ordinal) VALUES (?, ?, ?, ?)',
);
const insertEvent = database.prepare(
  `INSERT INTO events (location_no, type, record_id, contact_id, version, at, actor)
   VALUES (?, 'contact.created', ?, ?, 1, ?, ?) RETURNING position`,
);
const insertValues = prepare(
  'INSERT INTO event_values (position, before, after) VALUES (?, NULL, ?)',
);
const count = prepare('UPDATE locations SET contact_count = contact_count + 1 WHERE no = ?');
const countEvent = prepare(
  `INSERT INTO event_counts (location_no, type, count) VALUES (?, 'contact.created', 1)
   ON CONFLICT DO UPDATE SET count = count + 1`,
);

const newId = createIdSource(systemClock);

function create(n: number): void {
  const { tags, ...fields } = contactBody(locationId, n);
  const { firstName, lastName, email, phone, source } = fields as Record<string, string>;
  const names = Array.isArray(tags) ? tags.map(String) : [];
  const now = systemClock.now();
  const at = new Date(now).toISOString();
  const id = newId();
  const common = { id, ...fields, type: 'lead', dnd: false, customFields: [] };
  const by = { source: 'INTEGRATION', channel: 'OAUTH', sourceId: id, timestamp: at };
  const shadows = {
    name: `${firstName} ${lastName}`,
    firstNameLowerCase: firstName?.toLowerCase(),
    lastNameLowerCase: lastName?.toLowerCase(),
    fullNameLowerCase: `${firstName} ${lastName}`.toLowerCase(),
    emailLowerCase: email,
  };
  const body = JSON.stringify({
    ...common,
    ...shadows,
    dateAdded: at,
    dateUpdated: at,
    createdBy: by,
  });
  database.exec('BEGIN IMMEDIATE');
  const row = insertContact.get(
    locationNo,
    id,
    shadows.firstNameLowerCase ?? null,
    shadows.lastNameLowerCase ?? null,
    source?.toLowerCase() ?? null,
    now,
    now,
    body,
  );
  const no = Number(row?.['no']);
  insertIdentity(locationNo, 'email', email ?? '', '', no);
  insertIdentity(locationNo, 'phone', phone ?? '', '', no);
  insertText(locationNo, no, `${shadows.fullNameLowerCase}\n${email}\n${phone}`);
  for (const [ordinal, name] of names.entries()) {
    const tag = countTag.get(locationNo, name);
    insertContactTag(locationNo, Number(tag?.['no']), no, ordinal);
  }
  const actor = JSON.stringify({ kind: 'integration', id, name: 'Bench', traceId: randomUUID() });
  const event = insertEvent.get(locationNo, id, id, now, actor);
  insertValues(
    Number(event?.['position']),
    `${body.slice(0, -1)},"tags":${JSON.stringify(names)}}`,
  );
  count(locationNo);
  countEvent(locationNo);
  database.exec('COMMIT');
}

const start = performance.now();
let made = 0;
while (performance.now() - start < Number(seconds) * 1000) {
  create(Number(firstNumber) + made);
  made += 1;
}
console.log(JSON.stringify({ perSecond: made / ((performance.now() - start) / 1000) }));
database.close();
