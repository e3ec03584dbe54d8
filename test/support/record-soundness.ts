import assert from 'node:assert/strict';
import type { DatabaseSync } from 'node:sqlite';

type Fields = Record<string, unknown>;

const records: readonly { kind: string; sql: string }[] = [
  {
    kind: 'note',
    sql: `SELECT n.location_no, n.id, c.id AS contactId, n.body, user_id AS userId, title, color,
        json(iif(pinned, 'true', 'false')) AS pinned, created_at
      FROM notes n JOIN contacts c ON c.no = n.contact_no`,
  },
  {
    kind: 'task',
    sql: `SELECT t.location_no, t.id, c.id AS contactId, t.body, title, t.assigned_to AS assignedTo,
        due_at, json(iif(completed, 'true', 'false')) AS completed, created_at,
        recurring_id AS recurringTaskId
      FROM tasks t JOIN contacts c ON c.no = t.contact_no`,
  },
];

/** What the notes and tasks of contacts are must be what their events say that they became. */
export function assertEventsTellRecords(database: DatabaseSync): void {
  for (const { kind, sql } of records) {
    const told = toldBy(database, kind);
    for (const row of database.prepare(sql).all()) {
      const key = `${row['location_no']} ${row['id']}`;
      assert.deepEqual(asTold(row), told.get(key), `${kind} ${key} is not what its events say`);
      told.delete(key);
    }
    assert.deepEqual([...told.keys()], [], `there are events of a ${kind}, and no ${kind}`);
  }
  assertTimesOnce(database);
}

/** The records that are not deleted, without what is not set. */
function toldBy(database: DatabaseSync, kind: string): Map<string, Fields> {
  const told = new Map<string, Fields>();
  const changes = database.prepare(
    `SELECT e.location_no, e.type, e.record_id, v.after FROM events e JOIN event_values v USING (position)
     WHERE e.type GLOB ? ORDER BY e.position`,
  );
  for (const { location_no, type, record_id, after } of changes.iterate(`${kind}.*`)) {
    const key = `${location_no} ${record_id}`;
    if (type === `${kind}.deleted`) told.delete(key);
    else {
      const { occursAt: _at, ...fields } = JSON.parse(String(after)) as Fields;
      told.set(key, present({ ...told.get(key), ...fields }));
    }
  }
  return told;
}

function asTold(row: Fields): Fields {
  const { location_no: _no, created_at: added, due_at: due, pinned, completed, ...fields } = row;
  const flag = (value: unknown): boolean | undefined =>
    value === undefined ? undefined : value === 'true';
  return present({
    ...fields,
    pinned: flag(pinned),
    completed: flag(completed),
    dateAdded: new Date(Number(added)).toISOString(),
    dueDate: due === undefined ? undefined : new Date(Number(due)).toISOString(),
  });
}

function present(fields: Fields): Fields {
  const set = Object.entries(fields).filter(([, value]) => value !== null && value !== undefined);
  return Object.fromEntries(set.toSorted(([one], [other]) => (one < other ? -1 : 1)));
}

/** Each time of a recurring task has made its tasks once, and is counted. */
function assertTimesOnce(database: DatabaseSync): void {
  const made = `
    SELECT e.location_no, v.after ->> 'recurringTaskId' AS id, v.after ->> 'occursAt' AS at,
      v.after ->> 'contactId' AS contact, v.after ->> 'assignedTo' AS owner
    FROM events e JOIN event_values v USING (position)
    WHERE e.type = 'task.created' AND v.after ->> 'recurringTaskId' IS NOT NULL`;
  const twice = `SELECT * FROM (${made}) GROUP BY id, at, contact, owner HAVING count(*) > 1`;
  assert.deepEqual(database.prepare(twice).all(), [], 'made twice for one time');
  const miscounted = `
    SELECT r.id FROM recurring_tasks r LEFT JOIN (
      SELECT id, count(DISTINCT at) AS times FROM (${made}) GROUP BY id) m ON m.id = r.id
    WHERE r.made <> coalesce(m.times, 0)`;
  assert.deepEqual(database.prepare(miscounted).all(), [], 'times are not counted');
}
