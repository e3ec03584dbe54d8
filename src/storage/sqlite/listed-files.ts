import type { ListedFile } from '../files/copy-files.ts';
import { openConnection } from './connection.ts';
import { followBytes } from './location-bytes.ts';

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
    const { database } = connection;
    const shrunk: [by: number, locationNo: number][] = [];
    // One from before locations were counted is counted when it is migrated.
    const isCounted = database
      .prepare("SELECT 1 FROM pragma_table_info('locations') WHERE name = 'bytes'")
      .get();
    if (isCounted) followBytes(database, (locationNo, by) => shrunk.push([by, locationNo]));
    for (const id of ids) {
      if (isCounted) database.prepare('DELETE FROM file_references WHERE file_id = ?').run(id);
      database.prepare('DELETE FROM files WHERE id = ?').run(id);
    }
    for (const [by, locationNo] of shrunk) {
      database.prepare('UPDATE locations SET bytes = bytes + ? WHERE no = ?').run(by, locationNo);
    }
    connection.exec('PRAGMA journal_mode=DELETE');
  } finally {
    connection.close();
  }
}
