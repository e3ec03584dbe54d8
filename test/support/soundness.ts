import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { isEventType } from '../../contract/events/event-types.ts';
import { filesFolder } from '../../src/storage/files/disk-files.ts';
import { countedBytes } from '../../src/storage/sqlite/location-bytes.ts';
import { tagKey } from '../../src/lib/tags.ts';
import { indexDifferences } from './index-soundness.ts';
import { assertEventsTellRecords } from './record-soundness.ts';

/** Reads a database file that nobody serves, as another program would. */
export function withFile<T>(path: string, use: (database: DatabaseSync) => T): T {
  const database = new DatabaseSync(path);
  try {
    return use(database);
  } finally {
    database.close();
  }
}

/** The contacts in the file that have their event. */
export function contactsWithEvent(path: string): Set<string> {
  return withFile(path, (database) => {
    const rows = database
      .prepare(
        `SELECT c.id FROM contacts c JOIN events e
         ON e.location_no = c.location_no AND e.contact_id = c.id AND e.type = 'contact.created'`,
      )
      .all();
    return new Set(rows.map((row) => String(row['id'])));
  });
}

/** The trace id of the request behind each event, with who sent it; housekeeping has none. */
export function eventTraces(path: string): Map<string, string> {
  return withFile(path, (database) => {
    const rows = database
      .prepare(`SELECT json_extract(actor, '$.traceId') AS trace, json_extract(actor, '$.id') AS id
        FROM events WHERE json_extract(actor, '$.traceId') <> 'bookkeeping'`)
      .all();
    return new Map(rows.map((row) => [String(row['trace']), String(row['id'])]));
  });
}

/** Deleted rows of a table without an open job of the kind that names them. */
function leftAlone(table: string, kind: string, key: string): string {
  return `
    SELECT count(*) AS n FROM ${table} t WHERE t.deleted_at IS NOT NULL AND NOT EXISTS (
      SELECT 1 FROM jobs j WHERE j.kind = '${kind}' AND j.finished_at IS NULL
        AND j.input ->> '$.${key}' = t.no)`;
}

/** Rows of a table whose contact is not there, in no location that is being removed. */
function withoutContact(table: string): string {
  return `
    SELECT count(*) AS n FROM ${table} t WHERE NOT EXISTS (
      SELECT 1 FROM contacts c WHERE c.no = t.contact_no AND c.location_no = t.location_no)
    AND t.location_no NOT IN (SELECT no FROM locations WHERE deleted_at IS NOT NULL)`;
}

