import type { EventType } from '../../../contract/events/event-types.ts';
import { type Kysely, sql } from 'kysely';
import type { Executor, Transaction } from '../../storage/engine.ts';
import type { Database } from '../../storage/schema.ts';
import { statement } from '../../storage/statement.ts';

export type NewEvent = {
  locationNo: number | null;
  type: EventType;
  recordId: string;
  contactId: string | null;
  version: number | null;
  at: number;
  actor: string;
};

const insert = statement<NewEvent, { position: number }>((db, p) =>
  db
    .insertInto('events')
    .values({
      location_no: p.locationNo,
      type: p.type,
      record_id: p.recordId,
      contact_id: p.contactId,
      version: p.version,
      at: p.at,
      actor: p.actor,
    })
    .returning('position'),
);

const insertValues = statement<
  { position: number; before: string | null; after: string | null },
  unknown
>((db, p) =>
  db.insertInto('event_values').values({ position: p.position, before: p.before, after: p.after }),
);

/** Appends one event; its values stand apart, so that erase can remove them. */
export async function insertEvent(
  tx: Transaction,
  event: NewEvent,
  values: { before: string | null; after: string | null },
): Promise<void> {
  const [row] = await tx.run(insert, event);
  if (!row) throw new Error('an insert returned no key');
  await tx.run(insertValues, { position: row.position, ...values });
  if (event.locationNo !== null) tx.count('locations.event_count', event.locationNo, 1);
}

export type EventRow = {
  position: number;
  type: string;
  record_id: string;
  contact_id: string | null;
  version: number | null;
  at: number;
  actor: string;
  before: string | null;
  after: string | null;
};

type After = { locationNo: number; after: number; limit: number };
type AfterOfContact = After & { contactId: string };

const eventsAfter = (db: Kysely<Database>, p: After) =>
  db
    .selectFrom('events')
    .leftJoin('event_values', 'event_values.position', 'events.position')
    .where('location_no', '=', p.locationNo)
    .where('events.position', '>', p.after)
    .orderBy('events.position')
    .limit(p.limit);

const columns = [
  'events.position',
  'type',
  'record_id',
  'contact_id',
  'version',
  'at',
  'actor',
  'before',
  'after',
] as const;

const selectEvents = statement<After, EventRow>((db, p) => eventsAfter(db, p).select(columns));

const selectContactEvents = statement<AfterOfContact, EventRow>((db, p) =>
  eventsAfter(db, p).where('contact_id', '=', p.contactId).select(columns),
);

/** Known without reading the values. */
const bytes = sql<number>`coalesce(octet_length(before), 0) + coalesce(octet_length(after), 0)`;

const selectSizes = statement<After, { bytes: number }>((db, p) =>
  eventsAfter(db, p).select(bytes.as('bytes')),
);

const selectContactSizes = statement<AfterOfContact, { bytes: number }>((db, p) =>
  eventsAfter(db, p).where('contact_id', '=', p.contactId).select(bytes.as('bytes')),
);

export type EventPage = {
  locationNo: number;
  contactId: string | undefined;
  after: number;
  limit: number;
};

/** Events after a position, in order; of one contact when named. */
export async function selectEventPage(tx: Executor, page: EventPage): Promise<EventRow[]> {
  const { contactId, ...all } = page;
  return contactId === undefined
    ? tx.run(selectEvents, all)
    : tx.run(selectContactEvents, { ...all, contactId });
}

/** The bytes of the values of each event of a page. */
export async function selectEventSizes(tx: Executor, page: EventPage): Promise<number[]> {
  const { contactId, ...all } = page;
  const rows =
    contactId === undefined
      ? await tx.run(selectSizes, all)
      : await tx.run(selectContactSizes, { ...all, contactId });
  return rows.map((row) => row.bytes);
}

const total = statement<{ locationNo: number }, { event_count: number }>((db, p) =>
  db.selectFrom('locations').select('event_count').where('no', '=', p.locationNo),
);

/** How many events a location has: a counter, since a feed asks at every page. */
export async function selectEventCount(tx: Executor, locationNo: number): Promise<number> {
  return (await tx.run(total, { locationNo }))[0]?.event_count ?? 0;
}

const countOfContact = statement<{ locationNo: number; contactId: string }, { total: number }>(
  (db, p) =>
    db
      .selectFrom('events')
      .select(({ fn }) => fn.countAll<number>().as('total'))
      .where('location_no', '=', p.locationNo)
      .where('contact_id', '=', p.contactId),
);

/** How many events a contact has. */
export async function countContactEvents(
  tx: Executor,
  of: { locationNo: number; contactId: string },
): Promise<number> {
  return (await tx.run(countOfContact, of))[0]?.total ?? 0;
}
