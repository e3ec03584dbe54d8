import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { Command } from 'commander';
import { loadConfig } from '../config/config.ts';
import { backupDatabase } from '../storage/sqlite/backup.ts';
import { openConnection } from '../storage/sqlite/connection.ts';
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
      mkdirSync(partial, { recursive: true, mode: 0o700 });
      try {
        inspectDatabase(from);
        await backupDatabase(from, join(partial, fileName));
        renameSync(partial, folder);
      } finally {
        rmSync(partial, { recursive: true, force: true });
      }
      const bytes = statSync(join(folder, fileName)).size;
      output(terminal, options, { folder, bytes }, [
        `Backed up to ${folder} (${bytes} bytes, checked)`,
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
      try {
        await backupDatabase(source, copy);
        prepareDatabase(copy);
        foldLog(target);
        renameSync(copy, target);
      } finally {
        rmSync(partial, { recursive: true, force: true });
        lock.release();
      }
      output(terminal, options, { database: target }, [`Restored to ${target}`]);
    });
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
