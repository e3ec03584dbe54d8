import { CommanderError } from 'commander';
import { ConfigProblems } from '../config/read-settings.ts';
import { AppError } from '../errors/app-error.ts';
import { StartProblem } from '../listening.ts';
import { fileErrorFrom, sqliteCode, storageErrorFrom } from '../storage/constraint-errors.ts';
import { DatabaseProblem } from '../storage/sqlite/database-problem.ts';
import { createProgram } from './program.ts';
import { CommandProblem, type Terminal } from './terminal.ts';

let endsWithReader = true;
const terminal: Terminal = {
  write: (text) => void process.stdout.write(text),
  writeError: (text) => void process.stderr.write(text),
  outlive: () => {
    endsWithReader = false;
  },
};

// A launcher's channel must not keep a short command alive.
process.channel?.unref();
// `groundlevel token list | head` closes the pipe early.
process.stdout.on('error', (error) => {
  const closed = 'code' in error && error.code === 'EPIPE';
  if (closed && endsWithReader) process.exit(0);
});
process.stderr.on('error', () => undefined);

try {
  await createProgram(terminal).parseAsync();
} catch (error) {
  process.exitCode = error instanceof CommanderError ? error.exitCode : 1;
  if (!(error instanceof CommanderError)) terminal.writeError(`${sentenceOf(error)}\n`);
}

function sentenceOf(error: unknown): string {
  if (error instanceof ConfigProblems) {
    return ['The settings have problems:', ...error.problems.map((each) => `- ${each}`)].join('\n');
  }
  if (error instanceof AppError) return error.publicMessage;
  const expected = [CommandProblem, StartProblem, DatabaseProblem];
  if (expected.some((kind) => error instanceof kind)) return (error as Error).message;
  const { code } = fileErrorFrom(error) ?? storageErrorFrom(error) ?? {};
  const file = error instanceof Error && 'path' in error ? ` (${String(error.path)})` : '';
  if (code === 'storage_full') return `The disk is full${file}; nothing was changed.`;
  if (code === 'storage_failed')
    return `The disk cannot be used${file}: ${(error as Error).message}; nothing was changed.`;
  if (sqliteCode(error) !== undefined)
    return `The database could not be used: ${(error as Error).message}`;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
