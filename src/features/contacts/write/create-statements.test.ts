import assert from 'node:assert/strict';
import { test } from 'node:test';
import { given, putCommand } from '../../../../test/support/storage-fixtures.ts';
import { temporaryDatabase } from '../../../../test/support/temporary.ts';
import { createIdSource } from '../../../lib/ids.ts';
import type {
  CommandContext,
  CommandTools,
  OfLocation,
  Transaction,
} from '../../../storage/engine.ts';
import { openConnection } from '../../../storage/sqlite/connection.ts';
import { commandRegistry, createGroupWriter } from '../../../storage/sqlite/group-writer.ts';
import type { FieldDefinitions } from '../../custom-fields/field-definitions.ts';
import { getFieldDefinitions } from '../../custom-fields/field-definitions.ts';
import { createFieldCommand } from '../../custom-fields/custom-field-commands.ts';
import { createContactCommand } from './contact-commands.ts';
import { toContactChange } from './contact-input.ts';

const newId = createIdSource({ now: () => 1 });
const context: CommandContext = {
  now: 1,
  traceId: 't',
  actor: { kind: 'cli', id: 'test', name: 'test' },
};

test('a create with three tags and five custom fields takes eight statements', async (t) => {
  const connection = openConnection(temporaryDatabase(t), 'write');
  t.after(() => connection.close());
  const writer = createGroupWriter(
    connection,
    commandRegistry([putCommand, createFieldCommand, createContactCommand]),
    newId,
  );
  const run = async <I extends OfLocation>(command: { name: string }, input: I): Promise<void> => {
    const [outcome] = await writer.run([{ name: command.name, input, context }]);
    assert.ok(outcome?.ok, JSON.stringify(outcome));
  };
  await run(putCommand, given('l'));
  for (let each = 1; each <= 5; each += 1) {
    const change = { name: `Field ${each}`, dataType: 'TEXT', details: {} };
    await run(createFieldCommand, { locationNo: 1, change });
  }
  const fields = await getFieldDefinitions(connection, 1);
  // The tags are listed before: one that is new takes a statement of its own.
  await run(createContactCommand, createInput(fields, 1));

  let statements = 0;
  const counting: Transaction = {
    get db(): never {
      throw new Error('a statement that is not compiled once');
    },
    run: (statement, values) => {
      statements += 1;
      return connection.run(statement, values);
    },
    each: connection.each,
    count: () => undefined,
    hasRoomFor: async () => true,
    leaveNoTrace: () => undefined,
    buildIndex: () => undefined,
    mergeIndex: () => undefined,
  };
  const tools: CommandTools = { ...context, newId };
  const made = await createContactCommand.run(counting, createInput(fields, 2), tools);
  assert.deepEqual(made.tags, ['one', 'two', 'three']);
  assert.equal(statements, 8);
});

function createInput(
  fields: FieldDefinitions,
  n: number,
): Parameters<typeof createContactCommand.run>[1] {
  const input = {
    firstName: 'Jane',
    email: `jane.${n}@example.com`,
    phone: `+1202555010${n}`,
    tags: ['one', 'two', 'three'],
    customFields: [...fields.byId.keys()].map((id) => ({ id, field_value: `of ${n}` })),
  };
  const change = toContactChange(input, {
    country: 'US',
    timeZone: 'UTC',
    lowerCaseTags: false,
    namelessContact: 'accept',
    differingName: 'parts',
    unreadableValue: 'refuse',
    fields,
    warn: () => undefined,
  });
  return { locationNo: 1, locationId: 'l', id: newId(), country: 'US', change };
}
