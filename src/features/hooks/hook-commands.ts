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
import { endEnrolment } from './enrolment-commands.ts';
import { selectEnrolmentsOfHook } from './enrolments.store.ts';
import type { HookKind, HookRow } from './hooks.store.ts';
import { type HookChange, hookNames, hookValues } from './hook.ts';
import {
  countHooks,
  deleteHookRow,
  findDeletedHook,
  findDeletedHookByNo,
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

/** Hides the hook and returns its key: its enrolments are ended afterwards, in slices. */
export const deleteHookCommand = defineCommand({
  name: 'hooks.delete',
  whenFull: 'goes on',
  run: async (tx: Transaction, input: OfHook, tools: CommandTools): Promise<number> => {
    const hook = await getHook(tx, input);
    const { no } = hook;
    await markHookDeleted(tx, { locationNo: input.locationNo, no, at: tools.now });
    await recordHookEvent(tx, 'deleted', hook, { before: hookValues(hook), after: null }, tools);
    return no;
  },
});

const sliceSize = 100;

/** Ends one slice of the enrolments of a deleted hook; false when it is done and its row gone. */
export const endEnrolmentsCommand = defineCommand({
  name: 'hooks.end-enrolments',
  whenFull: 'goes on',
  run: async (
    tx: Transaction,
    input: { locationNo: number; no: number },
    tools: CommandTools,
  ): Promise<boolean> => {
    const hook = await findDeletedHookByNo(tx, input);
    return hook ? endSlice(tx, hook, tools) : false;
  },
});

/** One slice of what deletions of any location left over; false when nothing was. */
export const endLeftEnrolmentsCommand = defineCommand({
  name: 'hooks.end-left-enrolments',
  whenFull: 'goes on',
  run: async (tx: Transaction, _input: null, tools: CommandTools): Promise<boolean> => {
    const left = await findDeletedHook(tx);
    if (left) await endSlice(tx, left, tools);
    return left !== undefined;
  },
});

async function endSlice(tx: Transaction, hook: HookRow, tools: CommandTools): Promise<boolean> {
  const of = { locationNo: hook.location_no, hookNo: hook.no };
  const enrolments = await selectEnrolmentsOfHook(tx, { ...of, limit: sliceSize });
  for (const enrolment of enrolments) {
    const { contact_no: no, contact_id: id } = enrolment;
    await endEnrolment(tx, hook, { no, id }, enrolment, null, tools);
  }
  if (enrolments.length === sliceSize) return true;
  await deleteHookRow(tx, { locationNo: of.locationNo, no: hook.no });
  return false;
}

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
export const hookCommands = [
  createHookCommand,
  updateHookCommand,
  deleteHookCommand,
  endEnrolmentsCommand,
  endLeftEnrolmentsCommand,
] as const;
