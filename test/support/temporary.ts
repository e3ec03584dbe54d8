import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { prepareDatabase } from '../../src/storage/sqlite/prepare-database.ts';

/** A folder that goes with the test. */
export function temporaryFolder(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'groundlevel-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A prepared, empty database in a folder that goes with the test. */
export function temporaryDatabase(t: TestContext): string {
  const path = join(temporaryFolder(t), 'groundlevel.db');
  prepareDatabase(path);
  return path;
}
