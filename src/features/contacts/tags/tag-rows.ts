import { tagKey } from '../../../lib/tags.ts';
import type { CommandTools, Transaction } from '../../../storage/engine.ts';
import { type Tag, findTagsNamed, getOrMakeTags } from '../../tags/get-or-make-tags.ts';
import {
  clearContactTags,
  deleteContactTags,
  deleteTagsOfContacts,
  findNextOrdinal,
  insertContactTags,
  insertTagsOfContacts,
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

/** As `writeTags`, of many contacts: what it gathers is written in a few statements for all. */
export function gatheredTags(
  tx: Transaction,
  locationNo: number,
  tools: CommandTools,
): {
  writeTags(of: OfContact, before: readonly string[], wanted: readonly string[]): Promise<string[]>;
  write(): Promise<void>;
} {
  const known = new Map<string, Tag>();
  const added: { contactNo: number; tagNos: number[] }[] = [];
  const removed: { contactNo: number; tagNos: number[] }[] = [];
  const find = async (
    names: readonly string[],
    read: (unknown: string[]) => Promise<Tag[]>,
  ): Promise<Tag[]> => {
    const unknown = names.filter((name) => !known.has(tagKey(name)));
    const found = unknown.length > 0 ? await read(unknown) : [];
    for (const tag of found) known.set(tagKey(tag.name), tag);
    return names.flatMap((name) => known.get(tagKey(name)) ?? []);
  };
  const make = (names: string[]): Promise<Tag[]> => getOrMakeTags(tx, locationNo, names, tools);
  const look = (names: string[]): Promise<Tag[]> => findTagsNamed(tx, locationNo, names);
  return {
    writeTags: async (of, before, wanted) => {
      const { contactNo } = of;
      const difference = compareTags(before, wanted);
      // Another order means other rows for all of them.
      if (!difference.inOrder) return writeTags(tx, of, before, wanted, tools);
      if (difference.removed.length > 0) {
        const tags = await find(difference.removed, look);
        removed.push({ contactNo, tagNos: tags.map(({ no }) => no) });
      }
      const gone = new Set(difference.removed);
      const kept = before.filter((tag) => !gone.has(tag));
      if (difference.added.length === 0) return kept;
      const tags = await find(difference.added, make);
      added.push({ contactNo, tagNos: tags.map(({ no }) => no) });
      return [...kept, ...tags.map(({ name }) => name)];
    },
    write: async () => {
      const [off, on] = [removed.splice(0), added.splice(0)];
      if (off.length > 0) await deleteTagsOfContacts(tx, locationNo, off);
      if (on.length > 0) await insertTagsOfContacts(tx, locationNo, on);
    },
  };
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
