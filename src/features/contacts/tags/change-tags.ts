import { errors } from '../../../errors/catalogue.ts';
import { normalizeTags } from '../../../lib/tags.ts';
import type { CommandContext, CommandOutcome, Engine } from '../../../storage/engine.ts';
import { runInSlices } from '../../../storage/in-slices.ts';
import {
  type BulkTagsOutput,
  type TagMode,
  type TagResult,
  type TagsOutput,
  bulkTagsCommand,
  changeTagsCommand,
  mostBulkText,
} from './change-tags-commands.ts';

export type TagsRequest = {
  locationNo: number;
  contactId: string;
  mode: 'add' | 'remove';
  tags: readonly string[];
  lowerCase: boolean;
  ifVersion: number | null;
};

/** Adds or removes tags; throws `contact_not_found`, `version_conflict` or, over 500 tags, `validation_failed`. */
export function changeContactTags(
  engine: Engine,
  request: TagsRequest,
  context: CommandContext,
): Promise<CommandOutcome<TagsOutput>> {
  const { locationNo, contactId: id, mode, ifVersion, lowerCase } = request;
  const tags = normalizeTags(request.tags, { lowerCase });
  return engine.run(changeTagsCommand, { locationNo, id, mode, tags, ifVersion }, context);
}

export type BulkTagsRequest = {
  locationNo: number;
  ids: readonly string[];
  mode: TagMode;
  tags: readonly string[];
  lowerCase: boolean;
};
/** Characters of tags in one reply. */
export const mostText = 8_000_000;

export type BulkTags = {
  results: TagResult[];
  /** Lists of tags are left out of some results, since the reply would be too large. */
  listsLeftOut: boolean;
};

/** Throws `validation_failed`. */
export function toTagMode(
  { type, removeAllTags }: { type: string; removeAllTags?: boolean | string | undefined },
  typeField: string,
): TagMode {
  const all = removeAllTags === true || removeAllTags === 'true';
  if (type === 'remove') return all ? 'remove-all' : 'remove';
  if (type !== 'add') {
    const message = `${typeField} must be add or remove`;
    throw errors.validationFailed([{ field: typeField, message }]);
  }
  if (all) {
    const message = `removeAllTags can only be used with ${typeField} remove`;
    throw errors.validationFailed([{ field: 'removeAllTags', message }]);
  }
  return 'add';
}

/** Without them only all can be removed; throws `validation_failed`. */
export function toBulkTags(tags: readonly string[] | undefined, mode: TagMode): readonly string[] {
  if (tags || mode === 'remove-all') return tags ?? [];
  throw errors.validationFailed([{ field: 'tags', message: 'tags should not be empty' }]);
}

/**
 * Changes the tags of many contacts, a slice at a time, and says per id, in the order sent, what
 * happened.
 */
export async function changeTagsInBulk(
  engine: Engine,
  { locationNo, ids, mode, lowerCase, ...request }: BulkTagsRequest,
  context: CommandContext,
): Promise<CommandOutcome<BulkTags>> {
  const tags = normalizeTags(request.tags, { lowerCase });
  let [room, left] = [mostText, mostBulkText];
  const runSlice = async (slice: string[], ofSlice: CommandContext) => {
    const input = { locationNo, mode, tags, room, left, ids: slice };
    const done = await engine.run(bulkTagsCommand, input, ofSlice);
    ({ room, left } = done.value);
    return done;
  };
  const countOf = ({ results }: BulkTagsOutput): number => results.length;
  const outcome = await runInSlices(ids, context, runSlice, countOf);
  const results = outcome.value.flatMap((slice) => slice.results);
  return { ...outcome, value: { results, listsLeftOut: room < 0 } };
}
