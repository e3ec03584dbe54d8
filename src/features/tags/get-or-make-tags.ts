import { errors } from '../../errors/catalogue.ts';
import { tagKey } from '../../lib/tags.ts';
import type { CommandTools, Executor, Transaction } from '../../storage/engine.ts';
import { type TagRow, findTag, insertTag, selectTagsByKeys } from './tags.store.ts';

export type Tag = TagRow;

/** Throws `record_not_found`. */
export async function getTag(executor: Executor, locationNo: number, id: string): Promise<Tag> {
  const found = await findTag(executor, locationNo, id);
  if (!found) throw errors.recordNotFound('Tag', id);
  return found;
}

/** Undefined where it is deleted, too. */
export function findTagOf(
  executor: Executor,
  locationNo: number,
  id: string,
): Promise<Tag | undefined> {
  return findTag(executor, locationNo, id);
}

/** The tags of the location that have these names, in whatever case; in no order. */
export function findTagsNamed(
  executor: Executor,
  locationNo: number,
  names: readonly string[],
): Promise<Tag[]> {
  return selectTagsByKeys(executor, locationNo, names.map(tagKey));
}

/**
 * The tag of each name, made when there is none, for what puts tags on a contact. They leave no
 * event of their own: that of the contact names them.
 */
export async function getOrMakeTags(
  tx: Transaction,
  locationNo: number,
  names: readonly string[],
  { newId, now }: Pick<CommandTools, 'newId' | 'now'>,
): Promise<Tag[]> {
  const keys = names.map(tagKey);
  const listed = new Map<string, Tag>();
  for (const { nameKey, ...tag } of await selectTagsByKeys(tx, locationNo, keys)) {
    listed.set(nameKey, tag);
  }
  const tags: Tag[] = [];
  for (const name of names) {
    const nameKey = tagKey(name);
    const tag =
      listed.get(nameKey) ??
      (await insertTag(tx, { locationNo, id: newId(), name, nameKey, at: now }));
    listed.set(nameKey, tag);
    tags.push(tag);
  }
  return tags;
}
