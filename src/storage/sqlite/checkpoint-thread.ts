import { DatabaseSync } from 'node:sqlite';
import { parentPort, workerData } from 'node:worker_threads';
import { createPatience } from './patience.ts';
import { checkpoint, logBytes } from './write-ahead-log.ts';

export type CheckpointData = { path: string; intervalMs: number; minimumBytes: number };
/** What checkpoints fail with, undefined once they work again. */
export type CheckpointReply = { problem: string | undefined };

if (!parentPort) throw new Error('runs as a worker thread only');
const port = parentPort;
// The only starter is the engine.
const data = workerData as CheckpointData;
const patience = createPatience(
  () => performance.now(),
  (problem) => {
    const reply: CheckpointReply = { problem };
    port.postMessage(reply);
  },
);
let database: DatabaseSync | undefined;

function open(): DatabaseSync {
  const opened = new DatabaseSync(data.path, { timeout: 0 });
  opened.exec('PRAGMA synchronous=FULL');
  return opened;
}

const timer = setInterval(() => {
  patience.attempt(() => {
    if (logBytes(data.path) < data.minimumBytes) return true;
    database ??= open();
    checkpoint(database);
    return true;
  });
}, data.intervalMs);

port.on('message', () => {
  clearInterval(timer);
  database?.close();
  port.close();
});
