import type { EventType } from '../../../contract/events/event-types.ts';
import { errors } from '../../errors/catalogue.ts';
import { tagKey } from '../../lib/tags.ts';
import { type CommandTools, type Transaction, defineCommand } from '../../storage/engine.ts';
import { recordEvent } from '../events/events.ts';
import { defineJobKind } from '../jobs/job.ts';
import { type StartedJob, startJob } from '../jobs/job-commands.ts';
import { type Tag, findTagsNamed, getOrMakeTags, getTag } from './get-or-make-tags.ts';
import {
  clearTagSlice,
  countTagged,
  deleteTagRow,
  markTagDeleted,
  updateTagName,
} from './tags.store.ts';

/** Rows of one slice: a few milliseconds of the writer. */
const sliceSize = 1000;

export const createTagCommand = defineCommand({
  name: 'tags.create',
  run: async (
    tx: Transaction,
    { locationNo, name }: { locationNo: number; name: string },
    tools: CommandTools,
  ): Promise<{ tag: Tag; created: boolean }> => {
    const [listed] = await findTagsNamed(tx, locationNo, [name]);
    if (listed) return { tag: listed, created: false };
    const [tag] = await getOrMakeTags(tx, locationNo, [name], tools);
    if (!tag) throw new Error('a name without its tag');
    await recordTagEvent(tx, 'tag.created', locationNo, tag, { before: null, after: tag }, tools);
    return { tag, created: true };
  },
});

export const renameTagCommand = defineCommand({
  name: 'tags.rename',
  run: async (
    tx: Transaction,
    input: { locationNo: number; id: string; name: string },
    tools: CommandTools,
  ): Promise<Tag> => {
    const { locationNo, id, name } = input;
    const found = await getTag(tx, locationNo, id);
    if (found.name === name) return found;
    const [holder] = await findTagsNamed(tx, locationNo, [name]);
    if (holder && holder.no !== found.no) {
      const message = `name is that of tag ${holder.id}, ${holder.name}`;
      throw errors.validationFailed([{ field: 'name', message }]);
    }
    await updateTagName(tx, { locationNo, no: found.no, name, nameKey: tagKey(name) });
    const tag = { ...found, name };
    await recordTagEvent(tx, 'tag.updated', locationNo, tag, { before: found, after: tag }, tools);
    return tag;
  },
});

export const deleteTagCommand = defineCommand({
  name: 'tags.delete',
  whenFull: 'goes on',
  run: async (
    tx: Transaction,
    { locationNo, id }: { locationNo: number; id: string },
    tools: CommandTools,
  ): Promise<StartedJob> => {
    return removeTag(tx, locationNo, await getTag(tx, locationNo, id), tools);
  },
});

/** From here on no reply shows it; the job takes it off what has it. */
export async function removeTag(
  tx: Transaction,
  locationNo: number,
  tag: Tag,
  tools: CommandTools,
): Promise<StartedJob> {
  await markTagDeleted(tx, { locationNo, no: tag.no, at: tools.now });
  await recordTagEvent(tx, 'tag.deleted', locationNo, tag, { before: tag, after: null }, tools);
  const total = await countTagged(tx, locationNo, tag.no);
  const about = { locationNo, kind: 'remove-tag', subjectId: tag.id, total } as const;
  return startJob(tx, { ...about, input: { tagNo: tag.no } }, tools);
}

/** Live contacts that have it. */
export function countContactsOf(tx: Transaction, locationNo: number, tag: Tag): Promise<number> {
  return countTagged(tx, locationNo, tag.no);
}

/** Takes a deleted tag off its contacts, then its row goes. */
export const removeTagJob = defineJobKind<{ tagNo: number }>({
  kind: 'remove-tag',
  slice: async (tx, { locationNo, input }) => {
    const tag = { locationNo, no: input.tagNo };
    const done = await clearTagSlice(tx, { ...tag, limit: sliceSize });
    if (done === sliceSize) return { done, more: true };
    await deleteTagRow(tx, tag);
    return { done, more: false };
  },
});

function recordTagEvent(
  tx: Transaction,
  type: EventType,
  locationNo: number,
  { id }: Tag,
  values: { before: Tag | null; after: Tag | null },
  tools: CommandTools,
): Promise<void> {
  const json = (tag: Tag | null): string | null =>
    tag && JSON.stringify({ id: tag.id, name: tag.name });
  const before = json(values.before);
  const after = json(values.after);
  return recordEvent(tx, { locationNo, type, recordId: id, before, after }, tools);
}

/** Loaded on the writer thread. */
export const tagCommands = [createTagCommand, renameTagCommand, deleteTagCommand] as const;
