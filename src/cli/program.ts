import { readFileSync } from 'node:fs';
import { Command } from 'commander';
import { fileAtRoot } from '../lib/file-at-root.ts';
import { backupCommand, restoreCommand } from './backup.ts';
import { configCommand } from './config.ts';
import { locationCommand } from './location.ts';
import { migrateCommand } from './migrate.ts';
import { ownerCommand } from './owner.ts';
import { reindexCommand } from './reindex.ts';
import { seedCommand } from './seed.ts';
import type { Terminal } from './terminal.ts';
import { tokenCommand } from './token.ts';
import { verifyCommand } from './verify.ts';
import { serveCommand } from './serve.ts';

/** The command line: every command works beside a running server on the same database. */
export function createProgram(terminal: Terminal): Command {
  const program = new Command('groundlevel')
    .description("Your own contacts server that speaks HighLevel's Contacts API")
    .version(packageVersion())
    .showHelpAfterError('Run with --help to see what there is.')
    .exitOverride()
    .configureOutput({ writeOut: terminal.write, writeErr: terminal.writeError });
  for (const make of [
    serveCommand,
    locationCommand,
    tokenCommand,
    ownerCommand,
    verifyCommand,
    backupCommand,
    restoreCommand,
    configCommand,
    migrateCommand,
    reindexCommand,
    seedCommand,
  ]) {
    const command = make(terminal).copyInheritedSettings(program);
    for (const sub of command.commands) sub.copyInheritedSettings(program);
    for (const each of [command, ...command.commands]) refuseRepeats(each);
    program.addCommand(command);
  }
  return program;
}

/** Of an option given twice one value would be dropped in silence. */
function refuseRepeats(command: Command): void {
  for (const option of command.options) {
    let given = false;
    command.on(`option:${option.name()}`, () => {
      if (given) command.error(`error: option '${option.flags}' is given more than once`);
      given = true;
    });
  }
}

function packageVersion(): string {
  const manifest: unknown = JSON.parse(readFileSync(fileAtRoot('package.json'), 'utf8'));
  const found = typeof manifest === 'object' && manifest !== null && 'version' in manifest;
  return found ? String(manifest.version) : 'unknown';
}
