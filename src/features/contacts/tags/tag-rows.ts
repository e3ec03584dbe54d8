import { tagKey } from '../../../lib/tags.ts';
import type { CommandTools, Transaction } from '../../../storage/engine.ts';
import { findTagsNamed, getOrMakeTags } from '../../tags/get-or-make-tags.ts';
import {
  clearContactTags,
  deleteContactTags,
  findNextOrdinal,
  insertContactTags,
} from './contact-tags.store.ts';

type OfContact = { locationNo: number; contactNo: number };

/** What is wanted beside what is there, by key. */
export function compareTags(
  before: readonly string[],
  wanted: readonly string[],
): { added: string[]; removed: string[]; inOrder: boolean } {
  const had = new Set(before.map(tagKey));
  const wants = new Set(wanted.map(tagKey));
  const kept = before.filter((tag) => wants.has(tagKey(tag)));
  return {
    added: wanted.filter((tag) => !had.has(tagKey(tag))),
    removed: before.filter((tag) => !wants.has(tagKey(tag))),
    /** The kept ones stand first and as they stood, so that the others can be put behind them. */
    inOrder: kept.every((tag, at) => tagKey(tag) === tagKey(wanted[at] ?? '')),
  };
}

/**
 * Gives a contact the tags that are wanted, in this order; `before` is what it has. Touches the rows
 * that differ, or all where the order is another. Returns the names as the location's list has them.
 */
export async function writeTags(
  tx: Transaction,
  of: OfContact,
  before: readonly string[],
  wanted: readonly string[],
  tools: CommandTools,
): Promise<string[]> {
  const { added, removed, inOrder } = compareTags(before, wanted);
  if (!inOrder) {
    await clearContactTags(tx, of);
    return putTags(tx, of, wanted, 0, tools);
  }
  if (removed.length === before.length && removed.length > 0) await clearContactTags(tx, of);
  else if (removed.length > 0) {
    const tags = await findTagsNamed(tx, of.locationNo, removed);
    await deleteContactTags(
      tx,
      of,
      tags.map(({ no }) => no),
    );
  }
  const gone = new Set(removed);
  const kept = before.filter((tag) => !gone.has(tag));
  if (added.length === 0) return kept;
  const first = await findNextOrdinal(tx, of);
  return [...kept, ...(await putTags(tx, of, added, first, tools))];
}

/** Puts tags on a contact that has none of them; `first` is the ordinal of the first one. */
export async function putTags(
  tx: Transaction,
  of: OfContact,
  names: readonly string[],
  first: number,
  tools: CommandTools,
): Promise<string[]> {
  if (names.length === 0) return [];
  const tags = await getOrMakeTags(tx, of.locationNo, names, tools);
  await insertContactTags(
    tx,
    of,
    tags.map(({ no }) => no),
    first,
  );
  return tags.map(({ name }) => name);
}
