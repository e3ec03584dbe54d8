import { type Expression, type RawBuilder, type SqlBool, sql } from 'kysely';
import {
  foldedText,
  itemRows,
  itemsOf,
  notIndexed,
  orElse,
  sameOrNull,
  stillWanted,
  valueAt,
} from '../../../storage/dialect.ts';
import type { Executor } from '../../../storage/engine.ts';
import type { Listed } from '../../../storage/term-expression.ts';
import { statement } from '../../../storage/statement.ts';
import { tagsOfContact } from '../contacts.store.ts';
import type { ByNos } from '../list/contact-pages.store.ts';

/** Where a filter finds the value of a field. */
export type Source =
  | {
      column:
        | 'id'
        | 'first_name_key'
        | 'last_name_key'
        | 'company_name_key'
        | 'source_key'
        | 'assigned_to';
    }
  /** A path of the body, its members joined by points; its text is folded for comparing. */
  | { path: string }
  | { list: 'followers' }
  /** The name of the contact's business, the ids of the workflows that it is in, or how many open tasks it has. */
  | { related: 'businessName' | 'activeWorkflows' | 'openTasks' }
  | { customField: string; option?: string };

/**
 * Milliseconds; the start of the last appointment and when the first of the open tasks is due, where there is one; when
 * the contact, or one of its notes, tasks and appointments, was changed last.
 */
export type TimeSource =
  | 'date_added'
  | 'date_updated'
  | 'last_appointment'
  | 'next_task_due'
  | 'last_activity';

export type Range = Partial<Record<'gt' | 'gte' | 'lt' | 'lte', number | string>>;

/**
 * Folded words that must all be there, or the digits of a number; `email`, `phone` and `name` are
 * the text as the whole of one, who has it is found first.
 */
export type TextFilter = {
  terms: string[];
  digits: string | null;
  email: string | null;
  phone: string | null;
  name: string;
  /** Whether each word may be part of a tag's name instead. */
  namesTags: boolean;
  /** Those of the words that are also found with a slip. */
  forgiven: string[];
  /** Those that may be part of a value of one of some custom fields instead. */
  inFields: string[];
  fields: readonly string[];
};

/** What a contact must be; texts are folded, identities normalised. */
export type Condition =
  | { all: Condition[] }
  | { any: Condition[] }
  | { not: Condition }
  | { exists: Source }
  | { equals: Source; value: string | number }
  | { contains: Source; text: string }
  | { range: Source | { time: TimeSource }; bounds: Range }
  | { has: TimeSource }
  | { identity: 'email' | 'phone'; value?: string; part?: string }
  | { tag: string }
  | { tagPart: string }
  | { tagged: true }
  | { text: TextFilter }
  /** That it has notes, or one with a text of these in it; before it is asked for the latter is who does. */
  | { noted: true }
  | { notes: string[] }
  | { among: Listed }
  | { never: true };

/** What a page may be sorted by. */
export type SortKey =
  | 'date_added'
  | 'date_updated'
  | 'first_name_key'
  | 'last_name_key'
  | 'source_key'
  | 'company_name_key'
  | 'business_name'
  | 'full_name'
  | 'email'
  | 'dnd';

/** `match` is how well a contact is what the text of the search names. */
export type Sort = { key: SortKey | 'match'; direction: 'asc' | 'desc' };
/** By what is kept of a contact. */
export type KeySort = Sort & { key: SortKey };
export type SearchAfter = { keys: (string | number | null)[]; id: string };
export type SearchPage = {
  sort: Sort[];
  after: SearchAfter | null;
  /** Pages of this limit, each of which ends where it is full. */
  pagesBefore: number;
  limit: number;
  /** Whether all that match are counted: else as far as the order needs it. */
  counts?: boolean;
};
type Keys = (string | number | null)[];
/** A contact by its surrogate key, and the values it is sorted by. */
export type Match = { no: number; id: string; keys: Keys };
export type SearchedRow = {
  no: number;
  id: string;
  body: string;
  tags: string;
  businessName: string | null;
};

type Bool = RawBuilder<SqlBool>;

/** Of `contacts` in the surrounding statement. */
export const businessName = sql<
  string | null
>`(select ${valueAt('b.body', 'name')} from businesses b
  where b.location_no = contacts.location_no and b.id = contacts.business_id
    and b.deleted_at is null)`;

type Ordered = { id: string; no: number; k1: string | number | null; k2: string | number | null };

/** Of the contacts those that come after a place, in order, as many as are wanted. */
export async function selectInOrder(
  reader: Executor,
  nos: readonly number[],
  { sort, after, limit }: { sort: readonly KeySort[]; after: SearchAfter | null; limit: number },
): Promise<Match[]> {
  const [first, second] = sort.map(({ key }) => keyOf(key));
  const order = sql.join([
    ...sort.flatMap(({ direction }, at) => {
      const column = sql.ref(`k${at + 1}`);
      return [sql`${column} is null`, direction === 'asc' ? sql`${column}` : sql`${column} desc`];
    }),
    directionOf(sort) === 'asc' ? sql`id` : sql`id desc`,
  ]);
  const { rows } = await sql<Ordered>`
    with found as materialized (
      select no, contacts.id, ${first ?? sql`null`} as k1, ${second ?? sql`null`} as k2
      from ${itemRows<number>(JSON.stringify(nos))} join contacts on contacts.no = item.value
      where ${stillWanted()})
    select no, id, k1, k2 from found where ${after ? isAfter(sort, after) : sql`true`}
    order by ${order} limit ${limit}`.execute(reader.db);
  return rows.map(({ no, id, k1, k2 }) => ({ no, id, keys: [k1, k2].slice(0, sort.length) }));
}

