import { type Expression, type RawBuilder, type SqlBool, sql } from 'kysely';
import {
  foldedText,
  holdsText,
  itemRowsAt,
  memberText,
  memberValues,
  notIndexed,
  orElse,
  sameOrNull,
  stillWanted,
  valueAt,
} from '../../../storage/dialect.ts';
import type { Executor } from '../../../storage/engine.ts';
import { statement } from '../../../storage/statement.ts';
import { tagsOfContact } from '../contacts.store.ts';
import type { TextFilter } from './text-match.store.ts';
import { hasText, rankOf } from './text-match.store.ts';

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
  /** The name of the contact's business, or the ids of the workflows that it is in. */
  | { related: 'businessName' | 'activeWorkflows' }
  | { customField: string; option?: string };

/** Milliseconds; the start of the last appointment where there is one. */
export type TimeSource = 'date_added' | 'date_updated' | 'last_appointment';

export type Range = Partial<Record<'gt' | 'gte' | 'lt' | 'lte', number | string>>;

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
  | 'email'
  | 'dnd';

/** `match` is how well a contact is what the text of the search names. */
export type Sort = { key: SortKey | 'match'; direction: 'asc' | 'desc' };
export type SearchAfter = { keys: (string | number | null)[]; id: string };
export type SearchPage = {
  sort: Sort[];
  after: SearchAfter | null;
  /** Pages of this limit, each of which ends where it is full. */
  pagesBefore: number;
  limit: number;
};
type Keys = (string | number | null)[];
/** A contact by its surrogate key, and the values it is sorted by. */
export type Match = { no: number; keys: Keys };
export type SearchedRow = { id: string; body: string; tags: string; businessName: string | null };

type Bool = RawBuilder<SqlBool>;

/** What matches, in order, and its exact total; may scan, so it runs on a reader. */
export async function selectMatches(
  reader: Executor,
  locationNo: number,
  condition: Condition,
  { sort, after, limit }: { sort: Sort[]; after: SearchAfter | null; limit: number },
): Promise<{ matches: Match[]; total: number }> {
  const [first, second] = sort.map(({ key }) => keyOf(key, condition, locationNo));
  const order = sql.join([
    ...sort.flatMap(({ direction }, at) => {
      const column = sql.ref(`k${at + 1}`);
      return [sql`${column} is null`, direction === 'asc' ? sql`${column}` : sql`${column} desc`];
    }),
    directionOf(sort) === 'asc' ? sql`id` : sql`id desc`,
  ]);
  const { rows: found } = await sql<{
    total: number;
    no: number | null;
    k1: string | number | null;
    k2: string | number | null;
  }>`
    with matching as materialized (
      select no, id, ${first ?? sql`null`} as k1, ${second ?? sql`null`} as k2 from contacts
      where ${locationOf(condition)} = ${locationNo} and deleted_at is null and ${stillWanted()}
        and ${toSql(condition, locationNo)}),
    page as (
      select no, id, k1, k2 from matching where ${after ? isAfter(sort, after) : sql`true`}
      order by ${order} limit ${limit})
    select counted.total, no, k1, k2
    from (select count(*) as total from matching) counted left join page on true
    order by ${order}`.execute(reader.db);
  const matches = found.flatMap(({ no, k1, k2 }) =>
    no === null ? [] : [{ no, keys: [k1, k2].slice(0, sort.length) }],
  );
  return { matches, total: found[0]?.total ?? 0 };
}

/** Where an identity or a tag drives, the location's index is not to be walked instead. */
function locationOf(condition: Condition): RawBuilder<number> {
  const tests = 'all' in condition ? condition.all : [];
  const drives = tests.some((each) => ('identity' in each && each.value) || 'tag' in each);
  return drives ? notIndexed('contacts.location_no') : sql.ref('contacts.location_no');
}

const businessName = sql<string | null>`(select ${valueAt('b.body', 'name')} from businesses b
  where b.location_no = contacts.location_no and b.id = contacts.business_id
    and b.deleted_at is null)`;

