import { errors } from '../../../errors/catalogue.ts';
import { tagKey } from '../../../lib/tags.ts';
import {
  type CommandContext,
  type CommandOutcome,
  type CommandTools,
  type Engine,
  type Transaction,
  defineCommand,
} from '../../../storage/engine.ts';
import { defineJobKind } from '../../jobs/job.ts';
import { type StartedJob, findOpenJobs, startJob } from '../../jobs/job-commands.ts';
import { contactPolicyOf } from '../../locations/policy.ts';
import { type Tag, findTagOf, getTag } from '../../tags/get-or-make-tags.ts';
import { countContactsOf, removeTag } from '../../tags/tag-commands.ts';
import { type FoundContact, findContacts, findDeletedContact } from '../contacts.store.ts';
import { gatheredRows } from '../write/contact-rows.ts';
import { writeContactChange } from '../write/write-contact.ts';
import { selectTagged } from './contact-tags.store.ts';

const kind = 'merge-tag';
const sliceOfContacts = 100;

type MergeInput = { locationNo: number; id: string; into: string };
type Merge = { into: string };

export const mergeTagCommand = defineCommand({
  name: 'contacts.merge-tag',
  run: async (tx: Transaction, input: MergeInput, tools: CommandTools): Promise<StartedJob> => {
    const { locationNo, id, into } = input;
    const tag = await getTag(tx, locationNo, id);
    if (!(await findTagOf(tx, locationNo, into))) throw refused(`into must be the id of a tag`);
    if (id === into) throw refused('into must be another tag');
    for (const { subjectId, input: open } of await findOpenJobs(tx, { locationNo, kind })) {
      const taking = [subjectId, (open as Merge).into];
      // Two that go in a circle would never end.
      if (taking.includes(id) || taking.includes(into)) {
        throw refused('into: one of the two tags is being merged; wait until that job is done');
      }
    }
    const total = await countContactsOf(tx, locationNo, tag);
    return startJob(tx, { locationNo, kind, subjectId: id, input: { into }, total }, tools);
  },
});

function refused(message: string): Error {
  return errors.validationFailed([{ field: 'into', message }]);
}

/**
 * Gives contacts the other tag, each with its event, and deletes the tag once none has it. Where either
 * is deleted meanwhile, the contacts that are left stay as they are.
 */
export const mergeTagJob = defineJobKind<Merge>({
  kind,
  slice: async (tx, { locationNo, subjectId, input }, tools) => {
    const tag = await findTagOf(tx, locationNo, subjectId);
    const into = await findTagOf(tx, locationNo, input.into);
    if (!tag || !into) return { done: 0, more: false };
    const tagged = await selectTagged(tx, { locationNo, tagNo: tag.no, limit: sliceOfContacts });
    if (tagged.length === 0) {
      await removeTag(tx, locationNo, tag, tools);
      return { done: 0, more: false };
    }
    const rows = gatheredRows(tx, locationNo, tools);
    const policy = contactPolicyOf(tx, locationNo);
    const change = async (found: FoundContact): Promise<boolean> => {
      const { tags, isAdded } = merged(found, tag, into);
      await writeContactChange(tx, locationNo, found, { text: {}, tags }, policy, tools, rows);
      return isAdded;
    };
    const live = tagged.filter(({ isDeleted }) => !isDeleted).map(({ id }) => id);
    const { seen, contacts } = await findContacts(tx, locationNo, live);
    let done = 0;
    for (const id of live.slice(0, seen)) {
      if (done > 0 && tools.isTimeUp()) break;
      const found = contacts.get(id);
      if (found) await change(found);
      done += 1;
    }
    if (live.length === 0) {
      for (const [at, { id }] of tagged.entries()) {
        // One always, or a machine that is slow would begin anew for ever.
        if (at > 0 && tools.isTimeUp()) break;
        const found = await findDeletedContact(tx, locationNo, id);
        // Its tags are kept for when it is restored, and counted only then.
        if (found && (await change(found))) tx.count('tags.contact_count', into.no, -1);
      }
    }
    await rows.write();
    return { done, more: true };
  },
});

/** The other tag takes the place behind all others, unless the contact has it already. */
function merged(found: FoundContact, tag: Tag, into: Tag): { tags: string[]; isAdded: boolean } {
  // Written by the commands of contacts and nowhere else.
  const has = JSON.parse(found.tags) as string[];
  const kept = has.filter((name) => tagKey(name) !== tagKey(tag.name));
  const isAdded = !kept.some((name) => tagKey(name) === tagKey(into.name));
  return { tags: isAdded ? [...kept, into.name] : kept, isAdded };
}

/** Throws `record_not_found`, or `validation_failed` on `into`. */
export function mergeTag(
  engine: Engine,
  input: MergeInput,
  context: CommandContext,
): Promise<CommandOutcome<StartedJob>> {
  return engine.run(mergeTagCommand, input, context);
}
