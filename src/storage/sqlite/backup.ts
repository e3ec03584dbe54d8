import { backup } from 'node:sqlite';
import { openConnection, type Connection } from './connection.ts';

/** Copies the database while it is written to, then opens the copy and checks it. */
export async function backupDatabase(from: Connection, to: string): Promise<void> {
  await backup(from.database, to, { rate: 1000 });
  const copy = openConnection(to, 'write');
  try {
    const problem = integrityProblem(copy);
    if (problem !== undefined) throw new Error(`the copy is not sound: ${problem}`);
    copy.exec('PRAGMA journal_mode=DELETE');
  } finally {
    copy.close();
  }
}

/** What `PRAGMA integrity_check` finds, undefined when the database is sound. */
export function integrityProblem(connection: Connection): string | undefined {
  const row = connection.database.prepare('PRAGMA integrity_check(1)').get();
  const found = row?.['integrity_check'];
  return found === 'ok' ? undefined : String(found);
}
