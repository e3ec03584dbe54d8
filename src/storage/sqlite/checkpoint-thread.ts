import { DatabaseSync } from 'node:sqlite';
import { parentPort, workerData } from 'node:worker_threads';
import { checkpoint, logBytes } from './write-ahead-log.ts';

export type CheckpointData = { path: string; intervalMs: number; minimumBytes: number };

if (!parentPort) throw new Error('runs as a worker thread only');
const port = parentPort;
// The only starter is the engine.
const data = workerData as CheckpointData;
const database = new DatabaseSync(data.path, { timeout: 0 });
database.exec('PRAGMA synchronous=FULL');

const timer = setInterval(() => {
  if (logBytes(data.path) >= data.minimumBytes) checkpoint(database);
}, data.intervalMs);

port.on('message', () => {
  clearInterval(timer);
  database.close();
  port.close();
});
