import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';

/** A frame of a write-ahead log: the page it holds, whether it ends a commit, where it ends. */
export type Frame = { page: number; commits: boolean; end: number };

const headerBytes = 32;
const frameHeaderBytes = 24;

/** The frames of a log as SQLite's file format describes it, up to the first that does not belong. */
export function framesOf(log: Buffer): Frame[] {
  const frames: Frame[] = [];
  if (log.length < headerBytes) return frames;
  const frameBytes = frameHeaderBytes + pageBytes(log);
  const salt = log.subarray(16, 24);
  for (let at = headerBytes; at + frameBytes <= log.length; at += frameBytes) {
    if (!log.subarray(at + 8, at + 16).equals(salt)) break;
    const commits = log.readUInt32BE(at + 4) !== 0;
    frames.push({ page: log.readUInt32BE(at), commits, end: at + frameBytes });
  }
  return frames;
}

/** Bytes: the end of the last commit, and the end of the last frame. */
export function commitOffsets(log: Buffer): { committed: number; written: number } {
  const frames = framesOf(log);
  const start = log.length < headerBytes ? 0 : headerBytes;
  const committed = frames.findLast(({ commits }) => commits)?.end ?? start;
  return { committed, written: frames.at(-1)?.end ?? start };
}

/** Changes each time that the log starts over. */
export function generationOf(log: Buffer): string {
  return log.subarray(16, 24).toString('hex');
}

export function pageBytes(log: Buffer): number {
  return log.readUInt32BE(8);
}

/** The end of the last frame that a checkpoint may have begun to copy into the database. */
export function copiedOffset(log: Buffer, index: Buffer): number {
  // `nBackfillAttempted` behind two headers, in the byte order of the machine.
  const frames = index.length < 132 ? 0 : index.readUInt32LE(128);
  return frames === 0 ? 0 : headerBytes + frames * (frameHeaderBytes + pageBytes(log));
}

/** The files of a database as they were at one moment: itself, its log, the log's index. */
export type StorageFiles = { main: Buffer; log: Buffer; index: Buffer };

export function readStorage(path: string): StorageFiles {
  const read = (file: string): Buffer => (existsSync(file) ? readFileSync(file) : Buffer.alloc(0));
  return { main: read(path), log: read(`${path}-wal`), index: read(`${path}-shm`) };
}

/** Puts a database and its log in place without the index: as after a start of the machine. */
export function placeStorage(path: string, { main, log }: Omit<StorageFiles, 'index'>): void {
  for (const suffix of ['', '-wal', '-shm']) rmSync(`${path}${suffix}`, { force: true });
  writeFileSync(path, main);
  writeFileSync(`${path}-wal`, log);
}
