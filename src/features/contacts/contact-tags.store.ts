import { sql } from 'kysely';
import type { Transaction } from '../../storage/engine.ts';
import { statement } from '../../storage/statement.ts';

type ListedTag = { no: number; name: string };
type NewTag = { locationNo: number; id: string; name: string; nameKey: string; at: number };

/** Of the keys (a JSON list), those that the location's list has, by their place among the keys. */
const selectListed = statement<
  { locationNo: number; keys: string },
  ListedTag & { ordinal: number }
>((db, p) => ({
  compile: () =>
    sql<ListedTag & { ordinal: number }>`
      select tags.no, tags.name, sent.key as ordinal
      from json_each(${p.keys}) as sent
      join tags on tags.location_no = ${p.locationNo} and tags.name_key = sent.value`.compile(db),
}));

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

const insertContactTags = statement<
  { locationNo: number; contactNo: number; tagNos: string },
  unknown
>((db, p) => ({
  compile: () =>
    sql`
      insert into contact_tags (location_no, tag_no, contact_no, ordinal)
      select ${p.locationNo}, value, ${p.contactNo}, key from json_each(${p.tagNos})`.compile(db),
}));

/**
 * Puts tags on a contact that has none, making those that are new in the location's list. Returns
 * the names as the list has them: the spelling first sent.
 */
export async function putContactTags(
  tx: Transaction,
  of: {
    locationNo: number;
    contactNo: number;
    tags: readonly { name: string; nameKey: string }[];
    newId: () => string;
    at: number;
  },
): Promise<string[]> {
  const { locationNo, contactNo, tags, newId, at } = of;
  if (tags.length === 0) return [];
  const keys = JSON.stringify(tags.map(({ nameKey }) => nameKey));
  const listed = new Map(
    (await tx.run(selectListed, { locationNo, keys })).map((each) => [each.ordinal, each]),
  );
  const put: ListedTag[] = [];
  for (const [ordinal, { name, nameKey }] of tags.entries()) {
    const known = listed.get(ordinal);
    const made =
      known ?? (await tx.run(insertTag, { locationNo, id: newId(), name, nameKey, at }))[0];
    if (!made) throw new Error('an insert returned no key');
    put.push(made);
  }
  const tagNos = JSON.stringify(put.map(({ no }) => no));
  await tx.run(insertContactTags, { locationNo, contactNo, tagNos });
  for (const { no } of put) tx.count('tags.contact_count', no, 1);
  return put.map(({ name }) => name);
}

type OfContact = { locationNo: number; contactNo: number };

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
