import { type SqlBool, sql } from 'kysely';
import {
  byteLength,
  indexedNo,
  isIndexed,
  itemsOf,
  notIndexed,
  stillWanted,
} from '../../../storage/dialect.ts';
import type { Executor } from '../../../storage/engine.ts';
import { statement } from '../../../storage/statement.ts';
import type { TermExpression } from '../../../storage/term-expression.ts';

const next = statement<{ after: number; limit: number }, { no: number; bytes: number }>((db, p) =>
  db
    .selectFrom('notes')
    .select(['no', byteLength('body').as('bytes')])
    .where('no', '>', p.after)
    .orderBy('no')
    .limit(p.limit),
);

/** Notes of all locations by their numbers, with the size of what is read of each. */
export function selectNextNotes(
  executor: Executor,
  of: { after: number; limit: number },
): Promise<{ no: number; bytes: number }[]> {
  return executor.run(next, of);
}

const last = statement<object, { last: number | null }>((db) =>
  db.selectFrom('notes').select(({ fn }) => fn.max('no').as('last')),
);

/** What one statement looks at before a search can be stopped. */
const together = 500_000;

/** The numbers of the notes of a location that are meant by terms, ascending, some at a time. */
export async function* notesMeant(
  reader: Executor,
  locationNo: number,
  expression: TermExpression,
): AsyncGenerator<number[]> {
  if (expression === 'nobody') return;
  const to = (await reader.run(last, {}))[0]?.last ?? 0;
  const no = indexedNo('note_terms');
  for (let from = 0; from <= to; from += together) {
    // As whole numbers, which the index stops at.
    const part = sql<SqlBool>`${no} between ${BigInt(from)} and ${BigInt(from + together - 1)}`;
    const { rows } = await sql<{ no: number }>`
      select ${no} as no from note_terms
      where ${isIndexed(expression, locationNo, 'note_terms')} and ${part}
        and (select ${stillWanted()}) = 1`.execute(reader.db);
    yield rows.map((row) => row.no);
  }
}

export type SearchedNote = { contact_no: number; title: string | null; body: string };
type Of = { locationNo: number; nos: string };

const read = statement<Of, SearchedNote>((db, p) =>
  db
    .selectFrom('notes')
    .innerJoin('contacts', 'contacts.no', 'notes.contact_no')
    .select(['notes.contact_no', 'notes.title', 'notes.body'])
    .where('notes.no', 'in', itemsOf<number>(p.nos))
    .where(notIndexed<number>('notes.location_no'), '=', p.locationNo)
    .where('contacts.deleted_at', 'is', null)
    .where(stillWanted()),
);
const owners = statement<Of, { contact_no: number }>((db, p) =>
  db
    .selectFrom('notes')
    .innerJoin('contacts', 'contacts.no', 'notes.contact_no')
    .select('notes.contact_no')
    .where('notes.no', 'in', itemsOf<number>(p.nos))
    .where(notIndexed<number>('notes.location_no'), '=', p.locationNo)
    .where('contacts.deleted_at', 'is', null)
    .where(stillWanted()),
);

/** Of one statement, which takes the numbers as a text. */
const readTogether = 500;

/** Notes of live contacts by their numbers. */
export async function eachNote(
  reader: Executor,
  locationNo: number,
  nos: readonly number[],
  take: (note: SearchedNote) => void,
): Promise<void> {
  for (let at = 0; at < nos.length; at += readTogether) {
    const some = JSON.stringify(nos.slice(at, at + readTogether));
    await reader.each(read, { locationNo, nos: some }, (note) => {
      take(note);
      return true;
    });
  }
}

/** The same, and only whose they are. */
export async function eachOwner(
  reader: Executor,
  locationNo: number,
  nos: readonly number[],
  take: (contactNo: number) => void,
): Promise<void> {
  for (let at = 0; at < nos.length; at += readTogether) {
    const some = JSON.stringify(nos.slice(at, at + readTogether));
    await reader.each(owners, { locationNo, nos: some }, ({ contact_no }) => {
      take(contact_no);
      return true;
    });
  }
}

type Walk = { locationNo: number; contactNo: number; no: number; limit: number };

const walk = statement<Walk, { no: number; contact_no: number }>((db, p) =>
  db
    .selectFrom('notes')
    .select(['no', 'contact_no'])
    .where('location_no', '=', p.locationNo)
    .where(sql<SqlBool>`(contact_no, no) > (${p.contactNo}, ${p.no})`)
    .where(stillWanted())
    .orderBy('contact_no')
    .orderBy('no')
    .limit(p.limit),
);

/** The numbers of all notes of a location, some at a time, for when no index tells of them. */
export async function* everyNote(reader: Executor, locationNo: number): AsyncGenerator<number[]> {
  const limit = readTogether;
  for (let place = { contactNo: 0, no: 0 }; ; ) {
    const rows = await reader.run(walk, { locationNo, ...place, limit });
    yield rows.map(({ no }) => no);
    const end = rows.at(-1);
    if (!end || rows.length < limit) return;
    place = { contactNo: end.contact_no, no: end.no };
  }
}