const rowByNo = statement<{ locationNo: number; no: number }, SearchedRow>((db, p) =>
  db
    .selectFrom('contacts')
    .select(['id', 'body', tagsOfContact.as('tags'), businessName.as('businessName')])
    .where('no', '=', p.no)
    .where('location_no', '=', p.locationNo),
);

/** One contact of a page. */
export async function selectSearched(
  reader: Executor,
  locationNo: number,
  no: number,
): Promise<SearchedRow | undefined> {
  return (await reader.run(rowByNo, { locationNo, no }))[0];
}

function timeOf(time: TimeSource): RawBuilder<unknown> {
  return time === 'last_appointment'
    ? sql`(select max(a.start_at) from appointments a where a.contact_no = contacts.no)`
    : sql`${sql.ref(`contacts.${time}`)}`;
}

function keyOf(key: Sort['key'], condition: Condition, locationNo: number): Expression<unknown> {
  if (key === 'match') {
    const all = 'all' in condition ? condition.all : [];
    for (const each of all) {
      if ('text' in each && !('contains' in each)) return rankOf(each.text, locationNo);
    }
    return sql`0`;
  }
  if (key === 'email') return valueAt('body', 'emailLowerCase');
  if (key === 'dnd') return valueAt('body', 'dnd');
  if (key === 'business_name') return foldedText(businessName);
  return sql.ref(`contacts.${key}`);
}

function directionOf(sort: readonly Sort[]): 'asc' | 'desc' {
  return sort.find(({ key }) => key !== 'match')?.direction ?? 'desc';
}