type Walked = { no: number; date_added: number; id: string };
type Walk = { locationNo: number; dateAdded: number; id: string; limit: number };

const walk = (direction: 'asc' | 'desc') =>
  statement<Walk, Walked>((db, p) =>
    db
      .selectFrom('contacts')
      .select(['no', 'date_added', 'id'])
      .where('location_no', '=', p.locationNo)
      .where('deleted_at', 'is', null)
      .where(
        direction === 'asc'
          ? sql<SqlBool>`(date_added, id) > (${p.dateAdded}, ${p.id})`
          : sql<SqlBool>`(date_added, id) < (${p.dateAdded}, ${p.id})`,
      )
      .where(stillWanted())
      .orderBy('date_added', direction)
      .orderBy('id', direction)
      .limit(p.limit),
  );
const walks = { asc: walk('asc'), desc: walk('desc') };

/** Live contacts by when they were added, from a place on. */
export function selectByTime(
  reader: Executor,
  direction: 'asc' | 'desc',
  from: Walk,
): Promise<Walked[]> {
  return reader.run(walks[direction], from);
}

type WalkedById = { locationNo: number; id: string; limit: number };

const walkById = (direction: 'asc' | 'desc') =>
  statement<WalkedById, { no: number; id: string }>((db, p) =>
    db
      .selectFrom('contacts')
      .select(['no', 'id'])
      .where('location_no', '=', p.locationNo)
      .where('id', direction === 'asc' ? '>' : '<', p.id)
      .where(stillWanted())
      .orderBy('id', direction)
      .limit(p.limit),
  );
const walksById = { asc: walkById('asc'), desc: walkById('desc') };

/** Contacts, the deleted ones too, by their ids, from one on. */
export function selectById(
  reader: Executor,
  direction: 'asc' | 'desc',
  from: WalkedById,
): Promise<{ no: number; id: string }[]> {
  return reader.run(walksById[direction], from);
}

const live = statement<{ locationNo: number; limit: number; after: number }, { no: number }>(
  (db, p) =>
    db
      .selectFrom('contacts')
      .select('no')
      .where('location_no', '=', p.locationNo)
      .where('deleted_at', 'is', null)
      .where('no', '>', p.after)
      .where(stillWanted())
      .orderBy('no')
      .limit(p.limit),
);

/** Live contacts by their numbers, for when no index tells of them. */
export async function selectLive(
  reader: Executor,
  of: { locationNo: number; after: number; limit: number },
): Promise<number[]> {
  return (await reader.run(live, of)).map(({ no }) => no);
}

/** Contacts of a page. */
export const searchedByNos: ByNos<SearchedRow> = statement((db, p) =>
  db
    .selectFrom('contacts')
    .select(['no', 'id', 'body', tagsOfContact.as('tags'), businessName.as('businessName')])
    .where('no', 'in', itemsOf<number>(p.nos))
    .where(notIndexed('location_no'), '=', p.locationNo),
);

export function timeOf(time: TimeSource): RawBuilder<unknown> {
  switch (time) {
    case 'last_appointment':
      return sql`(select max(a.start_at) from appointments a where a.contact_no = contacts.no)`;
    case 'next_task_due':
      return sql`(select min(t.due_at) ${openTasks})`;
    case 'last_activity':
      return sql`(select max(at) from (
        select contacts.date_updated as at
        union all select n.updated_at from notes n
          where n.location_no = contacts.location_no and n.contact_no = contacts.no
        union all select t.updated_at from tasks t
          where t.location_no = contacts.location_no and t.contact_no = contacts.no
        union all select a.updated_at from appointments a where a.contact_no = contacts.no) changed)`;
    case 'date_added':
    case 'date_updated':
      return sql`${sql.ref(`contacts.${time}`)}`;
    default:
      return time satisfies never;
  }
}

/** Of `contacts` in the surrounding statement. */
const openTasks = sql`from tasks t
  where t.location_no = contacts.location_no and t.contact_no = contacts.no and t.completed = 0`;

export const openTaskCount = sql<number>`(select count(*) ${openTasks})`;

function keyOf(key: SortKey): Expression<unknown> {
  if (key === 'email') return valueAt('body', 'emailLowerCase');
  if (key === 'dnd') return valueAt('body', 'dnd');
  // Who has no name comes first.
  if (key === 'full_name') return orElse(valueAt('body', 'fullNameLowerCase'), '');
  if (key === 'business_name') return foldedText(businessName);
  return sql.ref(`contacts.${key}`);
}

function directionOf(sort: readonly KeySort[]): 'asc' | 'desc' {
  return sort[0]?.direction ?? 'desc';
}

/** Rows after a place in the order: nulls come last in either direction, ties go by id. */
function isAfter(sort: readonly KeySort[], { keys, id }: SearchAfter): Bool {
  const steps: Bool[] = [];
  let same: Bool = sql`true`;
  sort.forEach(({ direction }, at) => {
    const column = sql.ref(`k${at + 1}`);
    const value = keys[at] ?? null;
    const sign = direction === 'asc' ? sql`>` : sql`<`;
    if (value !== null) {
      steps.push(sql`(${same} and (${column} ${sign} ${value} or ${column} is null))`);
    }
    same = sql`${same} and ${sameOrNull(column, value)}`;
  });
  const sign = directionOf(sort) === 'asc' ? sql`>` : sql`<`;
  steps.push(sql`(${same} and id ${sign} ${id})`);
  return sql`(${sql.join(steps, sql` or `)})`;
}
