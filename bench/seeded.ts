import { createHash, randomUUID } from 'node:crypto';
import { existsSync, globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { commands } from '../src/commands.ts';
import { listCustomFields } from '../src/features/custom-fields/custom-fields.ts';
import { createLocation, listLocations } from '../src/features/locations/locations.ts';
import { createIntegration } from '../src/features/private-integrations/private-integrations.ts';
import { seedContacts } from '../src/features/seed/seed.ts';
import { systemClock } from '../src/lib/clock.ts';
import { createIdSource } from '../src/lib/ids.ts';
import { schemaVersion } from '../src/storage/migrations/migrations.ts';
import type { CommandContext } from '../src/storage/engine.ts';
import { openInlineEngine } from '../src/storage/sqlite/inline-engine.ts';
import { prepareDatabase } from '../src/storage/sqlite/prepare-database.ts';

type Kept = {
  locationNo: number;
  locationId: string;
  token: string;
  /** Ids of the custom fields by name. */
  fieldIds: Record<string, string>;
};
/** A database of seeded contacts; the folder is that of a server on it. */
export type Seeded = Kept & { folder: string; path: string };

/** Where prepared sets stay from run to run. */
const kept = process.env['BENCH_DATA'] ?? join(tmpdir(), 'groundlevel-bench-data');
const until = Date.UTC(2026, 0, 1);
const root = join(import.meta.dirname, '..');

/** Another name where the people or the schema are others: what is there by that name is as it would be made. */
function nameOf(contacts: number): string {
  const hash = createHash('sha256');
  for (const file of globSync('src/features/seed/*.ts', { cwd: root }).toSorted()) {
    if (!file.endsWith('.test.ts')) hash.update(readFileSync(join(root, file)));
  }
  return `seeded-${contacts}-schema-${schemaVersion}-${hash.digest('hex').slice(0, 8)}`;
}

/** So many contacts of `groundlevel seed`, made unless they are there from an earlier run. */
export async function seededDatabase(contacts: number): Promise<Seeded> {
  const folder = join(kept, nameOf(contacts));
  const path = join(folder, 'data', 'groundlevel.db');
  const note = join(folder, 'seeded.json');
  // Written by this function and nowhere else.
  if (existsSync(note))
    return { ...(JSON.parse(readFileSync(note, 'utf8')) as Kept), folder, path };
  console.log(`Making ${contacts} contacts in ${folder}…`);
  mkdirSync(folder, { recursive: true });
  prepareDatabase(path);
  const engine = openInlineEngine({ path, commands, newId: createIdSource(systemClock) });
  const context = (): CommandContext => ({
    now: systemClock.now(),
    traceId: randomUUID(),
    actor: { kind: 'cli', id: 'bench', name: 'bench' },
  });
  try {
    const [found] = await listLocations(engine.read);
    const location = found ?? (await createLocation(engine, { name: 'Bench' }, context()));
    const integration = { name: 'Bench', scopes: ['contacts'] };
    const { token } = (await createIntegration(engine, location, integration, context())).value;
    const people = { seed: 1, contacts, until };
    await seedContacts(location, people, {
      engine,
      context,
      commitMs: () => 500,
      goesOn: () => setImmediate(true),
    });
    const fields = await listCustomFields(engine.read, location.no, 'contact');
    const fieldIds = Object.fromEntries(fields.map(({ name, id }) => [name, id]));
    const place = { locationNo: location.no, locationId: location.id };
    const made: Kept = { ...place, token, fieldIds };
    writeFileSync(note, JSON.stringify(made));
    return { ...made, folder, path };
  } finally {
    await engine.close();
  }
}
