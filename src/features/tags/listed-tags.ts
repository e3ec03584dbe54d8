import { errors } from '../../errors/catalogue.ts';
import { tagKey } from '../../lib/tags.ts';
import type { CommandTools, Executor, Transaction } from '../../storage/engine.ts';
import { type TagRow, findTag, findTagByKey, insertTag } from './tags.store.ts';

export type Tag = TagRow;

/** Throws `record_not_found`. */
export async function getTag(executor: Executor, locationNo: number, id: string): Promise<Tag> {
  const found = await findTag(executor, locationNo, id);
  if (!found) throw errors.recordNotFound('Tag', id);
  return found;
}

/** The tag of the location that has this name, in whatever case. */
export function findTagNamed(
  executor: Executor,
  locationNo: number,
  name: string,
): Promise<Tag | undefined> {
  return findTagByKey(executor, locationNo, tagKey(name));
}

/**
 * The tag of a name, made when there is none, for what puts tags on a contact. It leaves no event
 * of its own: that of the contact names it.
 */
export async function getOrMakeTag(
  tx: Transaction,
  locationNo: number,
  name: string,
  { newId, now }: Pick<CommandTools, 'newId' | 'now'>,
): Promise<Tag> {
  const found = await findTagNamed(tx, locationNo, name);
  return found ?? insertTag(tx, { locationNo, id: newId(), name, nameKey: tagKey(name), at: now });
}
