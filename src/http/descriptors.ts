import { readFileSync } from 'node:fs';

/** Descriptors that connections leave to the database, threads, files and uploads. */
export const keptDescriptors = 128;
const fewestConnections = 16;

/** How many connections of those wanted the process can have open, where the system tells. */
export function connectionsWithin(wanted: number, limitsFile = '/proc/self/limits'): number {
  const most = openFiles(limitsFile);
  return Math.min(wanted, Math.max(fewestConnections, most - keptDescriptors));
}

function openFiles(limitsFile: string): number {
  try {
    const [, soft] = /^Max open files\s+(\d+)/m.exec(readFileSync(limitsFile, 'utf8')) ?? [];
    return soft === undefined ? Number.POSITIVE_INFINITY : Number(soft);
  } catch {
    return Number.POSITIVE_INFINITY;
  }
}
