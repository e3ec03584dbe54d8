import { type Filled, fillPage, jsonBytes } from '../../lib/page-bytes.ts';
import { itemsOf, stillWanted } from '../../storage/dialect.ts';
import type { Executor, Transaction } from '../../storage/engine.ts';
import { statement } from '../../storage/statement.ts';

export type TagRow = { no: number; id: string; name: string };

const columns = ['no', 'id', 'name'] as const;

const selectById = statement<{ locationNo: number; id: string }, TagRow>((db, p) =>
  db
    .selectFrom('tags')
    .select(columns)
    .where('location_no', '=', p.locationNo)
    .where('id', '=', p.id)
    .where('deleted_at', 'is', null),
);

export async function findTag(
  executor: Executor,
  locationNo: number,
  id: string,
): Promise<TagRow | undefined> {
  return (await executor.run(selectById, { locationNo, id }))[0];
}

type KeyedTag = TagRow & { nameKey: string };

const selectByKeys = statement<{ locationNo: number; nameKeys: string }, KeyedTag>((db, p) =>
  db
    .selectFrom('tags')
    .select([...columns, 'name_key as nameKey'])
    .where('location_no', '=', p.locationNo)
    .where('name_key', 'in', itemsOf<string>(p.nameKeys))
    .where('deleted_at', 'is', null),
);

/** Those of these keys that the location has, in no order. */
export function selectTagsByKeys(
  executor: Executor,
  locationNo: number,
  nameKeys: readonly string[],
): Promise<KeyedTag[]> {
  return executor.run(selectByKeys, { locationNo, nameKeys: JSON.stringify(nameKeys) });
}

type NewTag = { locationNo: number; id: string; name: string; nameKey: string; at: number };

const insert = statement<NewTag, TagRow>((db, p) =>
  db
    .insertInto('tags')
    .values({
      location_no: p.locationNo,
      id: p.id,
      name: p.name,
      name_key: p.nameKey,
      contact_count: 0,
      created_at: p.at,
      deleted_at: null,
    })
    .returning(columns),
);

export async function insertTag(tx: Transaction, tag: NewTag): Promise<TagRow> {
  const [row] = await tx.run(insert, tag);
  if (!row) throw new Error('an insert returned no key');
  return row;
}

const rename = statement<
  { locationNo: number; no: number; name: string; nameKey: string },
  unknown
>((db, p) =>
  db
    .updateTable('tags')
    .set({ name: p.name, name_key: p.nameKey })
    .where('no', '=', p.no)
    .where('location_no', '=', p.locationNo),
);

export async function updateTagName(
  tx: Transaction,
  tag: { locationNo: number; no: number; name: string; nameKey: string },
): Promise<void> {
  await tx.run(rename, tag);
}

const markDeleted = statement<{ locationNo: number; no: number; at: number }, unknown>((db, p) =>
  db
    .updateTable('tags')
    .set({ deleted_at: p.at })
    .where('no', '=', p.no)
    .where('location_no', '=', p.locationNo),
);

/** From here on no reply shows it and its name is free; `clearTagSlice` takes it off contacts. */
export async function markTagDeleted(
  tx: Transaction,
  tag: { locationNo: number; no: number; at: number },
): Promise<void> {
  await tx.run(markDeleted, tag);
}

type Place = { locationNo: number; no: number };

const clearSlice = statement<Place & { limit: number }, { contact_no: number }>((db, p) =>
  db
    .deleteFrom('contact_tags')
    .where('location_no', '=', p.locationNo)
    .where('tag_no', '=', p.no)
    .where('contact_no', 'in', (eb) =>
      eb
        .selectFrom('contact_tags')
        .select('contact_no')
        .where('location_no', '=', p.locationNo)
        .where('tag_no', '=', p.no)
        .limit(p.limit),
    )
    .returning('contact_no'),
);

/** Takes a deleted tag off at most so many contacts; returns off how many. */
export async function clearTagSlice(
  tx: Transaction,
  slice: Place & { limit: number },
): Promise<number> {
  return (await tx.run(clearSlice, slice)).length;
}

const countOfTag = statement<Place, { total: number }>((db, p) =>
  db
    .selectFrom('tags')
    .select('contact_count as total')
    .where('no', '=', p.no)
    .where('location_no', '=', p.locationNo),
);

/** Live contacts that have it. */
export async function countTagged(
  tx: Transaction,
  locationNo: number,
  no: number,
): Promise<number> {
  return (await tx.run(countOfTag, { locationNo, no }))[0]?.total ?? 0;
}

const remove = statement<Place, unknown>((db, p) =>
  db.deleteFrom('tags').where('no', '=', p.no).where('location_no', '=', p.locationNo),
);

/** Once it is off every contact. */
export async function deleteTagRow(tx: Transaction, tag: Place): Promise<void> {
  await tx.run(remove, tag);
}

export type TagPage = { locationNo: number; limit: number; skip: number };
export type ListedTag = TagRow & { contactCount: number };

const selectPage = statement<TagPage, ListedTag>((db, p) =>
  db
    .selectFrom('tags')
    .select([...columns, 'contact_count as contactCount'])
    .where('location_no', '=', p.locationNo)
    .where('deleted_at', 'is', null)
    .where(stillWanted())
    .orderBy('name_key')
    .limit(p.limit)
    .offset(p.skip),
);

const count = statement<{ locationNo: number }, { total: number }>((db, p) =>
  db
    .selectFrom('tags')
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .where('location_no', '=', p.locationNo)
    .where('deleted_at', 'is', null)
    .where(stillWanted()),
);

/** In order of name, with how many there are in all. */
export async function selectTags(
  reader: Executor,
  page: TagPage,
): Promise<Filled<ListedTag> & { total: number }> {
  const [counted] = await reader.run(count, { locationNo: page.locationNo });
  const { limit } = page;
  const { take, filled } = fillPage<ListedTag>(limit, ({ name }) => jsonBytes(name) + 175);
  await reader.each(selectPage, { ...page, limit: limit + 1 }, take);
  return { ...filled(), total: counted?.total ?? 0 };
}
