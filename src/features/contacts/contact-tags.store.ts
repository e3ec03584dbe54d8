import { sql } from 'kysely';
import type { Executor } from '../../storage/engine.ts';
import { statement } from '../../storage/statement.ts';

type NewTag = { locationNo: number; id: string; name: string; nameKey: string; at: number };

type ListedTag = { no: number; name: string };

const countTag = statement<{ locationNo: number; nameKey: string; by: number }, ListedTag>(
  (db, p) =>
    db
      .updateTable('tags')
      .set((eb) => ({ contact_count: eb('contact_count', '+', p.by) }))
      .where('location_no', '=', p.locationNo)
      .where('name_key', '=', p.nameKey)
      .returning(['no', 'name']),
);

const insertTag = statement<NewTag, ListedTag>((db, p) =>
  db
    .insertInto('tags')
    .values({
      location_no: p.locationNo,
      id: p.id,
      name: p.name,
      name_key: p.nameKey,
      contact_count: 1,
      created_at: p.at,
    })
    .returning(['no', 'name']),
);

const insertContactTag = statement<
  { locationNo: number; tagNo: number; contactNo: number; ordinal: number },
  unknown
>((db, p) =>
  db.insertInto('contact_tags').values({
    location_no: p.locationNo,
    tag_no: p.tagNo,
    contact_no: p.contactNo,
    ordinal: p.ordinal,
  }),
);

/**
 * Puts a tag on a contact, making it in the location's list when it is new there. Returns its name
 * as the list has it: the spelling first sent.
 */
export async function addContactTag(
  tx: Executor,
  row: NewTag & { contactNo: number; ordinal: number },
): Promise<string> {
  const { locationNo, nameKey, contactNo, ordinal } = row;
  const [known] = await tx.run(countTag, { locationNo, nameKey, by: 1 });
  const tag = known ?? (await tx.run(insertTag, row))[0];
  if (!tag) throw new Error('an insert returned no key');
  await tx.run(insertContactTag, { locationNo, tagNo: tag.no, contactNo, ordinal });
  return tag.name;
}

const uncount = statement<{ locationNo: number; contactNo: number }, unknown>((db, p) =>
  db
    .updateTable('tags')
    .set({ contact_count: sql`contact_count - 1` })
    .where('location_no', '=', p.locationNo)
    .where('no', 'in', (eb) =>
      eb.selectFrom('contact_tags').select('tag_no').where('contact_no', '=', p.contactNo),
    ),
);

const clear = statement<{ locationNo: number; contactNo: number }, unknown>((db, p) =>
  db
    .deleteFrom('contact_tags')
    .where('contact_no', '=', p.contactNo)
    .where('location_no', '=', p.locationNo),
);

/** Takes all tags off a contact. */
export async function clearContactTags(
  tx: Executor,
  of: { locationNo: number; contactNo: number },
): Promise<void> {
  await tx.run(uncount, of);
  await tx.run(clear, of);
}

/** Takes a contact's tags out of the counters and keeps them, for a later restore. */
export async function uncountContactTags(
  tx: Executor,
  of: { locationNo: number; contactNo: number },
): Promise<void> {
  await tx.run(uncount, of);
}
