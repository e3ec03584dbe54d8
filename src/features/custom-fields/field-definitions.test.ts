import assert from 'node:assert/strict';
import { test } from 'node:test';
import { breakCommitCommand, given, putCommand } from '../../../test/support/storage-fixtures.ts';
import { temporaryDatabase } from '../../../test/support/temporary.ts';
import { createIdSource } from '../../lib/ids.ts';
import { type Executor, type OfLocation, defineCommand } from '../../storage/engine.ts';
import { openConnection } from '../../storage/sqlite/connection.ts';
import {
  type WriteOutcome,
  commandRegistry,
  createGroupWriter,
} from '../../storage/sqlite/group-writer.ts';
import { createFieldCommand } from './custom-field-commands.ts';
import { getFieldDefinitions } from './field-definitions.ts';

const namesCommand = defineCommand({
  name: 'test.field-names',
  run: async (tx: Executor): Promise<string[]> => {
    const { byId } = await getFieldDefinitions(tx, 1);
    return [...byId.values()].map(({ name }) => name);
  },
});

test('a custom field whose commit failed is not served afterwards', async (t) => {
  const connection = openConnection(temporaryDatabase(t), 'write');
  t.after(() => connection.close());
  const commands = commandRegistry([
    putCommand,
    breakCommitCommand,
    createFieldCommand,
    namesCommand,
  ]);
  const writer = createGroupWriter(connection, commands, createIdSource({ now: () => 1 }));
  const actor = { kind: 'cli', id: 'test', name: 'test' } as const;
  const run = (...writes: [{ name: string }, OfLocation][]): Promise<WriteOutcome[]> =>
    writer.run(
      writes.map(([{ name }, input]) => ({
        name,
        input,
        context: { now: 1, traceId: 't', actor },
      })),
    );
  const field = (name: string): [{ name: string }, OfLocation & { change: object }] => [
    createFieldCommand,
    { locationNo: 1, change: { name, dataType: 'TEXT', details: {} } },
  ];
  await run([putCommand, given('l')]);
  const broken = await run(
    field('Shirt'),
    [namesCommand, given(null)],
    [breakCommitCommand, given('x')],
  );
  assert.ok(broken.every(({ ok }) => !ok));
  await run(field('Shoes'));
  const [names] = await run([namesCommand, given(null)]);
  assert.deepEqual(names?.ok && names.value, ['Shoes']);
});
