import { randomBytes } from 'node:crypto';
import { parentPort, receiveMessageOnPort, workerData } from 'node:worker_threads';
import { createIdSource } from '../../lib/ids.ts';
import { systemClock } from '../../lib/clock.ts';
import { createTurns, ownTurn } from '../../lib/turns.ts';
import { busyTimeoutMs, openConnection } from './connection.ts';
import {
  type CommandRegistry,
  type Write,
  type WriteOutcome,
  createGroupWriter,
  refuse,
} from './group-writer.ts';
import { createPatience } from './patience.ts';
import { boundLog, emptyLog, logBytes } from './write-ahead-log.ts';

export type WriterData = {
  path: string;
  /** URL of the module that exports `commands`, the registry. */
  commandsUrl: string;
  groupLimit: number;
  /** No write joins a group that has taken this long. */
  groupMs: number;
  logLimitBytes: number;
  /** Where it cannot be copied: at this size writes are refused until it can. */
  stuckLogBytes: number;
  /** Of a location; 0 is no limit. */
  locationBytes: number;
};
export type WriterRequest = { writes: { id: number; write: Write }[] } | { close: true };
export type WriterReply =
  | {
      outcomes: { id: number; outcome: WriteOutcome }[];
      /** That got events. */
      locations: number[];
      tookMs: number;
      commitMs: number;
    }
  /** What keeping the log in bounds fails with, undefined once it works again. */
  | { problem: string | undefined }
  | { closed: true };

const port = parentPort;
if (!port) throw new Error('runs as a worker thread only');

// Both ends of these messages are in this folder.
const data = workerData as WriterData;
const { commands } = (await import(data.commandsUrl)) as { commands: CommandRegistry };
const connection = openConnection(data.path, 'write');
const newId = createIdSource({
  now: () => systemClock.now(),
  random: (n: number) => randomBytes(n),
});
let commitMs = 0;
const writer = createGroupWriter(connection, commands, newId, data.locationBytes, (run) => {
  const startMs = systemClock.monotonicMs();
  try {
    run();
  } finally {
    commitMs += systemClock.monotonicMs() - startMs;
  }
});

type Waiting = { id: number; write: Write };
const waiting = createTurns<Waiting>();
/** Whether the log holds what was erased: also what a killed server left. */
let traces = true;
const retryMs = 50;
const patience = createPatience(
  () => systemClock.monotonicMs(),
  (problem) => answer({ problem }),
);
let busy = false;
let closing = false;

port.on('message', (request: WriterRequest) => {
  take(request);
  if (!busy) void drain();
});

function take(request: WriterRequest): void {
  if ('close' in request) closing = true;
  else for (const each of request.writes) waiting.add(each.write.context.turn ?? ownTurn, each);
}

async function drain(): Promise<void> {
  busy = true;
  while (waiting.size > 0) {
    const group: Waiting[] = [];
    const writes = nextGroup(group);
    commitMs = 0;
    const startMs = systemClock.monotonicMs();
    const outcomes = logIsStuck()
      ? refuse([...writes], patience.failure())
      : await writer.run(writes);
    const tookMs = systemClock.monotonicMs() - startMs;
    traces = writer.takeTraces() || traces;
    removeTraces();
    answer({
      outcomes: group.map(({ id }, index) => {
        const outcome = outcomes[index];
        if (!outcome) throw new Error('a write without an outcome');
        return { id, outcome };
      }),
      locations: writer.takeLocations(),
      tookMs,
      commitMs,
    });
    if (logBytes(data.path) > data.logLimitBytes) {
      patience.attempt(() => {
        boundLog(connection, data.path, data.logLimitBytes, busyTimeoutMs);
        return true;
      });
    }
    takeWhatArrived();
  }
  busy = false;
  if (closing) {
    clearInterval(retry);
    connection.close();
    answer({ closed: true });
    port?.close();
  }
}

/** What comes into one commit, in turns, and noted: the others wait for a bounded number and time. */
function* nextGroup(group: Waiting[]): Generator<Write> {
  const endMs = systemClock.monotonicMs() + data.groupMs;
  do {
    const next = waiting.take();
    if (!next) return;
    group.push(next);
    yield next.write;
  } while (group.length < data.groupLimit && systemClock.monotonicMs() < endMs);
}

/** A reader on an older snapshot is not waited for: tried again until it has gone. */
function removeTraces(): void {
  if (traces) traces = !patience.attempt(() => emptyLog(connection.database, busyTimeoutMs));
}

/** Where the log cannot be copied into the database, it must not fill the disk either. */
function logIsStuck(): boolean {
  if (patience.failure() === undefined) return false;
  return logBytes(data.path) > data.stuckLogBytes;
}

function answer(reply: WriterReply): void {
  port?.postMessage(reply);
}

const retry = setInterval(() => {
  if (!busy) removeTraces();
}, retryMs);
retry.unref();

function takeWhatArrived(): void {
  if (!port) return;
  for (let next = receiveMessageOnPort(port); next; next = receiveMessageOnPort(port)) {
    // The only sender is the engine.
    take(next.message as WriterRequest);
  }
}