/** Rows after a place in the order: nulls come last in either direction, ties go by id. */
function isAfter(sort: readonly Sort[], { keys, id }: SearchAfter): Bool {
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

function toSql(condition: Condition, locationNo: number): Bool {
  const inner = (each: Condition): Bool => toSql(each, locationNo);
  if ('all' in condition) return joined(condition.all.map(inner), sql` and `, sql`true`);
  if ('any' in condition) {
    return oneOf(condition.any) ?? joined(condition.any.map(inner), sql` or `, sql`false`);
  }
  // What is not known is not so: null counts as false.
  if ('not' in condition) return sql`not ${orElse(inner(condition.not), false)}`;
  if ('exists' in condition) return valueIs(condition.exists, (value) => sql`${value} is not null`);
  if ('equals' in condition) return equalsOne(condition.equals, [condition.value]);
  if ('contains' in condition) return containsOne(condition.contains, [condition.text]);
  if ('range' in condition) return inRange(condition);
  if ('has' in condition) return sql`${timeOf(condition.has)} is not null`;
  if ('identity' in condition) return holds(condition, locationNo);
  if ('text' in condition) return hasText(condition.text, locationNo);
  if ('never' in condition) return sql`false`;
  return hasTag(condition, locationNo);
}

/** The values of one filter: its field is looked up once for all of them. */
function oneOf(conditions: readonly Condition[]): Bool | undefined {
  const [first] = conditions;
  if (first && 'equals' in first) {
    const values = conditions.flatMap((each) =>
      'equals' in each && each.equals === first.equals ? [each.value] : [],
    );
    if (values.length === conditions.length) return equalsOne(first.equals, values);
  }
  if (first && 'contains' in first) {
    const texts = conditions.flatMap((each) =>
      'contains' in each && each.contains === first.contains ? [each.text] : [],
    );
    if (texts.length === conditions.length) return containsOne(first.contains, texts);
  }
  return undefined;
}

function equalsOne(source: Source, values: readonly (string | number)[]): Bool {
  const texts = values.filter((value) => typeof value === 'string');
  const numbers = values.filter((value) => typeof value === 'number');
  const isIn = (value: RawBuilder<unknown>, list: readonly (string | number)[]): Bool[] =>
    list.length === 0 ? [] : [sql`${value} in (${sql.join(list)})`];
  return valueIs(source, (value) =>
    joined([...isIn(value, numbers), ...isIn(folded(source, value), texts)], sql` or `, sql`false`),
  );
}

function containsOne(source: Source, texts: readonly string[]): Bool {
  const parts = (value: RawBuilder<unknown>): Bool[] =>
    texts.map((text) => holdsText(folded(source, value), text));
  return valueIs(source, (value) => joined(parts(value), sql` or `, sql`false`));
}

function joined(parts: readonly Bool[], by: RawBuilder<unknown>, none: Bool): Bool {
  return parts.length === 0 ? none : sql`(${sql.join(parts, by)})`;
}

/** Whether the value, or one of a list, passes. */
function valueIs(source: Source, test: (value: RawBuilder<unknown>) => Bool): Bool {
  if ('column' in source) return test(sql`${sql.ref(`contacts.${source.column}`)}`);
  if ('path' in source) return stopping(test(valueAt('body', ...source.path.split('.'))));
  if ('related' in source) {
    if (source.related === 'businessName') return stopping(test(businessName));
    return sql`exists (select 1 from enrolments e join hooks h on h.no = e.hook_no
      where e.contact_no = contacts.no and h.kind = 'workflow' and h.deleted_at is null
        and ${stillWanted()} and ${test(sql`h.id`)})`;
  }
  if ('list' in source) {
    return sql`exists (select 1 from ${itemRowsAt('body', source.list)}
      where ${stillWanted()} and ${test(sql`item.value`)})`;
  }
  const { customField, option } = source;
  const { joined: withValues, value } = memberValues(
    'value',
    ...(option === undefined ? [] : [option]),
  );
  return sql`exists (select 1 from ${itemRowsAt('body', 'customFields')} ${withValues}
    where ${stillWanted()} and ${memberText('id')} = ${customField} and ${test(value)})`;
}

/** One contact can be long, and the conditions many: it stops between two of them as well. */
function stopping(test: Bool): Bool {
  return sql`(${stillWanted()} and ${test})`;
}

/** Columns are folded already, ids are compared as they are. */
function folded(source: Source, value: RawBuilder<unknown>): RawBuilder<unknown> {
  return 'column' in source ? value : foldedText(value);
}

function inRange({ range, bounds }: Extract<Condition, { range: unknown }>): Bool {
  const signs = { gt: sql`>`, gte: sql`>=`, lt: sql`<`, lte: sql`<=` };
  const test = (value: RawBuilder<unknown>): Bool =>
    sql`(${sql.join(
      Object.entries(signs).flatMap(([name, sign]) => {
        const bound = Object.entries(bounds).find(([each]) => each === name)?.[1];
        return bound === undefined ? [] : [sql`${value} ${sign} ${bound}`];
      }),
      sql` and `,
    )})`;
  return 'time' in range ? test(timeOf(range.time)) : valueIs(range, test);
}

function holds(
  { identity, value, part }: Extract<Condition, { identity: unknown }>,
  locationNo: number,
): Bool {
  if (value !== undefined) {
    return sql`contacts.no in (select contact_no from contact_identities
      where location_no = ${locationNo} and kind = ${identity} and value = ${value})`;
  }
  const text = part === undefined ? sql`true` : holdsText('i.value', part);
  return sql`exists (select 1 from contact_identities i
    where i.contact_no = contacts.no and i.kind = ${identity} and ${text})`;
}

function hasTag(
  condition: Extract<Condition, { tag: string } | { tagPart: string } | { tagged: true }>,
  locationNo: number,
): Bool {
  const named =
    'tag' in condition
      ? sql`t.name_key = ${condition.tag}`
      : 'tagPart' in condition
        ? holdsText('t.name_key', condition.tagPart)
        : sql`true`;
  // The few tags first, then who has them.
  return sql`contacts.no in (select contact_no from contact_tags
    where location_no = ${locationNo} and ${stillWanted()} and tag_no in (
      select t.no from tags t
      where t.location_no = ${locationNo} and t.deleted_at is null and ${named}
        and ${stillWanted()}))`;
}
