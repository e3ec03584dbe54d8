import { errors } from '../../errors/catalogue.ts';
import { normalizeTags } from '../../lib/tags.ts';
import type { CommandContext, CommandOutcome, Engine } from '../../storage/engine.ts';
import {
  type TagMode,
  type TagResult,
  type TagsOutput,
  bulkTagsCommand,
  changeTagsCommand,
} from './contact-tag-commands.ts';

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
const mostText = 8_000_000;

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

/**
 * Changes the tags of many contacts and says per id, in the order sent, what happened. Runs in
 * slices, so that other writes go between them; each slice keeps its outcome under the caller's
 * Idempotency-Key, so a repeated request replays what was done and does what was not.
 */
export async function changeTagsInBulk(
  engine: Engine,
  { locationNo, ids, mode, lowerCase, ...request }: BulkTagsRequest,
  context: CommandContext,
): Promise<CommandOutcome<BulkTags>> {
  const tags = normalizeTags(request.tags, { lowerCase });
  const results: TagResult[] = [];
  let room = mostText;
  const runSlice = async (): Promise<CommandOutcome<unknown>> => {
    const done = results.length;
    const input = { locationNo, mode, tags, room, ids: ids.slice(done, done + 100) };
    const outcome = await engine.run(bulkTagsCommand, input, sliceContext(context, done));
    results.push(...outcome.value.results);
    room = outcome.value.room;
    return outcome;
  };
  const { traceId, replayed } = await runSlice();
  while (results.length < ids.length) await runSlice();
  return { traceId, replayed, value: { results, listsLeftOut: room < 0 } };
}

/** The first slice has the key as sent, which says whether it was used with another request. */
function sliceContext(context: CommandContext, done: number): CommandContext {
  const { idempotency } = context;
  if (!idempotency || done === 0) return context;
  // No key that a client can send holds a line break.
  return { ...context, idempotency: { ...idempotency, key: `${idempotency.key}\n${done}` } };
}
