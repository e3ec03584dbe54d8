import { errors } from '../../errors/catalogue.ts';
import type { Filled } from '../../lib/page-bytes.ts';
import { normalizeTags } from '../../lib/tags.ts';
import {
  type CommandContext,
  type CommandOutcome,
  type Engine,
  type Executor,
  defineQuery,
} from '../../storage/engine.ts';
import type { StartedJob } from '../jobs/job-commands.ts';
import { createTagCommand, deleteTagCommand, renameTagCommand } from './tag-commands.ts';
import type { Tag } from './get-or-make-tags.ts';
import { type ListedTag, type TagPage, selectTags } from './tags.store.ts';

/** All tags of nearly every location at once, as clients expect them. */
export const mostTagsListed = 10_000;

type TagInput = { name?: string };

/** The name as it is stored; throws `validation_failed` when nothing is left of it. */
export function toTagName({ name = '' }: TagInput, rules = { lowerCase: false }): string {
  const [stored] = normalizeTags([name], rules);
  if (stored === undefined) {
    throw errors.validationFailed([{ field: 'name', message: 'name should not be empty' }]);
  }
  return stored;
}

export type { ListedTag } from './tags.store.ts';

export type TagList = Filled<ListedTag> & { total: number };

/** A location can have very many: off the HTTP thread. */
export const listTagsQuery = defineQuery({
  name: 'tags.list',
  run: (reader: Executor, page: TagPage): Promise<TagList> => selectTags(reader, page),
});

export function listTags(engine: Engine, page: TagPage, signal?: AbortSignal): Promise<TagList> {
  return engine.query(listTagsQuery, page, signal ? { signal } : {});
}

/** The tag that has the name already, or a new one. */
export function createTag(
  engine: Engine,
  input: { locationNo: number; name: string },
  context: CommandContext,
): Promise<CommandOutcome<{ tag: Tag; created: boolean }>> {
  return engine.run(createTagCommand, input, context);
}

/** Reaches every contact at once; throws `record_not_found`, or `validation_failed` when another tag has the name. */
export async function renameTag(
  engine: Engine,
  input: { locationNo: number; id: string; name: string },
  context: CommandContext,
): Promise<Tag> {
  return (await engine.run(renameTagCommand, input, context)).value;
}

/** Gone from every contact at once; the job takes it off their rows. Throws `record_not_found`. */
export async function deleteTag(
  engine: Engine,
  input: { locationNo: number; id: string },
  context: CommandContext,
): Promise<StartedJob> {
  return (await engine.run(deleteTagCommand, input, context)).value;
}
