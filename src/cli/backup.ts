import { existsSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { Command } from 'commander';
import { loadConfig } from '../config/config.ts';
import { backupDatabase } from '../storage/sqlite/backup.ts';
import { openConnection } from '../storage/sqlite/connection.ts';
import { prepareDatabase } from '../storage/sqlite/prepare-database.ts';
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
      const connection = openConnection(from, 'read');
      try {
        await backupDatabase(connection, join(partial, fileName));
        renameSync(partial, folder);
      } finally {
        connection.close();
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
      mkdirSync(dirname(target), { recursive: true, mode: 0o700 });
      const lock = lockForServer(target);
      const partial = `${target}.partial-${process.pid}`;
      try {
        const connection = openConnection(source, 'read');
        try {
          await backupDatabase(connection, partial);
        } finally {
          connection.close();
        }
        prepareDatabase(partial);
        for (const suffix of ['-wal', '-shm']) rmSync(`${target}${suffix}`, { force: true });
        renameSync(partial, target);
      } finally {
        for (const suffix of ['', '-wal', '-shm', '.lock'])
          rmSync(`${partial}${suffix}`, { force: true });
        lock.release();
      }
      output(terminal, options, { database: target }, [`Restored to ${target}`]);
    });
}
