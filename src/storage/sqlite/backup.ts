import { backup } from 'node:sqlite';
import { type Connection, openConnection } from './connection.ts';
import { DatabaseProblem } from './database-problem.ts';

/** Copies the database while it is written to, then opens the copy and checks it. */
export async function backupDatabase(from: string, to: string): Promise<void> {
  const source = openConnection(from, 'read');
  try {
    // One snapshot: without it the copy starts over at every commit of another connection.
    source.exec('BEGIN');
    source.database.prepare('SELECT count(*) FROM sqlite_schema').get();
    await backup(source.database, to, { rate: 1000 });
  } finally {
    source.close();
  }
  const copy = openConnection(to, 'write');
  try {
    const problem = integrityProblem(copy);
    if (problem !== undefined) {
      throw new DatabaseProblem(`The copy of ${from} is not sound (${problem}); it was removed.`);
    }
    copy.exec('PRAGMA journal_mode=DELETE');
  } finally {
    copy.close();
  }
}

/** The first thing that `PRAGMA integrity_check` finds, undefined when the database is sound. */
function integrityProblem(connection: Connection): string | undefined {
  const row = connection.database.prepare('PRAGMA integrity_check(1)').get();
  const lines = String(row?.['integrity_check']).split('\n');
  return lines[0] === 'ok' ? undefined : lines.find((line) => !line.startsWith('***'));
}
