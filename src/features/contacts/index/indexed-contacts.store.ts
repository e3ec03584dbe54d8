import type { Kysely } from 'kysely';
import { itemsOf, listOf, notIndexed, stillWanted } from '../../../storage/dialect.ts';
import type { Executor } from '../../../storage/engine.ts';
import type { IndexedContact } from '../../../storage/search-index.ts';
import type { Database } from '../../../storage/schema.ts';
import { statement } from '../../../storage/statement.ts';

type IndexedRow = {
  no: number;
  body: string;
  date_added: number;
  date_updated: number;
  tags: string;
};

const indexed = (db: Kysely<Database>, locationNo: number) =>
  db
    .selectFrom('contacts')
    .select(['no', 'body', 'date_added', 'date_updated'])
    .select((eb) =>
      eb
        .selectFrom('contact_tags')
        .whereRef('contact_tags.contact_no', '=', 'contacts.no')
        .select(listOf('tag_no').as('tags'))
        .as('tags'),
    )
    .where(notIndexed('location_no'), '=', locationNo)
    .where(stillWanted());

const indexedById = statement<{ locationNo: number; id: string }, IndexedRow>((db, p) =>
  indexed(db, p.locationNo).where('location_no', '=', p.locationNo).where('id', '=', p.id),
);
const indexedByNos = statement<{ locationNo: number; nos: string }, IndexedRow>((db, p) =>
  indexed(db, p.locationNo)
    .where('no', 'in', itemsOf<number>(p.nos))
    .where('deleted_at', 'is', null),
);

function toIndexed(row: IndexedRow): IndexedContact {
  return {
    body: row.body,
    dateAdded: row.date_added,
    dateUpdated: row.date_updated,
    // Made by the statement.
    tagNos: JSON.parse(row.tags) as number[],
    hookNos: [],
    appointments: [],
    openTasks: [],
    noteTimes: [],
    taskTimes: [],
    appointmentTimes: [],
  };
}

/** What a contact, also a deleted one, is found by, but for its workflows and what else hangs on it. */
export async function selectIndexed(
  reader: Executor,
  locationNo: number,
  id: string,
): Promise<IndexedContact | undefined> {
  const [row] = await reader.run(indexedById, { locationNo, id });
  return row && toIndexed(row);
}

const readTogether = 500;

/** The same of live contacts by their numbers. */
export async function eachIndexed(
  reader: Executor,
  locationNo: number,
  nos: readonly number[],
  take: (no: number, contact: IndexedContact) => void,
): Promise<void> {
  for (let at = 0; at < nos.length; at += readTogether) {
    const some = JSON.stringify(nos.slice(at, at + readTogether));
    await reader.each(indexedByNos, { locationNo, nos: some }, (row) => {
      take(row.no, toIndexed(row));
      return true;
    });
  }
}
