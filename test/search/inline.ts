import { DatabaseSync } from 'node:sqlite';
import type { Engine } from '../../src/storage/engine.ts';
import { commandRegistry } from '../../src/storage/sqlite/group-writer.ts';
import { openInlineEngine } from '../../src/storage/sqlite/inline-engine.ts';
import type { TestServer } from '../support/server.ts';
import type { World } from './world.ts';

/** For what no request asks for: the rules themselves, on the data of a server. */
export function inlineEngineOf({ databasePath }: TestServer): Engine {
  const commands = commandRegistry([]);
  return openInlineEngine({ path: databasePath, commands, newId: () => 'none' });
}

export function locationNo({ databasePath }: TestServer, { locationId }: World): number {
  const database = new DatabaseSync(databasePath, { readOnly: true });
  const row = database.prepare('SELECT no FROM locations WHERE id = ?').get(locationId);
  database.close();
  return Number(row?.['no']);
}
