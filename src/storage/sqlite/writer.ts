import { Worker } from 'node:worker_threads';
import { AppError } from '../../errors/app-error.ts';
import { errors } from '../../errors/catalogue.ts';
import { createSlots } from '../../lib/slots.ts';
import { type Turn, createPlaces, ownTurn } from '../../lib/turns.ts';
import type { CommandOutcome, WrittenGroup } from '../engine.ts';
import type { Write, WriteOutcome } from './group-writer.ts';
import { threadUrl } from './thread-url.ts';
import type { WriterData, WriterReply, WriterRequest } from './writer-thread.ts';

type Waiting = {
  turn: Turn;
  resolve(outcome: CommandOutcome<unknown>): void;
  reject(error: unknown): void;
};

export type WriterOptions = WriterData & {
  /** A module of a build, whose threads these are; those beside this source when absent. */
  threads?: string | undefined;
  queueLimit: number;
  /** Called with what an unexpected failure was, for the log. */
  onFault(detail: string, traceId: string): void;
  /** Called after a commit with the locations that got events in it. */
  onEvents(locationNos: readonly number[]): void;
  /** Called after each commit. */
  onGroup(group: WrittenGroup): void;
  /** Called when the log cannot be kept in bounds, and without a problem once it can again. */
  onLogProblem(problem: string | undefined): void;
  /** Called when the thread itself died: nothing can be written any more. */
  onDeath(error: unknown): void;
};

export type Writer = {
  run(write: Write): Promise<CommandOutcome<unknown>>;
  load(): { waiting: number; refused: number };
  close(): Promise<void>;
};

/** The writer thread seen from the HTTP thread: commands of one turn cross in one message. */
export function startWriter(options: WriterOptions): Writer {
  const {
    threads = import.meta.url,
    queueLimit,
    onFault,
    onEvents,
    onGroup,
    onLogProblem,
    onDeath,
    ...workerData
  } = options;
  const worker = new Worker(threadUrl('./writer-thread', threads), { workerData });
  const waiting = createSlots<Waiting>();
  const places = createPlaces(queueLimit);
  let batch: { id: number; write: Write }[] = [];
  let refused = 0;
  let stopping: Promise<void> | undefined;
  let whenEmpty: (() => void) | undefined;

  const post = (request: WriterRequest): void => worker.postMessage(request);
  const flush = (): void => {
    const writes = batch;
    batch = [];
    post({ writes });
  };
  const settleAll = (error: AppError): void => {
    for (const each of waiting.takeAll()) each.reject(error);
    whenEmpty?.();
  };

  worker.on('message', (reply: WriterReply) => {
    if ('closed' in reply) return;
    if ('problem' in reply) {
      onLogProblem(reply.problem);
      return;
    }
    for (const { id, outcome } of reply.outcomes) {
      const each = waiting.take(id);
      if (!each) continue;
      places.leave(each.turn);
      settle(each, outcome, onFault);
    }
    const { outcomes, locations, tookMs, commitMs } = reply;
    onGroup({ writes: outcomes.length, tookMs, commitMs });
    if (locations.length > 0) onEvents(locations);
    if (waiting.size === 0) whenEmpty?.();
  });
  let fault: unknown;
  let ended = false;
  worker.on('error', (error) => {
    fault = error;
  });
  // However it ended: an exit comes after an error too.
  worker.on('exit', (code) => {
    ended = true;
    if (stopping !== undefined && waiting.size === 0 && fault === undefined) return;
    const cause = fault ?? new Error(`the writer ended with ${code}`);
    // Whether the last group was committed is not known here: the client must ask again.
    settleAll(errors.internal(cause));
    onDeath(cause);
  });

  return {
    run: (write) => {
      if (stopping !== undefined || ended)
        return Promise.reject(errors.unavailable('The server is stopping'));
      const turn = write.context.turn ?? ownTurn;
      if (!places.enter(turn)) {
        refused += 1;
        return Promise.reject(errors.unavailable('Too many writes wait; try again'));
      }
      return new Promise((resolve, reject) => {
        batch.push({ id: waiting.add({ turn, resolve, reject }), write });
        if (batch.length === 1) setImmediate(flush);
      });
    },
    load: () => ({ waiting: waiting.size, refused }),
    close: () => {
      stopping ??= (async () => {
        if (waiting.size > 0) {
          await new Promise<void>((resolve) => {
            whenEmpty = resolve;
          });
        }
        if (ended) return;
        const exited = new Promise((resolve) => worker.once('exit', resolve));
        post({ close: true });
        await exited;
      })();
      return stopping;
    },
  };
}

function settle(
  each: Waiting,
  outcome: WriteOutcome,
  onFault: (detail: string, traceId: string) => void,
): void {
  if (outcome.ok) {
    const { value, traceId, replayed } = outcome;
    each.resolve({ value, traceId, replayed });
    return;
  }
  if (outcome.detail !== undefined) onFault(outcome.detail, outcome.traceId);
  each.reject(
    Object.assign(new AppError(outcome.error), {
      replay: outcome.replayed ? { traceId: outcome.traceId } : undefined,
    }),
  );
}
