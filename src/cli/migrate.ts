import { Command } from 'commander';
import { loadConfig } from '../config/config.ts';
import { schemaVersion } from '../storage/migrations/migrations.ts';
import { prepareDatabase } from '../storage/sqlite/prepare-database.ts';
import { type JsonOption, type Terminal, output } from './terminal.ts';

export function migrateCommand(terminal: Terminal): Command {
  return new Command('migrate')
    .description('Bring the database to the schema of this version; serve does it too')
    .option('--json', 'print the result as JSON')
    .action((options: JsonOption) => {
      process.umask(0o077);
      const { config } = loadConfig();
      const { created, migratedFrom, copy } = prepareDatabase(config.databasePath);
      const said =
        migratedFrom === undefined
          ? `The database is at schema ${schemaVersion}${created ? ' (made now)' : ''}; nothing to migrate.`
          : `Migrated from schema ${migratedFrom} to ${schemaVersion}; a copy from before is ${copy}.`;
      const result = {
        schema: schemaVersion,
        migratedFrom: migratedFrom ?? null,
        copy: copy ?? null,
      };
      output(terminal, options, result, [said]);
    });
}