const halves: Readonly<Record<string, string>> = {
  'contacts whose events are not one for each version': `
    SELECT count(*) AS n FROM contacts c WHERE c.version <> (
      SELECT count(*) FROM events e WHERE e.location_no = c.location_no AND e.contact_id = c.id
        AND e.version IS NOT NULL)
    AND NOT EXISTS (SELECT 1 FROM contact_erasures u WHERE u.contact_no = c.no)`,
  'contact events without a contact, not erased': `
    SELECT count(*) AS n FROM events e WHERE e.contact_id IS NOT NULL AND NOT EXISTS (
      SELECT 1 FROM contacts c WHERE c.location_no = e.location_no AND c.id = e.contact_id)
    AND NOT EXISTS (SELECT 1 FROM events x WHERE x.location_no = e.location_no
      AND x.contact_id = e.contact_id AND x.type = 'contact.erased')`,
  'earlier events of an erased contact': `
    SELECT count(*) AS n FROM events x JOIN events e USING (location_no, contact_id)
    WHERE x.type = 'contact.erased' AND e.type <> 'contact.erased' AND NOT EXISTS (
      SELECT 1 FROM contact_erasures u
      WHERE u.location_no = x.location_no AND u.contact_id = x.contact_id)`,
  'erased contacts that are still there': `
    SELECT count(*) AS n FROM events x JOIN contacts c
      ON c.location_no = x.location_no AND c.id = x.contact_id
    WHERE x.type = 'contact.erased' AND NOT EXISTS (
      SELECT 1 FROM contact_erasures u WHERE u.contact_no = c.no)`,
  'contacts that are live and being erased': `
    SELECT count(*) AS n FROM contact_erasures u JOIN contacts c ON c.no = u.contact_no
    WHERE c.deleted_at IS NULL`,
  'events without values': `
    SELECT count(*) AS n FROM events e WHERE NOT EXISTS (
      SELECT 1 FROM event_values v WHERE v.position = e.position)`,
  'live contacts whose e-mail holds no identity': `
    SELECT count(*) AS n FROM contacts c
    WHERE c.deleted_at IS NULL AND json_extract(c.body, '$.email') IS NOT NULL AND NOT EXISTS (
      SELECT 1 FROM contact_identities i WHERE i.contact_no = c.no AND i.kind = 'email')`,
  'additional e-mails that hold no identity': `
    SELECT count(*) AS n FROM contacts c, json_each(c.body, '$.additionalEmails') each
    WHERE c.deleted_at IS NULL AND NOT EXISTS (
      SELECT 1 FROM contact_identities i WHERE i.contact_no = c.no AND i.kind = 'email'
        AND i.value = lower(json_extract(each.value, '$.email')))`,
  'identities of no live contact': `
    SELECT count(*) AS n FROM contact_identities i WHERE NOT EXISTS (
      SELECT 1 FROM contacts c WHERE c.no = i.contact_no AND c.deleted_at IS NULL)`,
  'values without one first holder': `
    SELECT count(*) AS n FROM (SELECT 1 FROM contact_identities
      GROUP BY location_no, kind, value HAVING sum(slot = '') <> 1)`,
  'live contacts that a search cannot find': `
    SELECT count(*) AS n FROM contacts c WHERE c.deleted_at IS NULL AND NOT EXISTS (
      SELECT 1 FROM contact_text t WHERE t.contact_no = c.no)`,
  'contacts that are listed under another business than they have': `
    SELECT count(*) AS n FROM contacts c
    WHERE c.business_id IS NOT json_extract(c.body, '$.businessId')`,
  'live contacts of a business that is gone': `
    SELECT count(*) AS n FROM contacts c
    WHERE c.deleted_at IS NULL AND c.business_id IS NOT NULL AND NOT EXISTS (
      SELECT 1 FROM businesses b WHERE b.location_no = c.location_no AND b.id = c.business_id)`,
  'files that a field of another location holds, or that are not there': `
    SELECT count(*) AS n FROM file_references r JOIN contacts c ON c.no = r.contact_no
    WHERE r.location_no <> c.location_no OR NOT EXISTS (
      SELECT 1 FROM files f WHERE f.location_no = r.location_no AND f.id = r.file_id)`,
  'enrolments in a hook of another location, or of a contact there': `
    SELECT count(*) AS n FROM enrolments e WHERE NOT EXISTS (
      SELECT 1 FROM hooks h JOIN contacts c ON c.location_no = h.location_no
      WHERE h.no = e.hook_no AND c.no = e.contact_no AND h.location_no = e.location_no)`,
  'enrolments that their events do not tell': `
    SELECT count(*) AS n FROM enrolments e JOIN hooks h ON h.no = e.hook_no
    JOIN contacts c ON c.no = e.contact_no WHERE h.kind || '.enrolled' IS NOT (
      SELECT v.type FROM events v WHERE v.location_no = e.location_no AND v.contact_id = c.id
        AND v.record_id = h.id ORDER BY v.position DESC LIMIT 1)`,
  'appointments of a contact of another location': `
    SELECT count(*) AS n FROM appointments a JOIN contacts c ON c.no = a.contact_no
    WHERE a.location_no <> c.location_no OR a.end_at <= a.start_at`,
  'locations whose count is wrong': `
    SELECT count(*) AS n FROM locations l WHERE l.deleted_at IS NULL AND l.contact_count <> (
      SELECT count(*) FROM contacts c WHERE c.location_no = l.no AND c.deleted_at IS NULL)`,
  'counts of events that are wrong': `
    SELECT count(*) AS n FROM event_counts t WHERE t.count <> (
      SELECT count(*) FROM events e WHERE e.location_no = t.location_no AND e.type = t.type)`,
  'events of a location that are not counted': `
    SELECT count(*) AS n FROM events e WHERE e.location_no IS NOT NULL AND NOT EXISTS (
      SELECT 1 FROM event_counts t WHERE t.location_no = e.location_no AND t.type = e.type)`,
  'tags whose count is wrong': `
    SELECT count(*) AS n FROM tags t WHERE t.contact_count <> (
      SELECT count(*) FROM contact_tags x JOIN contacts c ON c.no = x.contact_no
      WHERE x.tag_no = t.no AND c.deleted_at IS NULL) AND t.deleted_at IS NULL`,
  'search texts of contacts that are none': withoutContact('contact_text'),
  'notes of contacts that are none': withoutContact('notes'),
  'tasks of contacts that are none': withoutContact('tasks'),
  'erasures of contacts that are none': withoutContact('contact_erasures'),
  'tags of contacts that are none': `
    SELECT count(*) AS n FROM contact_tags x WHERE NOT EXISTS (
      SELECT 1 FROM tags t WHERE t.no = x.tag_no AND t.location_no = x.location_no)
    AND x.location_no NOT IN (SELECT no FROM locations WHERE deleted_at IS NOT NULL)`,
  'deleted tags that no job takes off': leftAlone('tags', 'remove-tag', 'tagNo'),
  'deleted businesses that no job removes': leftAlone(
    'businesses',
    'remove-business',
    'businessNo',
  ),
  'deleted campaigns and workflows that no job ends, and whose job was not cancelled': `
    SELECT count(*) AS n FROM hooks h WHERE h.deleted_at IS NOT NULL AND NOT EXISTS (
      SELECT 1 FROM jobs j WHERE j.kind = 'end-' || h.kind AND j.status <> 'done'
        AND j.location_no = h.location_no AND j.input ->> '$.hookNo' = h.no)`,
  'deleted locations that no job removes': leftAlone('locations', 'remove-location', 'locationNo'),
  'contacts whose erasing no job goes on with': `
    SELECT count(*) AS n FROM contact_erasures e WHERE NOT EXISTS (
      SELECT 1 FROM jobs j WHERE j.kind = 'erase-contact' AND j.finished_at IS NULL
        AND j.location_no = e.location_no AND j.input ->> '$.contactNo' = e.contact_no)`,
  'removed files whose bytes no job removes': `
    SELECT count(*) AS n FROM file_removals WHERE NOT EXISTS (
      SELECT 1 FROM jobs WHERE kind = 'remove-files' AND finished_at IS NULL)`,
};

