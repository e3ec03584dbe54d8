import { Worker } from 'node:worker_threads';
import { AppError } from '../../errors/app-error.ts';
import { errors } from '../../errors/catalogue.ts';
import { type Turn, createPlaces, createTurns } from '../../lib/turns.ts';
import type { EngineLoad } from '../engine.ts';
import type { ReaderData, ReaderReply, ReaderRequest } from './reader-thread.ts';
import { threadUrl } from './thread-url.ts';

type Waiting = {
  id: number;
  turn: Turn;
  name: string;
  input: unknown;
  begin(): void;
  resolve(value: unknown): void;
  reject(error: unknown): void;
};
type Reader = {
  worker: Worker;
  cancelled: Int32Array;
  asked: Waiting | undefined;
  hasStarted: boolean;
};

export const mostReaders = 5;

/** A core is left to the HTTP thread; one more than that is for whoever asks beside a flood. */
export function readersFor(cores: number): number {
  return Math.max(2, Math.min(mostReaders, cores));
}

export type ReadersOptions = {
  path: string;
  queriesUrl: string;
  /** A module of a build, whose threads these are; those beside this source when absent. */
  threads?: string | undefined;
  /** How many at most: one starts when a query finds none idle. Nobody holds the last of several. */
  count: number;
  /** How long a query may run, from when a reader takes it. */
  timeoutMs: number;
  /** How long it may wait for one. */
  waitMs: number;
  queueLimit: number;
};

export type ReadOptions = { turn: Turn; signal: AbortSignal | undefined };

export type Readers = {
  query(name: string, input: unknown, options: ReadOptions): Promise<unknown>;
  load(): ReadersLoad;
  close(): Promise<void>;
};

type ReadersLoad = Pick<
  EngineLoad,
  'readers' | 'readersBusy' | 'searchesWaiting' | 'searchesRefused' | 'searchesTimedOut'
>;

/** Threads for reads that may be long: bounded in number, in waiting and in time, taken in turns. */
export function startReaders(options: ReadersOptions): Readers {
  const readers: Reader[] = [];
  const queue = createTurns<Waiting>();
  const places = createPlaces(options.queueLimit);
  /** However much one asks for, a reader is left for the others. */
  const mostEach = Math.max(1, options.count - 1);
  let lastId = 0;
  let [refused, timedOut] = [0, 0];
  let closed = false;

  const start = (): Reader => {
    const shared = new SharedArrayBuffer(4);
    const workerData: ReaderData = {
      path: options.path,
      queriesUrl: options.queriesUrl,
      cancelled: shared,
    };
    const url = threadUrl('./reader-thread', options.threads ?? import.meta.url);
    const worker = new Worker(url, { workerData });
    const reader: Reader = {
      worker,
      cancelled: new Int32Array(shared),
      asked: undefined,
      hasStarted: false,
    };
    worker.on('message', (reply: ReaderReply) => {
      reader.hasStarted = true;
      if ('started' in reply) return;
      const asked = reader.asked;
      reader.asked = undefined;
      if (asked) settle(asked, reply);
      next();
    });
    let fault: unknown;
    worker.on('error', (error) => {
      fault = error;
    });
    // However it ended: an exit comes after an error too.
    worker.on('exit', (code) => {
      const cause = fault ?? new Error(`a reader ended with ${code}`);
      reader.asked?.reject(reader.hasStarted ? errors.internal(cause) : notStarted(cause));
      reader.asked = undefined;
      const at = readers.indexOf(reader);
      if (at >= 0) readers.splice(at, 1);
      next();
    });
    return reader;
  };

  const mayHoldOneMore = (turn: Turn): boolean => {
    const held = readers.flatMap(({ asked }) => asked?.turn ?? []);
    return (['locationNo', 'actorKey'] as const).every(
      (of) => held.filter((each) => each[of] === turn[of]).length < mostEach,
    );
  };

  const next = (): void => {
    const idle = readers.find((reader) => !reader.asked);
    if (closed || (!idle && readers.length >= options.count)) return;
    const asked = queue.take(mayHoldOneMore);
    if (!asked) return;
    places.leave(asked.turn);
    const reader = idle ?? grow();
    reader.asked = asked;
    asked.begin();
    const request: ReaderRequest = { id: asked.id, name: asked.name, input: asked.input };
    reader.worker.postMessage(request);
  };

  const grow = (): Reader => {
    const reader = start();
    readers.push(reader);
    return reader;
  };

  const leaveQueue = (asked: Waiting): void => {
    if (queue.remove(asked.turn, asked)) places.leave(asked.turn);
  };

  const cancel = (asked: Waiting, why: AppError): void => {
    leaveQueue(asked);
    const reader = readers.find((each) => each.asked === asked);
    if (reader) Atomics.store(reader.cancelled, 0, asked.id);
    asked.reject(why);
  };

  return {
    query: (name, input, { turn, signal }) => {
      if (closed) return Promise.reject(errors.unavailable('The server is stopping'));
      if (signal?.aborted) return Promise.reject(errors.clientGone());
      if (!places.enter(turn)) {
        refused += 1;
        return Promise.reject(errors.unavailable('Too many searches wait; try again'));
      }
      return new Promise((resolve, reject) => {
        lastId = (lastId % 2_000_000_000) + 1;
        const done = (): void => {
          clearTimeout(timer);
          signal?.removeEventListener('abort', onAbort);
        };
        const asked: Waiting = {
          id: lastId,
          turn,
          name,
          input,
          begin: () => {
            clearTimeout(timer);
            timer = setTimeout(() => {
              timedOut += 1;
              cancel(asked, errors.queryTimedOut(options.timeoutMs));
            }, options.timeoutMs);
          },
          resolve: (value) => {
            done();
            resolve(value);
          },
          reject: (error) => {
            done();
            reject(error);
          },
        };
        const onAbort = (): void => cancel(asked, errors.clientGone());
        let timer = setTimeout(() => {
          refused += 1;
          cancel(asked, errors.unavailable('Too many searches wait; try again'));
        }, options.waitMs);
        signal?.addEventListener('abort', onAbort, { once: true });
        queue.add(turn, asked);
        next();
      });
    },
    load: () => ({
      readers: readers.length,
      readersBusy: readers.filter(({ asked }) => asked !== undefined).length,
      searchesWaiting: queue.size,
      searchesRefused: refused,
      searchesTimedOut: timedOut,
    }),
    close: async () => {
      closed = true;
      for (let asked = queue.take(); asked; asked = queue.take()) {
        asked.reject(errors.unavailable('The server is stopping'));
      }
      await Promise.all(
        readers.map(async ({ worker, asked, cancelled }) => {
          if (asked) Atomics.store(cancelled, 0, asked.id);
          const exited = new Promise((resolve) => worker.once('exit', resolve));
          const request: ReaderRequest = { close: true };
          worker.postMessage(request);
          await exited;
        }),
      );
    },
  };
}

function settle(asked: Waiting, reply: Exclude<ReaderReply, { started: true }>): void {
  if (reply.ok) asked.resolve(reply.value);
  else if (reply.error) asked.reject(new AppError(reply.error));
  else asked.reject(errors.internal(new Error(reply.detail)));
}

/** For want of a descriptor a thread fails in as many ways as it opens files. */
function notStarted(cause: unknown): AppError {
  return errors.unavailable('A search could not be started; try again', cause);
}
