import { type SqlBool, sql } from 'kysely';
import { itemRows, itemsOf, memberNumber, notIndexed } from '../../../storage/dialect.ts';
import type { Transaction } from '../../../storage/engine.ts';
import { statement } from '../../../storage/statement.ts';
import { isNotBeingErased } from '../contacts.store.ts';

type OfContact = { locationNo: number; contactNo: number };
type Tags = { tagNos: string };

const insert = statement<OfContact & Tags & { first: number }, unknown>((db, p) =>
  db
    .insertInto('contact_tags')
    .columns(['location_no', 'tag_no', 'contact_no', 'ordinal'])
    .expression((eb) =>
      eb
        .selectFrom(itemRows<number>(p.tagNos))
        .select([
          sql<number>`${p.locationNo}`.as('location_no'),
          'item.value as tag_no',
          sql<number>`${p.contactNo}`.as('contact_no'),
          sql<number>`item.key + ${p.first}`.as('ordinal'),
        ]),
    ),
);

/** Puts on tags that the contact does not have; ordinals, from the first one on, give the order. */
export async function insertContactTags(
  tx: Transaction,
  of: OfContact,
  tagNos: readonly number[],
  first: number,
): Promise<void> {
  await tx.run(insert, { ...of, tagNos: JSON.stringify(tagNos), first });
  for (const tagNo of tagNos) tx.count('tags.contact_count', tagNo, 1);
}

const remove = statement<OfContact & Tags, { tag_no: number }>((db, p) =>
  db
    .deleteFrom('contact_tags')
    .where('location_no', '=', p.locationNo)
    .where('tag_no', 'in', itemsOf<number>(p.tagNos))
    .where('contact_no', '=', p.contactNo)
    .returning('tag_no'),
);

export async function deleteContactTags(
  tx: Transaction,
  of: OfContact,
  tagNos: readonly number[],
): Promise<void> {
  const removed = await tx.run(remove, { ...of, tagNos: JSON.stringify(tagNos) });
  for (const row of removed) tx.count('tags.contact_count', row.tag_no, -1);
}

const selectLast = statement<OfContact, { ordinal: number }>((db, p) =>
  db
    .selectFrom('contact_tags')
    .select('ordinal')
    .where('contact_no', '=', p.contactNo)
    .where('location_no', '=', p.locationNo)
    .orderBy('ordinal', 'desc')
    .limit(1),
);

/** Where the next tag of a contact stands. */
export async function findNextOrdinal(tx: Transaction, of: OfContact): Promise<number> {
  const [last] = await tx.run(selectLast, of);
  return last ? last.ordinal + 1 : 0;
}

const clear = statement<OfContact, { tag_no: number }>((db, p) =>
  db
    .deleteFrom('contact_tags')
    .where('contact_no', '=', p.contactNo)
    .where('location_no', '=', p.locationNo)
    .returning('tag_no'),
);

/** Takes all tags off a contact. */
export async function clearContactTags(tx: Transaction, of: OfContact): Promise<void> {
  for (const row of await tx.run(clear, of)) tx.count('tags.contact_count', row.tag_no, -1);
}

type Pairs = { locationNo: number; pairs: string };
type TagsOfContact = { contactNo: number; tagNos: readonly number[] };

const nextOrdinals = statement<
  { locationNo: number; contactNos: string },
  { contact_no: number; next: number }
>((db, p) =>
  db
    .selectFrom('contact_tags')
    .select(['contact_no', sql<number>`max(ordinal) + 1`.as('next')])
    .where('contact_no', 'in', itemsOf<number>(p.contactNos))
    .where(notIndexed('location_no'), '=', p.locationNo)
    .groupBy('contact_no'),
);

