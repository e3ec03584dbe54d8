import { type SqlBool, sql } from 'kysely';
import {
  byteLength,
  itemRows,
  itemsOf,
  listOf,
  memberNumber,
  memberText,
  notIndexed,
} from '../../storage/dialect.ts';
import { countWithin } from '../../lib/page-bytes.ts';
import type { Executor } from '../../storage/engine.ts';
import { statement } from '../../storage/statement.ts';

/** `no` is the surrogate key; `tags` is a JSON list in the order of the contact. */
export type FoundContact = { no: number; id: string; version: number; body: string; tags: string };

export type ContactKeys = {
  firstNameKey: string | null;
  lastNameKey: string | null;
  companyNameKey: string | null;
  sourceKey: string | null;
  assignedTo: string | null;
  businessId: string | null;
};

/** The tags of `contacts` in the surrounding statement, as a JSON list. */
export const tagsOfContact = sql<string>`(
  select ${listOf('t.name')} from (
    select tags.name from contact_tags join tags on tags.no = contact_tags.tag_no
    where contact_tags.contact_no = contacts.no and tags.deleted_at is null
    order by contact_tags.ordinal) t)`;

/** Of `contacts` in the surrounding statement. */
export const isNotBeingErased = sql<SqlBool>`not exists (
  select 1 from contact_erasures e
  where e.location_no = contacts.location_no and e.contact_no = contacts.no)`;

const selectById = statement<{ locationNo: number; id: string }, FoundContact>((db, p) =>
  db
    .selectFrom('contacts')
    .select(['no', 'id', 'version', 'body', tagsOfContact.as('tags')])
    .where('location_no', '=', p.locationNo)
    .where('id', '=', p.id)
    .where('deleted_at', 'is', null),
);

/** A live contact of the location, or undefined. */
export async function findContact(
  tx: Executor,
  locationNo: number,
  id: string,
): Promise<FoundContact | undefined> {
  return (await tx.run(selectById, { locationNo, id }))[0];
}

const selectByIds = statement<{ locationNo: number; ids: string }, FoundContact>((db, p) =>
  db
    .selectFrom('contacts')
    .select(['no', 'id', 'version', 'body', tagsOfContact.as('tags')])
    .where('location_no', '=', p.locationNo)
    .where('id', 'in', itemsOf<string>(p.ids))
    .where('deleted_at', 'is', null),
);

const sizesByIds = statement<{ locationNo: number; ids: string }, { id: string; bytes: number }>(
  (db, p) =>
    db
      .selectFrom('contacts')
      .select(['id', sql<number>`${byteLength('body')} + ${byteLength(tagsOfContact)}`.as('bytes')])
      .where('location_no', '=', p.locationNo)
      .where('id', 'in', itemsOf<string>(p.ids))
      .where('deleted_at', 'is', null),
);

/** Of contacts that are read to be changed together. */
const bytesTogether = 1024 * 1024;

/**
 * The live contacts of the location among the first of these ids, by id: as many as may be in memory
 * together, and one always. `seen` is how many of the ids that are.
 */
export async function findContacts(
  tx: Executor,
  locationNo: number,
  ids: readonly string[],
): Promise<{ seen: number; contacts: Map<string, FoundContact> }> {
  const asked = { locationNo, ids: JSON.stringify(ids) };
  const sizes = new Map((await tx.run(sizesByIds, asked)).map(({ id, bytes }) => [id, bytes]));
  const seen = countWithin(
    ids.map((id) => sizes.get(id) ?? 0),
    bytesTogether,
  );
  const first = { locationNo, ids: JSON.stringify(ids.slice(0, seen)) };
  const found = await tx.run(selectByIds, first);
  return { seen, contacts: new Map(found.map((each) => [each.id, each])) };
}

const selectDeleted = statement<{ locationNo: number; id: string }, { no: number }>((db, p) =>
  db
    .selectFrom('contacts')
    .select('no')
    .where('location_no', '=', p.locationNo)
    .where('id', '=', p.id)
    .where('deleted_at', 'is not', null),
);

/** Whether the location had a contact of this id that is deleted. */
export async function isContactDeleted(
  executor: Executor,
  locationNo: number,
  id: string,
): Promise<boolean> {
  return (await executor.run(selectDeleted, { locationNo, id })).length > 0;
}

const selectByNo = statement<{ locationNo: number; no: number }, FoundContact>((db, p) =>
  db
    .selectFrom('contacts')
    .select(['no', 'id', 'version', 'body', tagsOfContact.as('tags')])
    .where('no', '=', p.no)
    .where('location_no', '=', p.locationNo)
    .where('deleted_at', 'is', null),
);

export async function findContactByNo(
  tx: Executor,
  locationNo: number,
  no: number,
): Promise<FoundContact | undefined> {
  return (await tx.run(selectByNo, { locationNo, no }))[0];
}

type NewContact = ContactKeys & { locationNo: number; id: string; at: number; body: string };

const insert = statement<NewContact, { no: number }>((db, p) =>
  db
    .insertInto('contacts')
    .values({
      location_no: p.locationNo,
      id: p.id,
      version: 1,
      first_name_key: p.firstNameKey,
      last_name_key: p.lastNameKey,
      company_name_key: p.companyNameKey,
      source_key: p.sourceKey,
      assigned_to: p.assignedTo,
      business_id: p.businessId,
      date_added: p.at,
      date_updated: p.at,
      deleted_at: null,
      body: p.body,
    })
    .returning('no'),
);

/** Returns the surrogate key. */
export async function insertContact(tx: Executor, contact: NewContact): Promise<number> {
  const [row] = await tx.run(insert, contact);
  if (!row) throw new Error('an insert returned no key');
  return row.no;
}

