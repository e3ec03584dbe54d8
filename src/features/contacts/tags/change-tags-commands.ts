import { AppError } from '../../../errors/app-error.ts';
import { errors } from '../../../errors/catalogue.ts';
import { isId } from '../../../lib/ids.ts';
import { tagKey } from '../../../lib/tags.ts';
import { type CommandTools, type Transaction, defineCommand } from '../../../storage/engine.ts';
import { compareTags } from './tag-rows.ts';
import { mergeTagCommand } from './merge-tags.ts';
import { contactPolicyOf } from '../../locations/policy.ts';
import {
  type FoundContact,
  findContact,
  findContacts,
  isContactDeleted,
} from '../contacts.store.ts';
import { type ContactRows, directRows, gatheredRows } from '../write/contact-rows.ts';
import { getLiveContact, writeContactChange } from '../write/write-contact.ts';

export type TagMode = 'add' | 'remove' | 'remove-all';
export type TagsInput = {
  locationNo: number;
  id: string;
  mode: TagMode;
  /** Trimmed, each once. */
  tags: string[];
  ifVersion: number | null;
};
export type TagsOutput = {
  /** All that the contact has now. */
  tags: string[];
  oldTags: string[];
  added: string[];
  removed: string[];
  version: number;
};

export const mostTags = 500;

export const changeTagsCommand = defineCommand({
  name: 'contacts.change-tags',
  run: async (tx: Transaction, input: TagsInput, tools: CommandTools): Promise<TagsOutput> => {
    const found = await getLiveContact(tx, input);
    return changeTags(tx, input, found, directRows(tx, tools), tools);
  },
});

async function changeTags(
  tx: Transaction,
  { locationNo, mode, tags: sent }: Omit<TagsInput, 'id' | 'ifVersion'>,
  found: FoundContact,
  rows: ContactRows,
  tools: CommandTools,
): Promise<TagsOutput> {
  // Written by the commands of contacts and nowhere else.
  const oldTags = JSON.parse(found.tags) as string[];
  const change = { text: {}, tags: wanted(mode, oldTags, sent) };
  const policy = contactPolicyOf(tx, locationNo);
  const written = await writeContactChange(tx, locationNo, found, change, policy, tools, rows);
  const { tags, version } = written;
  const { removed } = compareTags(oldTags, tags);
  return { tags, oldTags, added: compareTags(tags, oldTags).removed, removed, version };
}

/** Throws `validation_failed` before anything is written. */
function wanted(mode: TagMode, has: readonly string[], sent: readonly string[]): string[] {
  if (mode === 'remove-all') return [];
  const named = new Set(sent.map(tagKey));
  if (mode === 'remove') return has.filter((tag) => !named.has(tagKey(tag)));
  const had = new Set(has.map(tagKey));
  const all = [...has, ...sent.filter((tag) => !had.has(tagKey(tag)))];
  if (all.length > mostTags && all.length > has.length) {
    const message = `tags must not have more than ${mostTags} items on one contact; this would make ${all.length}`;
    throw errors.validationFailed([{ field: 'tags', message }]);
  }
  return all;
}

export type TagResult = { contactId: string; message: string } & (
  | { type: 'error' }
  | { type: 'success'; oldTags?: string[]; tagsAdded?: string[]; tagsRemoved?: string[] }
);
export type BulkTagsInput = {
  locationNo: number;
  ids: string[];
  mode: TagMode;
  tags: string[];
  /** Characters of tags that the results may still hold; without room they hold none. */
  room: number;
  /** Characters of names that the request may still put on or take off contacts. */
  left: number;
};
/** `results` are of the first ids; what is left goes into a command of its own. */
export type BulkTagsOutput = { results: TagResult[]; room: number; left: number };

/** Of names that one bulk request puts on or takes off its contacts: the history holds each. */
export const mostBulkText = 16_000_000;

/** What one command touches: a few milliseconds of the writer. */
const mostRows = 600;

/** Changes the first of many contacts, as many as one turn of the writer should take. */
export const bulkTagsCommand = defineCommand({
  name: 'contacts.bulk-tags',
  run: async (
    tx: Transaction,
    { ids, room: roomBefore, left: leftBefore, ...input }: BulkTagsInput,
    tools: CommandTools,
  ): Promise<BulkTagsOutput> => {
    const results: TagResult[] = [];
    let [touched, room, left] = [0, roomBefore, leftBefore];
    const { locationNo } = input;
    const found = await findContacts(tx, locationNo, ids);
    const rows = gatheredRows(tx, locationNo, tools);
    const seen = new Set<string>();
    for (const id of ids.slice(0, found.seen)) {
      if (touched >= mostRows) break;
      if (seen.has(id) && found.contacts.has(id)) {
        // One that is named again is found as it is by now.
        await rows.write();
        const again = await findContact(tx, locationNo, id);
        if (again) found.contacts.set(id, again);
      }
      seen.add(id);
      const of = { ...input, id, found: found.contacts.get(id) };
      const { result, changed } = left < 0 ? notDone(id) : await changeOne(tx, of, rows, tools);
      // A contact costs about what five rows do, whatever becomes of its tags.
      touched += 5 + changed;
      if (result.type === 'success') {
        const { oldTags = [], tagsAdded = [], tagsRemoved = [] } = result;
        for (const { length } of [oldTags, tagsAdded, tagsRemoved].flat()) room -= length;
        for (const { length } of [tagsAdded, tagsRemoved].flat()) left -= length;
        if (room < 0) {
          delete result.oldTags;
          delete result.tagsAdded;
          delete result.tagsRemoved;
        }
      }
      results.push(result);
    }
    await rows.write();
    return { results, room, left };
  },
});

function notDone(contactId: string): { result: TagResult; changed: number } {
  const message = `not changed: the request has put on and taken off ${mostBulkText} characters of tags; send the rest again`;
  return { result: { contactId, message, type: 'error' }, changed: 0 };
}

async function changeOne(
  tx: Transaction,
  {
    id: contactId,
    found,
    ...input
  }: Omit<TagsInput, 'ifVersion'> & { found: FoundContact | undefined },
  rows: ContactRows,
  tools: CommandTools,
): Promise<{ result: TagResult; changed: number }> {
  const { locationNo } = input;
  const failed = (message: string): { result: TagResult; changed: number } => {
    return { result: { contactId, message, type: 'error' }, changed: 0 };
  };
  if (!isId(contactId)) return failed('contact id is not a valid firebase id');
  if (!found) {
    const deleted = await isContactDeleted(tx, locationNo, contactId);
    // An id that nobody has answers as one of another location, which must not be told apart.
    return failed(deleted ? 'contact is deleted' : 'contact does not belong to location');
  }
  try {
    const { oldTags, added, removed } = await changeTags(tx, input, found, rows, tools);
    const message = 'Tags updated';
    const lists = { oldTags, tagsAdded: added, tagsRemoved: removed };
    return {
      result: { contactId, message, type: 'success', ...lists },
      changed: added.length + removed.length,
    };
  } catch (error) {
    // Thrown before the contact is touched, so the others go on.
    if (error instanceof AppError && error.code === 'validation_failed') {
      return failed(error.publicMessage);
    }
    throw error;
  }
}

/** Loaded on the writer thread. */
export const contactTagCommands = [changeTagsCommand, bulkTagsCommand, mergeTagCommand] as const;
