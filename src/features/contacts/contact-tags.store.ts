import type { Transaction } from '../../storage/engine.ts';
import { statement } from '../../storage/statement.ts';

type OfContact = { locationNo: number; contactNo: number };
type TagOfContact = OfContact & { tagNo: number };

const insert = statement<TagOfContact & { ordinal: number }, unknown>((db, p) =>
  db.insertInto('contact_tags').values({
    location_no: p.locationNo,
    tag_no: p.tagNo,
    contact_no: p.contactNo,
    ordinal: p.ordinal,
  }),
);

/** Puts on a tag that the contact does not have; ordinals give the order. */
export async function insertContactTag(
  tx: Transaction,
  of: TagOfContact & { ordinal: number },
): Promise<void> {
  await tx.run(insert, of);
  tx.count('tags.contact_count', of.tagNo, 1);
}

const remove = statement<TagOfContact, { tag_no: number }>((db, p) =>
  db
    .deleteFrom('contact_tags')
    .where('location_no', '=', p.locationNo)
    .where('tag_no', '=', p.tagNo)
    .where('contact_no', '=', p.contactNo)
    .returning('tag_no'),
);

export async function deleteContactTag(tx: Transaction, of: TagOfContact): Promise<void> {
  for (const row of await tx.run(remove, of)) tx.count('tags.contact_count', row.tag_no, -1);
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
