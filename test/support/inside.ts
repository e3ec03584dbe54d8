import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { App } from '../../src/app.ts';
import { filesFolder } from '../../src/storage/files/disk-files.ts';
import { assertSound, withFile } from './soundness.ts';

export type KeptEvent = {
  type: string;
  ofInstallation: boolean;
  before: unknown;
  after: unknown;
};

/** What tests of the contract may know of a server beside its URL, whatever it stores in. */
export type Inside = {
  /** What the server does by itself every few seconds, now. */
  keepHouse(): Promise<void>;
  assertSound(): void;
  /** The ids of the files that are kept. */
  storedFiles(): string[];
  /** What lies in the server's folder, by name. */
  everyFile(): [string, Buffer][];
  eventCount(): number;
  /** Of a record, oldest first. */
  eventsOf(recordId: string): KeptEvent[];
};

export function insideOf(app: App, databasePath: string): Inside {
  return {
    keepHouse: () => app.keepHouse(),
    assertSound: () => assertSound(databasePath),
    storedFiles: () => {
      const folder = filesFolder(databasePath);
      return existsSync(folder) ? readdirSync(folder).toSorted() : [];
    },
    everyFile: () =>
      readdirSync(dirname(databasePath), { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => [entry.name, readFileSync(join(entry.parentPath, entry.name))]),
    eventCount: () =>
      withFile(databasePath, (database) =>
        Number(database.prepare('SELECT count(*) AS n FROM events').get()?.['n']),
      ),
    eventsOf: (recordId) =>
      withFile(databasePath, (database) =>
        database
          .prepare(
            `SELECT location_no, type, before, after FROM events JOIN event_values USING (position)
             WHERE record_id = ? ORDER BY position`,
          )
          .all(recordId)
          .map(({ location_no, type, before, after }) => ({
            type: String(type),
            ofInstallation: location_no === null,
            before: JSON.parse(String(before)) as unknown,
            after: JSON.parse(String(after)) as unknown,
          })),
      ),
  };
}
