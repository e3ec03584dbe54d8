import { DatabaseSync } from 'node:sqlite';

/**
 * Keeps a database file as it is: empties the log into it, then reads from it until killed, so that
 * no checkpoint can copy into it. A process of its own, since whoever opens and closes the file
 * itself loses all locks of its process on it.
 */
const database = new DatabaseSync(process.argv[2] ?? '');
const emptyLog = database.prepare('PRAGMA wal_checkpoint(TRUNCATE)');
while (emptyLog.get()?.['busy'] !== 0);
database.exec('BEGIN');
database.prepare('SELECT count(*) FROM contacts').get();
console.log('holding');
// Keeps the process, and so the snapshot, alive.
setInterval(() => database.isOpen, 60_000);