/** Asserts that nothing in the database is half-written, and that SQLite finds it whole. */
export function assertSound(path: string): void {
  withFile(path, (database) => {
    const check = database.prepare('PRAGMA integrity_check').get();
    assert.equal(check?.['integrity_check'], 'ok');
    assert.deepEqual(database.prepare('PRAGMA foreign_key_check').all(), []);
    for (const [what, sql] of Object.entries(halves)) {
      assert.equal(database.prepare(sql).get()?.['n'], 0, what);
    }
    for (const { type } of database.prepare('SELECT DISTINCT type FROM events').all()) {
      assert.ok(isEventType(String(type)), `an event of a type that is not listed: ${type}`);
    }
    assert.deepEqual(indexDifferences(database).slice(0, 5), []);
    assertBytes(database);
    assertEventsTellBodies(database);
    assertFilesThere(database, filesFolder(path));
    assertEventsTellRecords(database);
  });
}

/** The bytes of a location are those of its rows, of what they became and of what is gone. */
function assertBytes(database: DatabaseSync): void {
  const counted = countedBytes(database);
  for (const { no, bytes } of database.prepare('SELECT no, bytes FROM locations').all()) {
    assert.equal(bytes, counted.get(Number(no)) ?? 0, `the bytes of location ${no}`);
  }
}

/** A row is committed after its bytes are on the disk, so they are there, whole. */
function assertFilesThere(database: DatabaseSync, folder: string): void {
  for (const { id, size, sha256 } of database.prepare('SELECT id, size, sha256 FROM files').all()) {
    const bytes = readFileSync(join(folder, String(id)));
    const found = [bytes.length, createHash('sha256').update(bytes).digest('hex')];
    assert.deepEqual(found, [size, sha256], `the bytes of file ${id}`);
  }
}

type Fields = Record<string, unknown>;

