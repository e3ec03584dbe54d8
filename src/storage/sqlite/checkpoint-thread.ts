import { parentPort, workerData } from 'node:worker_threads';
import { openConnection } from './connection.ts';
import { checkpoint, logBytes } from './write-ahead-log.ts';

export type CheckpointData = { path: string; intervalMs: number; minimumBytes: number };

if (!parentPort) throw new Error('runs as a worker thread only');
const port = parentPort;
// The only starter is the engine.
const data = workerData as CheckpointData;
const connection = openConnection(data.path, 'write', 0);

const timer = setInterval(() => {
  if (logBytes(data.path) >= data.minimumBytes) checkpoint(connection);
}, data.intervalMs);

port.on('message', () => {
  clearInterval(timer);
  connection.close();
  port.close();
});
