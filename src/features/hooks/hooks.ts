import { errors } from '../../errors/catalogue.ts';
import {
  type CommandContext,
  type CommandOutcome,
  type Engine,
  type Executor,
  defineQuery,
} from '../../storage/engine.ts';
import type { StartedJob } from '../jobs/job-commands.ts';
import type { HookKind, HookRow } from './hooks.store.ts';
import type { HookChange } from './hook.ts';
import {
  createHookCommand,
  deleteHookCommand,
  getHook,
  updateHookCommand,
} from './hook-commands.ts';
import { selectHooks } from './hooks.store.ts';

type OfHook = { locationNo: number; kind: HookKind; id: string };

/** Trims the name; throws `validation_failed`. */
export function toHookChange(input: { name?: string; status?: string }): HookChange {
  const name = input.name?.trim();
  if (name === '') {
    throw errors.validationFailed([{ field: 'name', message: 'name should not be empty' }]);
  }
  return {
    ...(name !== undefined && { name }),
    ...(input.status !== undefined && { status: input.status }),
  };
}

/** A location has a limited number of each kind; one more throws `validation_failed`. */
export function createHook(
  engine: Engine,
  of: { locationNo: number; kind: HookKind },
  { name = '', status = 'published' }: HookChange,
  context: CommandContext,
): Promise<CommandOutcome<HookRow>> {
  return engine.run(createHookCommand, { ...of, name, status }, context);
}

/** Throws `record_not_found`. */
export function readHook(engine: Engine, of: OfHook): Promise<HookRow> {
  return getHook(engine.read, of);
}

/** Throws `record_not_found`. */
export async function updateHook(
  engine: Engine,
  of: OfHook,
  change: HookChange,
  context: CommandContext,
): Promise<HookRow> {
  return (await engine.run(updateHookCommand, { ...of, change }, context)).value;
}

/** Deletes a hook; the job ends its enrolments. Throws `record_not_found`. */
export async function deleteHook(
  engine: Engine,
  of: OfHook,
  context: CommandContext,
): Promise<StartedJob> {
  return (await engine.run(deleteHookCommand, of, context)).value;
}

export const listHooksQuery = defineQuery({
  name: 'hooks.list',
  run: (reader: Executor, of: { locationNo: number; kind: HookKind; status: string | null }) =>
    selectHooks(reader, of),
});