/** What each contact is must be what its events, one after the other, say that it became. */
function assertEventsTellBodies(database: DatabaseSync): void {
  const told = new Map<string, Fields>();
  const tagsTold = followTags();
  const changes = database.prepare(
    `SELECT e.location_no, e.type, e.contact_id, v.before, v.after
     FROM events e JOIN event_values v USING (position)
     WHERE e.type IN ('contact.created', 'contact.updated', 'tag.updated', 'tag.deleted')
     ORDER BY e.position`,
  );
  for (const { location_no, type, contact_id, before, after } of changes.iterate()) {
    const values = JSON.parse(String(after)) as Fields | null;
    if (String(type).startsWith('tag.')) {
      const { name } = JSON.parse(String(before)) as { name: string };
      tagsTold.rename(location_no, name, values === null ? undefined : String(values['name']));
      continue;
    }
    const key = `${location_no} ${contact_id}`;
    const was = JSON.parse(String(before)) as Fields | null;
    const { tagsAdded, customFields, ...fields } = values ?? {};
    const known = told.get(key) ?? {};
    const named = (list: unknown): ToldTag[] =>
      ((list ?? []) as string[]).map((tag) => tagsTold.named(location_no, tag));
    const gone = new Set(named(was?.['tagsRemoved']));
    const kept = ((known['tags'] ?? []) as ToldTag[]).filter((tag) => !gone.has(tag));
    const tags = fields['tags'] ? named(fields['tags']) : [...kept, ...named(tagsAdded)];
    told.set(key, {
      ...known,
      ...fields,
      tags,
      customFields: withChanged(known['customFields'], customFields),
    });
  }
  const contacts = database.prepare(
    `SELECT location_no, id, body, (SELECT json_group_array(name) FROM (
       SELECT t.name FROM contact_tags x JOIN tags t ON t.no = x.tag_no
       WHERE x.contact_no = contacts.no AND t.deleted_at IS NULL ORDER BY x.ordinal)) AS tags FROM contacts
     WHERE no NOT IN (SELECT contact_no FROM contact_erasures)`,
  );
  for (const { location_no, id, body, tags } of contacts.iterate()) {
    const is = { ...(JSON.parse(String(body)) as Fields), tags: JSON.parse(String(tags)) };
    const became = told.get(`${location_no} ${id}`) ?? {};
    const named = became['tags'] as ToldTag[] | undefined;
    const left = named?.flatMap(({ name }) => name ?? []);
    assert.equal(
      comparable(is),
      comparable({ ...became, tags: left }),
      `contact ${id} is not what its events say`,
    );
  }
}

type Value = { id: string; value: unknown };

/** Values by their fields, of which an event tells those that changed. */
function withChanged(known: unknown, changed: unknown): Value[] {
  const values = new Map(((known ?? []) as Value[]).map((each) => [each.id, each]));
  for (const each of (changed ?? []) as Value[]) {
    if (each.value === null) values.delete(each.id);
    else values.set(each.id, each);
  }
  return [...values.values()];
}

/** A tag as events tell of it; without a name once it is deleted. */
type ToldTag = { name: string | undefined };

/** A name is one tag of its location at any time, so a rename reaches all who were told to have it. */
function followTags() {
  const tags = new Map<string, ToldTag>();
  const keyOf = (locationNo: unknown, name: string): string => `${locationNo} ${tagKey(name)}`;
  return {
    named: (locationNo: unknown, name: string): ToldTag => {
      const key = keyOf(locationNo, name);
      const tag = tags.get(key) ?? { name };
      tags.set(key, tag);
      return tag;
    },
    rename: (locationNo: unknown, from: string, to: string | undefined): void => {
      const tag = tags.get(keyOf(locationNo, from)) ?? { name: from };
      tags.delete(keyOf(locationNo, from));
      tag.name = to;
      if (to !== undefined) tags.set(keyOf(locationNo, to), tag);
    },
  };
}

/** Without who changed it when, which stands beside the values; an absent field is told as null. */
function comparable({ dateUpdated: _at, lastUpdatedBy: _by, tags, ...fields }: Fields): string {
  const present = Object.entries(fields).filter(([, value]) => value !== null);
  const sorted = present.toSorted(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([sorted, tags]);
}
