import { detachLeftContactsCommand } from './features/businesses/business-commands.ts';
import { eraseSliceCommand } from './features/contacts/deleted/erase-contact.ts';
import { removeFieldValuesCommand } from './features/contacts/write/remove-field-values.ts';
import { finishFileRemovals } from './features/files/files.ts';
import { endLeftEnrolmentsCommand } from './features/hooks/hook-commands.ts';
import { forgetOldKeysCommand } from './features/idempotency/forget-old-keys.ts';
import { removeLocationSliceCommand } from './features/locations/remove-location.ts';
import { recordLastUseCommand } from './features/private-integrations/integration-commands.ts';
import { clearDeletedTagCommand } from './features/tags/tag-commands.ts';
import { makeDueTasksCommand } from './features/recurring-tasks/make-due-tasks.ts';
import type { LastUses } from './access/last-use.ts';
import type { FileStore } from './storage/files/file-store.ts';
import type { Command, CommandContext, Engine } from './storage/engine.ts';

export type HousekeepingTools = {
  engine: Engine;
  files: FileStore;
  /** Each call but the first of a day does nothing. */
  sweepFiles(): Promise<void>;
  lastUses: LastUses;
  idempotencyMs: number;
  /** For what the server does by itself: its own actor, the time now. */
  context(): CommandContext;
  isStopping(): boolean;
};

/** What the server does by itself every few seconds; one that fails does not keep back the others. */
export type HousekeepingStep = {
  name: string;
  /** True when it has done a slice of its work and more remains. */
  run(tools: HousekeepingTools): Promise<unknown>;
};

/** Runs a command that does one slice of its work and says whether more remains. */
async function oneSlice<I>(
  { engine, context }: HousekeepingTools,
  command: Command<I, boolean>,
  input: I,
): Promise<boolean> {
  return (await engine.run(command, input, context())).value;
}

/** In this order, in each round. */
export const housekeeping: readonly HousekeepingStep[] = [
  {
    name: 'record last uses',
    run: async ({ engine, lastUses, context }) => {
      const uses = lastUses.take();
      if (uses.length === 0) return;
      try {
        await engine.run(recordLastUseCommand, uses, context());
      } catch (error) {
        lastUses.giveBack(uses);
        throw error;
      }
    },
  },
  {
    name: 'forget old idempotency keys',
    run: (tools) => oneSlice(tools, forgetOldKeysCommand, { keepMs: tools.idempotencyMs }),
  },
  {
    name: 'make the tasks of recurring tasks',
    run: (tools) => oneSlice(tools, makeDueTasksCommand, null),
  },
  {
    name: 'take values of deleted custom fields off contacts',
    run: (tools) => oneSlice(tools, removeFieldValuesCommand, null),
  },
  {
    name: 'take contacts off deleted businesses',
    run: (tools) => oneSlice(tools, detachLeftContactsCommand, null),
  },
  {
    name: 'remove files whose rows are gone',
    run: (tools) => finishFileRemovals(tools, tools.context),
  },
  {
    name: 'remove files that a crash left',
    run: ({ sweepFiles }) => sweepFiles(),
  },
  {
    name: 'take deleted tags off contacts',
    run: (tools) => oneSlice(tools, clearDeletedTagCommand, { tag: null }),
  },
  {
    name: 'remove what deleted locations held',
    run: (tools) => oneSlice(tools, removeLocationSliceCommand, null),
  },
  {
    name: 'finish erasing contacts',
    run: (tools) => oneSlice(tools, eraseSliceCommand, null),
  },
  {
    name: 'end enrolments in deleted campaigns and workflows',
    run: (tools) => oneSlice(tools, endLeftEnrolmentsCommand, null),
  },
];

export type Housekeeper = {
  /** Does every step once, or waits for the round that is under way. */
  round(): Promise<void>;
  /** A round of its own after the one under way, which may have missed what came last. */
  lastRound(): Promise<void>;
};

/** Rounds that never overlap. */
export function createHousekeeper(
  tools: HousekeepingTools,
  onFailure: (step: string, error: unknown) => void,
  steps: readonly HousekeepingStep[] = housekeeping,
): Housekeeper {
  let current: Promise<void> | undefined;
  /** A slice of each in turn, so that none waits for all the work of another. */
  const each = async (): Promise<void> => {
    let due = steps;
    while (due.length > 0) {
      const further: HousekeepingStep[] = [];
      for (const step of due) {
        try {
          if ((await step.run(tools)) === true) further.push(step);
        } catch (error) {
          onFailure(step.name, error);
        }
      }
      // The rest can wait for the next start.
      due = further.length > 0 && tools.isStopping() ? [] : further;
    }
  };
  const round = (): Promise<void> => {
    current ??= each().finally(() => {
      current = undefined;
    });
    return current;
  };
  return {
    round,
    lastRound: async () => {
      await current;
      await round();
    },
  };
}
