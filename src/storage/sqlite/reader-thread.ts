import { parentPort, workerData } from 'node:worker_threads';
import { AppError, type AppErrorData } from '../../errors/app-error.ts';
import { storageErrorFrom } from '../constraint-errors.ts';
import type { Reader } from '../engine.ts';
import { openConnection } from './connection.ts';
import { addFunctions } from './functions.ts';
import type { QueryRegistry } from './query-registry.ts';

export type ReaderData = {
  path: string;
  /** URL of the module that exports `queries`, the registry. */
  queriesUrl: string;
  /** One number: that of the query to stop. */
  cancelled: SharedArrayBuffer;
};
export type ReaderRequest = { id: number; name: string; input: unknown } | { close: true };
export type ReaderReply =
  | { started: true }
  | { id: number; ok: true; value: unknown }
  | { id: number; ok: false; error?: AppErrorData; detail: string };

const port = parentPort;
if (!port) throw new Error('runs as a worker thread only');

// Both ends of these messages are in this folder.
const data = workerData as ReaderData;
const { queries } = (await import(data.queriesUrl)) as { queries: QueryRegistry };
const cancelled = new Int32Array(data.cancelled);
const connection = openConnection(data.path, 'read');
const dataVersion = connection.database.prepare('PRAGMA data_version');
let version = 0;
const reader: Reader = { ...connection, version: () => version };
let current = 0;

addFunctions(connection.database, () => {
  if (Atomics.load(cancelled, 0) === current) throw new Error('cancelled');
  return 1;
});

port.on('message', (request: ReaderRequest) => void answer(request));
const started: ReaderReply = { started: true };
port.postMessage(started);

async function answer(request: ReaderRequest): Promise<void> {
  if ('close' in request) {
    connection.close();
    port?.close();
    return;
  }
  current = request.id;
  port?.postMessage(await run(request));
}

async function run(request: { id: number; name: string; input: unknown }): Promise<ReaderReply> {
  const { id } = request;
  try {
    const query = queries.get(request.name);
    if (!query) throw new Error(`no query named ${request.name}`);
    // One snapshot: a page and its total must agree.
    connection.exec('BEGIN');
    version = Number(dataVersion.get()?.['data_version']);
    return { id, ok: true, value: await query.run(reader, request.input) };
  } catch (thrown) {
    const error = thrown instanceof AppError ? thrown : storageErrorFrom(thrown);
    const detail = thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown);
    return { id, ok: false, ...(error && { error: error.toData() }), detail };
  } finally {
    if (connection.database.isTransaction) connection.exec('ROLLBACK');
  }
}
