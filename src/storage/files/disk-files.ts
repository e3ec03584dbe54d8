import { type Hash, createHash, randomUUID } from 'node:crypto';
import { type FileHandle, mkdir, open, opendir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { errors } from '../../errors/catalogue.ts';
import { fileErrorFrom } from '../constraint-errors.ts';
import { isId } from '../../lib/ids.ts';
import type { FileStore, StagedFile, StoredFile } from './file-store.ts';

/**
 * The folder of a database's files. It has the database's name, so that the files of two databases in
 * one folder are never taken for each other's leftovers.
 */
export function filesFolder(databasePath: string): string {
  return `${databasePath}.uploads`;
}

/**
 * One file each, named by its id. Bytes come under a name of their own and get the id's when they are
 * whole and synced: a crash leaves no half file that is served.
 */
export function createDiskFiles(folder: string): FileStore {
  const at = (name: string): string => {
    if (!isOurs(name)) throw new Error('not a name that was given here');
    return join(folder, name);
  };
  return {
    stage: async (source, limitBytes) => {
      const path = join(folder, `.partial-${randomUUID()}`);
      const hash = createHash('sha256');
      try {
        await mkdir(folder, { recursive: true, mode: 0o700 });
        const size = await write(path, source, limitBytes, hash);
        return staged(folder, path, { size, sha256: hash.digest('hex') }, at);
      } catch (error) {
        await removeOrLeave(path);
        throw fileErrorFrom(error) ?? error;
      }
    },
    open: async (id) => {
      const handle = await openIfThere(at(id));
      if (!handle) return undefined;
      const { size } = await handle.stat();
      return { size, stream: handle.createReadStream() };
    },
    remove: (id) => rm(at(id), { force: true }),
    list: () => listFolder(folder),
  };
}

const isOurs = (name: string): boolean => isId(name) || /^\.partial-[0-9a-f-]{36}$/.test(name);

async function write(
  path: string,
  source: Readable,
  limitBytes: number,
  hash: Hash,
): Promise<number> {
  const handle = await open(path, 'wx', 0o600);
  try {
    let size = 0;
    for await (const chunk of source as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > limitBytes) throw errors.payloadTooLarge(limitBytes);
      hash.update(chunk);
      for (let done = 0; done < chunk.length; ) {
        done += (await handle.write(chunk, done)).bytesWritten;
      }
    }
    await handle.sync();
    return size;
  } finally {
    await handle.close();
  }
}

function staged(
  folder: string,
  path: string,
  facts: Pick<StagedFile, 'size' | 'sha256'>,
  at: (id: string) => string,
): StagedFile {
  let kept = false;
  return {
    ...facts,
    keep: async (id) => {
      try {
        await rename(path, at(id));
        kept = true;
        await syncFolder(folder);
      } catch (error) {
        throw fileErrorFrom(error) ?? error;
      }
    },
    discard: async () => {
      if (!kept) await removeOrLeave(path);
    },
  };
}

/** What cannot be removed now is swept later: the answer does not depend on it. */
async function removeOrLeave(path: string): Promise<void> {
  await rm(path, { force: true }).catch(() => undefined);
}

/** A new name survives a power loss only when its folder is synced; Windows cannot and need not. */
export async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function openIfThere(path: string): Promise<FileHandle | undefined> {
  try {
    return await open(path, 'r');
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

async function* listFolder(folder: string): AsyncGenerator<StoredFile> {
  try {
    for await (const { name } of await opendir(folder)) {
      if (!isOurs(name)) continue;
      const found = await stat(join(folder, name)).catch(ifMissing);
      if (found) yield { name, modifiedAt: found.mtimeMs };
    }
  } catch (error) {
    ifMissing(error);
  }
}

/** Nothing was ever put there, or it went while it was looked for. */
function ifMissing(error: unknown): undefined {
  if (!isMissing(error)) throw error;
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
