import { randomUUID } from 'node:crypto';
import { commands } from '../src/commands.ts';
import { createContactCommand } from '../src/features/contacts/write/contact-commands.ts';
import { type InputRules, toContactChange } from '../src/features/contacts/write/contact-input.ts';
import { createCustomField } from '../src/features/custom-fields/custom-fields.ts';
import { noFieldDefinitions } from '../src/features/custom-fields/field-definitions.ts';
import { createLocation } from '../src/features/locations/locations.ts';
import { createIntegration } from '../src/features/private-integrations/private-integrations.ts';
import { systemClock } from '../src/lib/clock.ts';
import { createIdSource } from '../src/lib/ids.ts';
import type { CommandContext } from '../src/storage/engine.ts';
import { openConnection } from '../src/storage/sqlite/connection.ts';
import { createGroupWriter } from '../src/storage/sqlite/group-writer.ts';
import { openInlineEngine } from '../src/storage/sqlite/inline-engine.ts';
import { prepareDatabase } from '../src/storage/sqlite/prepare-database.ts';
import { contactBody } from './bodies.ts';

export type Dataset = {
  path: string;
  locationId: string;
  token: string;
  ids: string[];
  /** Custom fields of five types, for `fieldValues`. */
  fieldIds: string[];
};

const fieldTypes = [
  { dataType: 'TEXT' },
  { dataType: 'NUMERICAL' },
  { dataType: 'DATE' },
  { dataType: 'SINGLE_OPTIONS', options: ['Small', 'Medium', 'Large'] },
  { dataType: 'CHECKBOX', options: ['Mail', 'Phone', 'Letter'] },
];

/** A database of one location and `count` contacts, written by the very commands that serve. */
export async function makeDataset(path: string, count: number): Promise<Dataset> {
  prepareDatabase(path);
  const newId = createIdSource(systemClock);
  const context = (): CommandContext => ({
    now: systemClock.now(),
    traceId: randomUUID(),
    actor: { kind: 'cli', id: 'bench', name: 'bench' },
  });
  const engine = openInlineEngine({ path, commands, newId });
  const location = await createLocation(engine, { name: 'Bench' }, context());
  const integration = { name: 'Bench', scopes: ['contacts'] };
  const { token } = (await createIntegration(engine, location, integration, context())).value;
  const fieldIds: string[] = [];
  for (const field of fieldTypes) {
    const input = { ...field, name: field.dataType };
    fieldIds.push((await createCustomField(engine, location.no, input, context())).value.id);
  }
  await engine.close();

  const connection = openConnection(path, 'write');
  const writer = createGroupWriter(connection, commands, newId);
  const ids: string[] = [];
  for (let start = 0; start < count; start += 1000) {
    const writes = Array.from({ length: Math.min(1000, count - start) }, (_, each) => {
      const id = newId();
      ids.push(id);
      return {
        name: createContactCommand.name,
        input: commandInput(location, id, start + each),
        context: context(),
      };
    });
    const outcomes = await writer.run(writes);
    const failed = outcomes.find((each) => !each.ok);
    if (failed) throw new Error(`the dataset could not be made: ${JSON.stringify(failed)}`);
  }
  connection.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  connection.close();
  return { path, locationId: location.id, token, ids, fieldIds };
}

function commandInput(location: { no: number; id: string }, id: string, n: number) {
  const rules: InputRules = {
    country: 'US',
    timeZone: 'UTC',
    lowerCaseTags: false,
    namelessContact: 'accept',
    differingName: 'parts',
    unreadableValue: 'refuse',
    fields: noFieldDefinitions,
    warn: () => undefined,
  };
  const change = toContactChange(contactBody(location.id, n), rules);
  return { locationNo: location.no, locationId: location.id, id, country: 'US', change };
}
