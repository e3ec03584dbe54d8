import type { Transaction } from '../../storage/engine.ts';
import { statement } from '../../storage/statement.ts';

type OfContact = { locationNo: number; contactNo: number };
type ListedTag = { no: number; name: string };
type NewTag = { locationNo: number; id: string; name: string; nameKey: string; at: number };

const selectListed = statement<{ locationNo: number; nameKey: string }, ListedTag>((db, p) =>
  db
    .selectFrom('tags')
    .select(['no', 'name'])
    .where('location_no', '=', p.locationNo)
    .where('name_key', '=', p.nameKey),
);

const insertTag = statement<NewTag, ListedTag>((db, p) =>
  db
    .insertInto('tags')
    .values({
      location_no: p.locationNo,
      id: p.id,
      name: p.name,
      name_key: p.nameKey,
      contact_count: 0,
      created_at: p.at,
    })
    .returning(['no', 'name']),
);

const insertContactTag = statement<OfContact & { tagNo: number; ordinal: number }, unknown>(
  (db, p) =>
    db.insertInto('contact_tags').values({
      location_no: p.locationNo,
      tag_no: p.tagNo,
      contact_no: p.contactNo,
      ordinal: p.ordinal,
    }),
);

/**
 * Puts tags on a contact that has none, making those that are new in the location's list. Returns
 * the names as the list has them: the spelling first sent.
 */
export async function putContactTags(
  tx: Transaction,
  of: OfContact & {
    tags: readonly { name: string; nameKey: string }[];
    newId: () => string;
    at: number;
  },
): Promise<string[]> {
  const { locationNo, contactNo, tags, newId, at } = of;
  const names: string[] = [];
  for (const [ordinal, { name, nameKey }] of tags.entries()) {
    const [listed] = await tx.run(selectListed, { locationNo, nameKey });
    const tag =
      listed ?? (await tx.run(insertTag, { locationNo, id: newId(), name, nameKey, at }))[0];
    if (!tag) throw new Error('an insert returned no key');
    await tx.run(insertContactTag, { locationNo, contactNo, tagNo: tag.no, ordinal });
    tx.count('tags.contact_count', tag.no, 1);
    names.push(tag.name);
  }
  return names;
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
