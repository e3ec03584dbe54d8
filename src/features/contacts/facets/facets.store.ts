import { type RawBuilder, type SqlBool, sql } from 'kysely';
import {
  isText,
  itemRowsAt,
  itemsOf,
  memberText,
  memberValues,
  notIndexed,
  stillWanted,
  valueAt,
} from '../../../storage/dialect.ts';
import type { Executor } from '../../../storage/engine.ts';
import { type Statement, statement } from '../../../storage/statement.ts';

/** Where a value stands that contacts are told apart by: a path of the body, or a custom field by its id. */
export type ValueSource = { path: 'source' | 'assignedTo' | 'country' } | { customField: string };

/** Contacts by a JSON list of their numbers. */
type Of = { locationNo: number; nos: string };
type Valued = { no: number; value: string };

function isOf({ locationNo, nos }: Of): RawBuilder<SqlBool> {
  return sql<SqlBool>`contacts.no in ${itemsOf<number>(nos)}
    and ${notIndexed('contacts.location_no')} = ${locationNo} and ${stillWanted()}`;
}

const atPath = (path: string): Statement<Of, Valued> =>
  statement((db, p) =>
    db
      .selectFrom('contacts')
      .select(['no', valueAt<string>('body', path).as('value')])
      .where(isOf(p))
      .where(isText(valueAt('body', path))),
  );
const paths = {
  source: atPath('source'),
  assignedTo: atPath('assignedTo'),
  country: atPath('country'),
};

const ofField = statement<Of & { customField: string }, Valued>((db, p) => {
  const { joined, value } = memberValues('value');
  const rows = sql<Valued>`
    select contacts.no, ${value} as value
    from contacts join ${itemRowsAt('contacts.body', 'customFields')} ${joined}
    where ${isOf(p)} and ${memberText('id')} = ${p.customField} and ${isText(value)}`;
  return { compile: () => rows.compile(db) };
});

/** Of one statement, which takes the numbers as a text. */
const together = 2000;

function* parts(nos: readonly number[]): Generator<string> {
  for (let at = 0; at < nos.length; at += together) {
    yield JSON.stringify(nos.slice(at, at + together));
  }
}

/** Each text that contacts have as a value, also what one of them has twice. */
export async function eachValue(
  reader: Executor,
  locationNo: number,
  source: ValueSource,
  nos: readonly number[],
  take: (row: Valued) => void,
): Promise<void> {
  const takes = (row: Valued): true => {
    take(row);
    return true;
  };
  for (const some of parts(nos)) {
    const of = { locationNo, nos: some };
    await ('path' in source
      ? reader.each(paths[source.path], of, takes)
      : reader.each(ofField, { ...of, customField: source.customField }, takes));
  }
}

const times = statement<Of, { date_added: number }>((db, p) =>
  db.selectFrom('contacts').select('date_added').where(isOf(p)),
);

/** When each of the contacts was added. */
export async function eachTime(
  reader: Executor,
  locationNo: number,
  nos: readonly number[],
  take: (ms: number) => void,
): Promise<void> {
  for (const some of parts(nos)) {
    await reader.each(times, { locationNo, nos: some }, ({ date_added }) => {
      take(date_added);
      return true;
    });
  }
}

/** A tag with how many contacts have it; `key` is what it is compared by. */
export type CountedTag = { no: number; value: string; key: string; count: number };

const tagsOf = statement<Of & { limit: number }, CountedTag>((db, p) =>
  db
    .selectFrom('contact_tags as ct')
    .innerJoin('tags as t', 't.no', 'ct.tag_no')
    .select(['t.no', 't.name as value', 't.name_key as key'])
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('ct.contact_no', 'in', itemsOf<number>(p.nos))
    .where(notIndexed<number>('t.location_no'), '=', p.locationNo)
    .where('t.deleted_at', 'is', null)
    .where(stillWanted())
    .groupBy('t.no')
    .orderBy('count', 'desc')
    .orderBy('t.name_key')
    .limit(p.limit),
);

/** The tags that most of some contacts have. */
export function selectTagsOf(
  reader: Executor,
  locationNo: number,
  nos: readonly number[],
  limit: number,
): Promise<CountedTag[]> {
  return reader.run(tagsOf, { locationNo, nos: JSON.stringify(nos), limit });
}

const tagsOfMost = statement<{ locationNo: number; limit: number }, CountedTag>((db, p) =>
  db
    .selectFrom('tags')
    .select(['no', 'name as value', 'name_key as key', 'contact_count as count'])
    .where('location_no', '=', p.locationNo)
    .where('deleted_at', 'is', null)
    .where('contact_count', '>', 0)
    .where(stillWanted())
    .orderBy('contact_count', 'desc')
    .orderBy('name_key')
    .limit(p.limit),
);

/** The tags that most contacts of a location have. */
export function selectTagsOfMost(
  reader: Executor,
  locationNo: number,
  limit: number,
): Promise<CountedTag[]> {
  return reader.run(tagsOfMost, { locationNo, limit });
}