const insertPairs = statement<Pairs, unknown>((db, p) =>
  db
    .insertInto('contact_tags')
    .columns(['location_no', 'tag_no', 'contact_no', 'ordinal'])
    .expression((eb) =>
      eb
        .selectFrom(itemRows<string>(p.pairs))
        .select([
          sql<number>`${p.locationNo}`.as('location_no'),
          memberNumber('tagNo').as('tag_no'),
          memberNumber('contactNo').as('contact_no'),
          memberNumber('ordinal').as('ordinal'),
        ]),
    ),
);

/** Puts on tags that the contacts do not have, each behind those that it has. */
export async function insertTagsOfContacts(
  tx: Transaction,
  locationNo: number,
  added: readonly TagsOfContact[],
): Promise<void> {
  const contactNos = JSON.stringify(added.map(({ contactNo }) => contactNo));
  const rows = await tx.run(nextOrdinals, { locationNo, contactNos });
  const next = new Map(rows.map((row) => [row.contact_no, row.next]));
  const pairs = added.flatMap(({ contactNo, tagNos }) =>
    tagNos.map((tagNo, at) => ({ contactNo, tagNo, ordinal: (next.get(contactNo) ?? 0) + at })),
  );
  await tx.run(insertPairs, { locationNo, pairs: JSON.stringify(pairs) });
  for (const { tagNo } of pairs) tx.count('tags.contact_count', tagNo, 1);
}

const removePairs = statement<Pairs, { tag_no: number }>((db, p) =>
  db
    .deleteFrom('contact_tags')
    .where(
      sql<SqlBool>`(location_no, tag_no, contact_no) in (
        select ${p.locationNo}, ${memberNumber('tagNo')}, ${memberNumber('contactNo')}
        from ${itemRows<string>(p.pairs)})`,
    )
    .returning('tag_no'),
);

/** Takes tags off contacts. */
export async function deleteTagsOfContacts(
  tx: Transaction,
  locationNo: number,
  removed: readonly TagsOfContact[],
): Promise<void> {
  const pairs = removed.flatMap(({ contactNo, tagNos }) =>
    tagNos.map((tagNo) => ({ contactNo, tagNo })),
  );
  const rows = await tx.run(removePairs, { locationNo, pairs: JSON.stringify(pairs) });
  for (const row of rows) tx.count('tags.contact_count', row.tag_no, -1);
}

const selectTagNos = statement<OfContact, { tag_no: number }>((db, p) =>
  db
    .selectFrom('contact_tags')
    .select('tag_no')
    .where('contact_no', '=', p.contactNo)
    .where('location_no', '=', p.locationNo),
);

/** Takes a contact's tags out of the counters and keeps them, for a later restore. */
export async function uncountContactTags(tx: Transaction, of: OfContact): Promise<void> {
  for (const row of await tx.run(selectTagNos, of)) tx.count('tags.contact_count', row.tag_no, -1);
}

/** Puts the tags that it kept back into the counters. */
export async function recountContactTags(tx: Transaction, of: OfContact): Promise<void> {
  for (const row of await tx.run(selectTagNos, of)) tx.count('tags.contact_count', row.tag_no, 1);
}

type Tagged = { id: string; isDeleted: number };

const tagged = statement<{ locationNo: number; tagNo: number; limit: number }, Tagged>((db, p) =>
  db
    .selectFrom('contact_tags')
    .innerJoin('contacts', 'contacts.no', 'contact_tags.contact_no')
    .select(['contacts.id', sql<number>`contacts.deleted_at is not null`.as('isDeleted')])
    .where('contact_tags.location_no', '=', p.locationNo)
    .where('contact_tags.tag_no', '=', p.tagNo)
    .where(isNotBeingErased)
    .orderBy('contact_tags.contact_no')
    .limit(p.limit),
);

/** Contacts that have a tag, the deleted that can be restored among them. */
export async function selectTagged(
  tx: Transaction,
  of: { locationNo: number; tagNo: number; limit: number },
): Promise<{ id: string; isDeleted: boolean }[]> {
  const rows = await tx.run(tagged, of);
  return rows.map(({ id, isDeleted }) => ({ id, isDeleted: isDeleted === 1 }));
}
