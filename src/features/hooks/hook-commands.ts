import { mostHooks } from '../../../contract/bounds.ts';
import { errors } from '../../errors/catalogue.ts';
import { differenceOf } from '../../lib/difference.ts';
import {
  type CommandTools,
  type Executor,
  type Transaction,
  defineCommand,
} from '../../storage/engine.ts';
import { recordEvent } from '../events/events.ts';
import { type JobKind, defineJobKind } from '../jobs/job.ts';
import { type StartedJob, startJob } from '../jobs/job-commands.ts';
import { endEnrolment } from './enrolment-commands.ts';
import { selectEnrolmentsOfHook } from './enrolments.store.ts';
import type { HookKind, HookRow } from './hooks.store.ts';
import { type HookChange, hookNames, hookValues } from './hook.ts';
import {
  countHooks,
  deleteHookRow,
  findDeletedHook,
  findHook,
  insertHook,
  markHookDeleted,
  updateHookRow,
} from './hooks.store.ts';

type OfHook = { locationNo: number; kind: HookKind; id: string };

/** A campaign or workflow of the location; throws `record_not_found`. */
export async function getHook(executor: Executor, of: OfHook): Promise<HookRow> {
  const hook = await findHook(executor, of);
  if (!hook) throw errors.recordNotFound(hookNames[of.kind], of.id);
  return hook;
}

type CreateInput = { locationNo: number; kind: HookKind; name: string; status: string };

export const createHookCommand = defineCommand({
  name: 'hooks.create',
  run: async (tx: Transaction, input: CreateInput, tools: CommandTools): Promise<HookRow> => {
    const { locationNo, kind } = input;
    if ((await countHooks(tx, { locationNo, kind })) >= mostHooks) {
      throw errors.limitReached('A location', mostHooks, `${kind}s`);
    }
    const hook = await insertHook(tx, { ...input, id: tools.newId(), at: tools.now });
    await recordHookEvent(tx, 'created', hook, { before: null, after: hookValues(hook) }, tools);
    return hook;
  },
});

export const updateHookCommand = defineCommand({
  name: 'hooks.update',
  run: async (
    tx: Transaction,
    { change, ...of }: OfHook & { change: HookChange },
    tools: CommandTools,
  ): Promise<HookRow> => {
    const hook = await getHook(tx, of);
    const { name, status } = { ...hook, ...change };
    if (name === hook.name && status === hook.status) return hook;
    const next = { ...hook, name, status, version: hook.version + 1, updated_at: tools.now };
    const { no, version } = next;
    const { locationNo } = of;
    await updateHookRow(tx, { locationNo, no, name, status, version, at: tools.now });
    const changed = differenceOf(hookValues(hook), hookValues(next));
    if (changed) await recordHookEvent(tx, 'updated', hook, changed, tools);
    return next;
  },
});

/** Hides the hook and begins the job that ends its enrolments. */
export const deleteHookCommand = defineCommand({
  name: 'hooks.delete',
  whenFull: 'goes on',
  run: async (tx: Transaction, input: OfHook, tools: CommandTools): Promise<StartedJob> => {
    const hook = await getHook(tx, input);
    const { no } = hook;
    const { locationNo, kind, id } = input;
    await markHookDeleted(tx, { locationNo, no, at: tools.now });
    await recordHookEvent(tx, 'deleted', hook, { before: hookValues(hook), after: null }, tools);
    const about = { locationNo, kind: `end-${kind}`, subjectId: id } as const;
    return startJob(tx, { ...about, input: { hookNo: no } }, tools);
  },
});

const sliceSize = 200;

/** Ends the enrolments of a deleted hook, each with its event; then its row goes. */
const endHook = (kind: 'end-campaign' | 'end-workflow'): JobKind =>
  defineJobKind<{ hookNo: number }>({
    kind,
    slice: async (tx, { locationNo, input }, tools) => {
      const { hookNo } = input;
      const hook = await findDeletedHook(tx, { locationNo, no: hookNo });
      if (!hook) return { done: 0, more: false };
      const of = { locationNo, hookNo, limit: sliceSize };
      let done = 0;
      for (const enrolment of await selectEnrolmentsOfHook(tx, of)) {
        if (tools.isTimeUp() && done > 0) return { done, more: true };
        const { contact_no: no, contact_id: id } = enrolment;
        await endEnrolment(tx, hook, { no, id }, enrolment, null, tools);
        done += 1;
      }
      if (done === sliceSize) return { done, more: true };
      await deleteHookRow(tx, { locationNo, no: hookNo });
      return { done, more: false };
    },
  });

export const endCampaignJob = endHook('end-campaign');
export const endWorkflowJob = endHook('end-workflow');

async function recordHookEvent(
  tx: Transaction,
  what: 'created' | 'updated' | 'deleted',
  { location_no: locationNo, kind, id }: HookRow,
  values: { before: object | null; after: object | null },
  tools: CommandTools,
): Promise<void> {
  const { before, after } = values;
  const event = {
    locationNo,
    type: `${kind}.${what}` as const,
    recordId: id,
    before: before && JSON.stringify(before),
    after: after && JSON.stringify(after),
  };
  await recordEvent(tx, event, tools);
}

/** Loaded on the writer thread. */
export const hookCommands = [createHookCommand, updateHookCommand, deleteHookCommand] as const;
