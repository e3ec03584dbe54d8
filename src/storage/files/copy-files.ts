import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { copyFile, mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { syncFolder } from './disk-files.ts';

export type ListedFile = { id: string; size: number; sha256: string };

/**
 * Copies files that a database names, checks each copy by its hash and syncs it. Files that are there
 * already are checked and left. Returns the ids of those that are missing or damaged at their source.
 */
export async function copyFiles(
  files: readonly ListedFile[],
  from: string,
  to: string,
): Promise<string[]> {
  if (files.length === 0) return [];
  await mkdir(to, { recursive: true, mode: 0o700 });
  const lost: string[] = [];
  for (const file of files) {
    const target = join(to, file.id);
    if (await isWhole(target, file)) continue;
    const partial = join(to, `.partial-${randomUUID()}`);
    try {
      await copyFile(join(from, file.id), partial);
      if (await isWhole(partial, file)) {
        await syncFile(partial);
        await rename(partial, target);
      } else lost.push(file.id);
    } catch (error) {
      if (!isMissing(error)) throw error;
      lost.push(file.id);
    } finally {
      await rm(partial, { force: true });
    }
  }
  await syncFolder(to);
  return lost;
}

async function isWhole(path: string, { size, sha256 }: ListedFile): Promise<boolean> {
  try {
    if ((await stat(path)).size !== size) return false;
  } catch (error) {
    if (isMissing(error)) return false;
    throw error;
  }
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk);
  return hash.digest('hex') === sha256;
}

async function syncFile(path: string): Promise<void> {
  const handle = await open(path, 'r+');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
