import { randomUUID } from 'node:crypto';
import { AppError } from '../../errors/app-error.ts';
import { errors } from '../../errors/catalogue.ts';
import type { Clock } from '../../lib/clock.ts';
import { isId } from '../../lib/ids.ts';
import type { CommandContext, CommandOutcome, Engine, Executor } from '../../storage/engine.ts';
import type { FileStore, StagedFile } from '../../storage/files/file-store.ts';
import type { FileRow } from '../../storage/tables/files.ts';
import { createFilesCommand } from './file-commands.ts';
import { checkFileLimits, fileOwner } from './file-owner.ts';
import { type FileRemoval, selectFile, selectFileRemovals, selectKnownIds } from './files.store.ts';

export type SentFile = {
  partName: string;
  originalName: string;
  mimetype: string;
  encoding: string;
  staged: StagedFile;
};

/** What makes two files the same, for a request that is sent again. */
export function contentOf({ staged, ...file }: SentFile): object {
  return { ...file, size: staged.size, sha256: staged.sha256 };
}

export type FileTools = { engine: Engine; files: FileStore; newId(): string };

/**
 * Stores files for a contact or a custom field. The bytes get their ids first, then the rows are
 * committed: what a crash leaves between the two is swept. Throws `record_not_found` or `validation_failed`.
 */
export async function uploadFiles(
  { engine, files, newId }: FileTools,
  input: { locationNo: number; ownerId: string; sent: readonly SentFile[] },
  context: CommandContext,
): Promise<CommandOutcome<FileRow[]>> {
  const { locationNo, ownerId } = input;
  const owner = await fileOwner(engine.read, locationNo, ownerId);
  await checkFileLimits(engine.read, locationNo, { owner, sent: input.sent });
  const kept: string[] = [];
  try {
    const rows = [];
    for (const { staged, ...file } of input.sent) {
      const id = newId();
      kept.push(id);
      await staged.keep(id);
      const { size, sha256 } = staged;
      rows.push({ ...file, id, uuid: randomUUID(), size, sha256 });
    }
    const command = { locationNo, ownerId, files: rows };
    const outcome = await engine.run(createFilesCommand, command, context);
    // The first request's files are the ones; these came again.
    if (outcome.replayed) await removeAll(files, kept);
    return outcome;
  } catch (error) {
    // The rows may be there: bytes that none of them names are swept.
    if (!(error instanceof AppError && error.code === 'outcome_unknown')) {
      await removeAll(files, kept);
    }
    throw error;
  }
}

/** What cannot be removed now is swept later. */
async function removeAll(files: FileStore, ids: readonly string[]): Promise<void> {
  for (const id of ids) await files.remove(id).catch(() => undefined);
}

/** Throws `record_not_found`. */
export async function getFile(reader: Executor, locationNo: number, id: string): Promise<FileRow> {
  const row = await selectFile(reader, locationNo, id);
  if (!row) throw errors.recordNotFound('File', id);
  return row;
}

const removalsAtOnce = 200;

/** Removes the bytes of some files whose rows are gone, which the job then forgets: `removeFilesJob`. */
export async function removeFileBytes({
  engine,
  files,
}: Pick<FileTools, 'engine' | 'files'>): Promise<FileRemoval[]> {
  const removals = await selectFileRemovals(engine.read, removalsAtOnce);
  for (const { id } of removals) await files.remove(id);
  return removals;
}

/** Longer than any request may take, and long enough to go back to a copy of the database. */
const leftoverMs = 24 * 3_600_000;

/** Sweeps when it is first called, and again each day. */
export function createFileSweep(
  tools: Pick<FileTools, 'engine' | 'files'> & { clock: Clock },
): () => Promise<void> {
  const { clock } = tools;
  let nextMs = Number.NEGATIVE_INFINITY;
  return async () => {
    if (clock.monotonicMs() < nextMs) return;
    nextMs = clock.monotonicMs() + leftoverMs;
    await sweepFiles(tools, clock.now());
  };
}

/** Removes what a crash left: bytes that no row names, a day after they came. */
async function sweepFiles(
  { engine, files }: Pick<FileTools, 'engine' | 'files'>,
  now: number,
): Promise<void> {
  for await (const { name, modifiedAt } of files.list()) {
    if (now - modifiedAt < leftoverMs) continue;
    if (isId(name) && (await selectKnownIds(engine.read, [name])).length > 0) continue;
    await files.remove(name);
  }
}
