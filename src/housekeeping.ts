import { keepIndexCommand } from './features/contacts/index/index-commands.ts';
import { forgetOldJobsCommand } from './features/jobs/job-commands.ts';
import { forgetOldKeysCommand } from './features/idempotency/forget-old-keys.ts';
import { recordLastUseCommand } from './features/private-integrations/integration-commands.ts';
import {
  forgetOldCallsCommand,
  recordCallsCommand,
} from './features/private-integrations/integration-calls.ts';
import {
  forgetEndedSessionsCommand,
  recordSessionUsesCommand,
} from './features/users/sessions/session-commands.ts';
import { makeDueTasksCommand } from './features/recurring-tasks/make-due-tasks.ts';
import { type CallLog, mostCallsKept } from './access/call-log.ts';
import type { LastUses } from './access/last-use.ts';
import type { Command, CommandContext, Engine, OfLocation } from './storage/engine.ts';

export type HousekeepingTools = {
  engine: Engine;
  /** Each call but the first of a day does nothing. */
  sweepFiles(): Promise<void>;
  lastUses: LastUses;
  sessionUses: LastUses;
  callLog: CallLog;
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
async function oneSlice<I extends OfLocation>(
  { engine, context }: HousekeepingTools,
  command: Command<I, boolean>,
  input: I,
): Promise<boolean> {
  return (await engine.run(command, input, context())).value;
}

type Uses = { locationNo: null; uses: { no: number; at: number }[] };

/** What cannot be written now is written later. */
async function recordUses(
  { engine, context }: HousekeepingTools,
  noted: LastUses,
  command: Command<Uses, null>,
): Promise<void> {
  const uses = noted.take();
  if (uses.length === 0) return;
  try {
    await engine.run(command, { locationNo: null, uses }, context());
  } catch (error) {
    noted.giveBack(uses);
    throw error;
  }
}

/** Calls of one command: a few milliseconds of the writer. */
const callsTogether = 500;

/** One that fails loses its calls: who calls on and on must not fill the memory. */
async function recordCalls({ engine, context, callLog }: HousekeepingTools): Promise<void> {
  for (;;) {
    const calls = callLog.take(callsTogether);
    if (calls.length === 0) return;
    const input = { locationNo: null, calls, kept: mostCallsKept };
    await engine.run(recordCallsCommand, input, context());
  }
}

/** In this order, in each round. */
export const housekeeping: readonly HousekeepingStep[] = [
  {
    name: 'record last uses',
    run: (tools) => recordUses(tools, tools.lastUses, recordLastUseCommand),
  },
  {
    name: 'record uses of sessions',
    run: (tools) => recordUses(tools, tools.sessionUses, recordSessionUsesCommand),
  },
  { name: 'record calls of integrations', run: recordCalls },
  {
    name: 'keep the index',
    run: async ({ engine, context }) => {
      await engine.run(keepIndexCommand, { locationNo: null }, context());
    },
  },
  {
    name: 'forget old calls',
    run: (tools) => oneSlice(tools, forgetOldCallsCommand, { locationNo: null }),
  },
  {
    name: 'forget old idempotency keys',
    run: (tools) =>
      oneSlice(tools, forgetOldKeysCommand, { locationNo: null, keepMs: tools.idempotencyMs }),
  },
  {
    name: 'make the tasks of recurring tasks',
    run: (tools) => oneSlice(tools, makeDueTasksCommand, { locationNo: null }),
  },
  {
    name: 'forget old jobs',
    run: (tools) => oneSlice(tools, forgetOldJobsCommand, { locationNo: null }),
  },
  {
    name: 'forget ended sessions',
    run: (tools) => oneSlice(tools, forgetEndedSessionsCommand, { locationNo: null }),
  },
  {
    name: 'remove files that a crash left',
    run: ({ sweepFiles }) => sweepFiles(),
  },
];

export type Housekeeper = {
  /** Does every step once, or waits for the round that is under way. */
  round(): Promise<void>;
  /** A round of its own after the one under way, which may have missed what came last. */
  wholeRound(): Promise<void>;
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
    wholeRound: async () => {
      await current;
      await round();
    },
  };
}
