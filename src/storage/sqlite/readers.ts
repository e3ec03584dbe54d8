import { Worker } from 'node:worker_threads';
import { AppError } from '../../errors/app-error.ts';
import { errors } from '../../errors/catalogue.ts';
import type { ReaderData, ReaderReply, ReaderRequest } from './reader-thread.ts';
import { threadUrl } from './thread-url.ts';

type Waiting = {
  id: number;
  name: string;
  input: unknown;
  resolve(value: unknown): void;
  reject(error: unknown): void;
};
type Reader = { worker: Worker; cancelled: Int32Array; job: Waiting | undefined };

export type ReadersOptions = {
  path: string;
  queriesUrl: string;
  /** How many at most: one starts when a query finds none idle. */
  count: number;
  timeoutMs: number;
  queueLimit: number;
};

export type Readers = {
  query(name: string, input: unknown, signal: AbortSignal | undefined): Promise<unknown>;
  close(): Promise<void>;
};

/** Threads for reads that may be long: bounded in number, in waiting and in time. */
export function startReaders(options: ReadersOptions): Readers {
  const readers: Reader[] = [];
  const queue: Waiting[] = [];
  let lastId = 0;
  let closed = false;

  const start = (): Reader => {
    const shared = new SharedArrayBuffer(4);
    const workerData: ReaderData = {
      path: options.path,
      queriesUrl: options.queriesUrl,
      cancelled: shared,
    };
    const worker = new Worker(threadUrl('./reader-thread', import.meta.url), { workerData });
    const reader: Reader = { worker, cancelled: new Int32Array(shared), job: undefined };
    worker.on('message', (reply: ReaderReply) => {
      const job = reader.job;
      reader.job = undefined;
      if (job) settle(job, reply);
      next();
    });
    let fault: unknown;
    worker.on('error', (error) => {
      fault = error;
    });
    // However it ended: an exit comes after an error too.
    worker.on('exit', (code) => {
      reader.job?.reject(errors.internal(fault ?? new Error(`a reader ended with ${code}`)));
      reader.job = undefined;
      const at = readers.indexOf(reader);
      if (at >= 0) readers.splice(at, 1);
      next();
    });
    return reader;
  };

  const next = (): void => {
    if (queue.length === 0) return;
    const idle = readers.find((reader) => !reader.job) ?? grow();
    const job = idle && queue.shift();
    if (!idle || !job) return;
    idle.job = job;
    const request: ReaderRequest = { id: job.id, name: job.name, input: job.input };
    idle.worker.postMessage(request);
  };

  const grow = (): Reader | undefined => {
    if (readers.length >= options.count || closed) return undefined;
    const reader = start();
    readers.push(reader);
    return reader;
  };

  const cancel = (job: Waiting, why: AppError): void => {
    const at = queue.indexOf(job);
    if (at >= 0) queue.splice(at, 1);
    const reader = readers.find((each) => each.job === job);
    if (reader) Atomics.store(reader.cancelled, 0, job.id);
    job.reject(why);
  };

  return {
    query: (name, input, signal) => {
      if (closed) return Promise.reject(errors.unavailable('The server is stopping'));
      if (signal?.aborted) return Promise.reject(errors.clientGone());
      if (queue.length >= options.queueLimit) {
        return Promise.reject(errors.unavailable('Too many searches wait; try again'));
      }
      return new Promise((resolve, reject) => {
        lastId = (lastId % 2_000_000_000) + 1;
        const done = (): void => {
          clearTimeout(timer);
          signal?.removeEventListener('abort', onAbort);
        };
        const job: Waiting = {
          id: lastId,
          name,
          input,
          resolve: (value) => {
            done();
            resolve(value);
          },
          reject: (error) => {
            done();
            reject(error);
          },
        };
        const onAbort = (): void => cancel(job, errors.clientGone());
        const timer = setTimeout(
          () => cancel(job, errors.queryTimedOut(options.timeoutMs)),
          options.timeoutMs,
        );
        signal?.addEventListener('abort', onAbort, { once: true });
        queue.push(job);
        next();
      });
    },
    close: async () => {
      closed = true;
      for (const job of queue.splice(0)) job.reject(errors.unavailable('The server is stopping'));
      await Promise.all(
        readers.map(async ({ worker, job, cancelled }) => {
          if (job) Atomics.store(cancelled, 0, job.id);
          const exited = new Promise((resolve) => worker.once('exit', resolve));
          const request: ReaderRequest = { close: true };
          worker.postMessage(request);
          await exited;
        }),
      );
    },
  };
}

function settle(job: Waiting, reply: ReaderReply): void {
  if (reply.ok) job.resolve(reply.value);
  else if (reply.error) job.reject(new AppError(reply.error));
  else job.reject(errors.internal(new Error(reply.detail)));
}
