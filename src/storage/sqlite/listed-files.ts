import type { ListedFile } from '../files/copy-files.ts';
import { openConnection } from './connection.ts';

/** The uploaded files that a database names; none where it is older than they are. */
export function listedFiles(path: string): ListedFile[] {
  const connection = openConnection(path, 'read');
  try {
    const { database } = connection;
    const table = database
      .prepare("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'files'")
      .get();
    if (!table) return [];
    return database
      .prepare('SELECT id, size, sha256 FROM files ORDER BY id')
      .all()
      .map((row) => ({
        id: String(row['id']),
        size: Number(row['size']),
        sha256: String(row['sha256']),
      }));
  } finally {
    connection.close();
  }
}

/** Takes out of a copy what was removed from the database while it was copied. */
export function forgetFiles(path: string, ids: readonly string[]): void {
  const connection = openConnection(path, 'write');
  try {
    const remove = connection.database.prepare('DELETE FROM files WHERE id = ?');
    for (const id of ids) remove.run(id);
    connection.exec('PRAGMA journal_mode=DELETE');
  } finally {
    connection.close();
  }
}
