import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { Command } from 'commander';
import { loadConfig } from '../config/config.ts';
import { copyFiles } from '../storage/files/copy-files.ts';
import { filesFolder } from '../storage/files/disk-files.ts';
import { backupDatabase } from '../storage/sqlite/backup.ts';
import { openConnection } from '../storage/sqlite/connection.ts';
import { forgetFiles, listedFiles } from '../storage/sqlite/listed-files.ts';
import { inspectDatabase, prepareDatabase } from '../storage/sqlite/prepare-database.ts';
import { lockForServer } from '../storage/sqlite/server-lock.ts';
import { existingDatabasePath } from './database.ts';
import { CommandProblem, type JsonOption, type Terminal, output } from './terminal.ts';

const fileName = 'groundlevel.db';

export function backupCommand(terminal: Terminal): Command {
  return new Command('backup')
    .description('Copy everything to a new folder while the server runs, and check the copy')
    .requiredOption('--to <folder>', 'a folder that does not exist yet')
    .option('--json', 'print the result as JSON')
    .action(async (options: JsonOption & { to: string }) => {
      process.umask(0o077);
      const from = existingDatabasePath();
      const folder = resolve(options.to);
      if (existsSync(folder)) {
        throw new CommandProblem(`${folder} exists already; name a new folder.`);
      }
      const partial = `${folder}.partial-${process.pid}`;
      let made: string | undefined;
      let copied: CopiedFiles;
      try {
        made = mkdirSync(partial, { recursive: true, mode: 0o700 });
        inspectDatabase(from);
        const copy = join(partial, fileName);
        await backupDatabase(from, copy);
        copied = await backUpFiles(from, copy);
        renameSync(partial, folder);
      } catch (error) {
        // With the folders above it that were made for it.
        rmSync(made ?? partial, { recursive: true, force: true });
        throw error;
      }
      const { files, lost } = copied;
      const bytes = statSync(join(folder, fileName)).size;
      const uploads = files === 0 ? '' : ` and ${files} uploaded files`;
      output(terminal, options, { folder, bytes, files, lost }, [
        `Backed up to ${folder} (${bytes} bytes${uploads}, checked)`,
        ...lostLines(lost),
      ]);
    });
}

export function restoreCommand(terminal: Terminal): Command {
  return new Command('restore')
    .description('Put a backup in the place of the database; the server must be stopped')
    .requiredOption('--from <folder>', 'a folder made by backup')
    .option('--force', 'replace a database that is there')
    .option('--json', 'print the result as JSON')
    .action(async (options: JsonOption & { from: string; force?: true }) => {
      process.umask(0o077);
      const { config } = loadConfig();
      const target = config.databasePath;
      const source = join(resolve(options.from), fileName);
      if (!existsSync(source)) {
        throw new CommandProblem(`${resolve(options.from)} is no backup: it lacks ${fileName}.`);
      }
      if (existsSync(target) && !options.force) {
        throw new CommandProblem(`${target} exists; give --force to replace it.`);
      }
      if (inspectDatabase(source) === undefined) {
        throw new CommandProblem(`${resolve(options.from)} is no backup: ${fileName} is empty.`);
      }
      mkdirSync(dirname(target), { recursive: true, mode: 0o700 });
      const lock = lockForServer(target);
      const partial = mkdtempSync(`${target}.restore-`);
      const copy = join(partial, fileName);
      let lost: string[];
      try {
        await backupDatabase(source, copy);
        prepareDatabase(copy);
        // Beside what is there: ids are never used twice, and what no row names is swept later.
        const files = listedFiles(copy);
        lost = await copyFiles(files, filesFolder(source), filesFolder(target));
        foldLog(target);
        renameSync(copy, target);
      } finally {
        rmSync(partial, { recursive: true, force: true });
        lock.release();
      }
      output(terminal, options, { database: target, lost }, [
        `Restored to ${target}`,
        ...lostLines(lost),
      ]);
    });
}

type CopiedFiles = { files: number; lost: string[] };

/** The files of the copy, which is older: what was removed since then goes from the copy too. */
async function backUpFiles(from: string, copy: string): Promise<CopiedFiles> {
  const named = listedFiles(copy);
  const lost = await copyFiles(named, filesFolder(from), filesFolder(copy));
  if (lost.length === 0) return { files: named.length, lost };
  const still = new Set(listedFiles(from).map(({ id }) => id));
  const removed = lost.filter((id) => !still.has(id));
  if (removed.length > 0) forgetFiles(copy, removed);
  return { files: named.length - lost.length, lost: lost.filter((id) => still.has(id)) };
}

function lostLines(lost: readonly string[]): string[] {
  if (lost.length === 0) return [];
  const [first, ...others] = lost;
  const more = others.length > 0 ? ` and ${others.length} more` : '';
  return [`Warning: the uploaded file ${first}${more} is missing or damaged, and was left out.`];
}

/** A log that stayed would be taken for one of the database that comes in its place. */
function foldLog(path: string): void {
  try {
    if (existsSync(path)) openConnection(path, 'write').close();
  } catch {
    // It is damaged, and about to be replaced.
  }
  for (const suffix of ['-wal', '-shm']) rmSync(`${path}${suffix}`, { force: true });
}