export type ChangedContact = ContactKeys & {
  locationNo: number;
  no: number;
  version: number;
  at: number;
  body: string;
};

const update = statement<ChangedContact, unknown>((db, p) =>
  db
    .updateTable('contacts')
    .set({
      version: p.version,
      first_name_key: p.firstNameKey,
      last_name_key: p.lastNameKey,
      company_name_key: p.companyNameKey,
      source_key: p.sourceKey,
      assigned_to: p.assignedTo,
      business_id: p.businessId,
      date_updated: p.at,
      body: p.body,
    })
    .where('no', '=', p.no)
    .where('location_no', '=', p.locationNo),
);

export async function updateContactRow(tx: Executor, contact: ChangedContact): Promise<void> {
  await tx.run(update, contact);
}

const updateMany = statement<{ locationNo: number; rows: string }, unknown>((db, p) =>
  db
    .updateTable('contacts')
    .from(itemRows<string>(p.rows))
    .set({
      version: memberNumber('version'),
      first_name_key: memberText('firstNameKey'),
      last_name_key: memberText('lastNameKey'),
      company_name_key: memberText('companyNameKey'),
      source_key: memberText('sourceKey'),
      assigned_to: memberText('assignedTo'),
      business_id: memberText('businessId'),
      date_updated: memberNumber('at'),
      body: memberText('body'),
    })
    .where('contacts.no', '=', memberNumber('no'))
    // Sought by their numbers, not through the location.
    .where(notIndexed('contacts.location_no'), '=', p.locationNo),
);

/** As `updateContactRow`, of many contacts of a location in one statement. */
export async function updateContactRows(
  tx: Executor,
  locationNo: number,
  contacts: readonly ChangedContact[],
): Promise<void> {
  await tx.run(updateMany, { locationNo, rows: JSON.stringify(contacts) });
}

const markDeleted = statement<
  { locationNo: number; no: number; version: number; at: number },
  unknown
>((db, p) =>
  db
    .updateTable('contacts')
    .set({ deleted_at: p.at, date_updated: p.at, version: p.version })
    .where('no', '=', p.no)
    .where('location_no', '=', p.locationNo),
);

export async function markContactDeleted(
  tx: Executor,
  contact: { locationNo: number; no: number; version: number; at: number },
): Promise<void> {
  await tx.run(markDeleted, contact);
}

type DeletedContact = FoundContact & { deleted_at: number };

const selectDeletedById = statement<{ locationNo: number; id: string }, DeletedContact>((db, p) =>
  db
    .selectFrom('contacts')
    .select(['no', 'id', 'version', 'body', tagsOfContact.as('tags')])
    .select(sql<number>`deleted_at`.as('deleted_at'))
    .where('location_no', '=', p.locationNo)
    .where('id', '=', p.id)
    .where('deleted_at', 'is not', null)
    .where(isNotBeingErased),
);

/** A deleted contact of the location, or undefined. */
export async function findDeletedContact(
  tx: Executor,
  locationNo: number,
  id: string,
): Promise<DeletedContact | undefined> {
  return (await tx.run(selectDeletedById, { locationNo, id }))[0];
}

const markRestored = statement<
  { locationNo: number; no: number; version: number; at: number },
  unknown
>((db, p) =>
  db
    .updateTable('contacts')
    .set({ deleted_at: null, date_updated: p.at, version: p.version })
    .where('no', '=', p.no)
    .where('location_no', '=', p.locationNo),
);

/** `at` is when the contact was last changed before it was deleted. */
export async function markContactRestored(
  tx: Executor,
  contact: { locationNo: number; no: number; version: number; at: number },
): Promise<void> {
  await tx.run(markRestored, contact);
}

export type SearchText = { locationNo: number; contactNo: number; text: string };

const putText = statement<SearchText, unknown>((db, p) =>
  db
    .insertInto('contact_text')
    .values({ location_no: p.locationNo, contact_no: p.contactNo, text: p.text })
    .onConflict((conflict) =>
      conflict.columns(['location_no', 'contact_no']).doUpdateSet({ text: p.text }),
    ),
);

/** What `query` is searched in. */
export async function putSearchText(
  tx: Executor,
  row: { locationNo: number; contactNo: number; text: string },
): Promise<void> {
  await tx.run(putText, row);
}

const putTexts = statement<{ locationNo: number; rows: string }, unknown>((db, p) =>
  db
    .insertInto('contact_text')
    .columns(['location_no', 'contact_no', 'text'])
    .expression((eb) =>
      eb
        .selectFrom(itemRows<string>(p.rows))
        .select([
          sql<number>`${p.locationNo}`.as('location_no'),
          memberNumber('contactNo').as('contact_no'),
          memberText('text').as('text'),
        ])
        // Without a condition the next words would be read as those of a join.
        .where(sql<SqlBool>`true`),
    )
    .onConflict((conflict) =>
      conflict
        .columns(['location_no', 'contact_no'])
        .doUpdateSet({ text: sql<string>`excluded.text` }),
    ),
);

/** As `putSearchText`, of many live contacts of a location in one statement. */
export async function putSearchTexts(
  tx: Executor,
  locationNo: number,
  texts: readonly SearchText[],
): Promise<void> {
  await tx.run(putTexts, { locationNo, rows: JSON.stringify(texts) });
}

const deleteText = statement<{ locationNo: number; contactNo: number }, unknown>((db, p) =>
  db
    .deleteFrom('contact_text')
    .where('location_no', '=', p.locationNo)
    .where('contact_no', '=', p.contactNo),
);

export async function deleteSearchText(
  tx: Executor,
  row: { locationNo: number; contactNo: number },
): Promise<void> {
  await tx.run(deleteText, row);
}
