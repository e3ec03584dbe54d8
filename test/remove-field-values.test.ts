import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { createContactCommand } from '../src/features/contacts/write/contact-commands.ts';
import { deleteFieldCommand } from '../src/features/custom-fields/custom-field-commands.ts';
import { createCustomField } from '../src/features/custom-fields/custom-fields.ts';
import { housekeeping } from '../src/housekeeping.ts';
import type { CommandContext } from '../src/storage/engine.ts';
import { createDiskFiles, filesFolder } from '../src/storage/files/disk-files.ts';
import { type TestServer, startServer } from './support/server.ts';
import { assertSound, withFile } from './support/soundness.ts';

let server: TestServer;
before(async () => {
  server = await startServer();
});
after(() => server.close());

const context = (): CommandContext => ({
  now: Date.now(),
  traceId: 'test',
  actor: { kind: 'cli', id: 'test', name: 'test' },
});

test('housekeeping finishes what a request that deleted a field left, slice after slice', async () => {
  const { engine } = server.app;
  const { locationId } = server.own;
  const locationNo = withFile(server.databasePath, (database) =>
    Number(database.prepare('SELECT no FROM locations WHERE id = ?').get(locationId)?.['no']),
  );
  const field = { name: 'Gone', dataType: 'TEXT' };
  const { value } = await createCustomField(engine, locationNo, field, context());
  const create = (each: number): Promise<unknown> => {
    const change = { text: {}, customFields: [{ id: value.id, value: `v${each}` }] };
    const id = `contact${String(each).padStart(13, '0')}`;
    const input = { locationNo, locationId, id, country: 'US', change };
    return engine.run(createContactCommand, input, context());
  };
  // Two full slices and a part of one.
  await Promise.all(Array.from({ length: 1100 }, (_, each) => create(each)));
  await engine.run(deleteFieldCommand, { locationNo, id: value.id }, context());

  const withValue = (): number =>
    withFile(server.databasePath, (database) =>
      Number(
        database
          .prepare('SELECT count(*) AS n FROM contacts WHERE instr(body, ?) > 0')
          .get(value.id)?.['n'],
      ),
    );
  assert.equal(withValue(), 1100);
  const step = housekeeping.find(({ name }) => name.startsWith('take values of deleted'));
  assert.ok(step);
  const tools = { engine, context, isStopping: () => false, idempotencyMs: 0 };
  const files = createDiskFiles(filesFolder(server.databasePath));
  const all = {
    ...tools,
    files,
    sweepFiles: async () => undefined,
    lastUses: { note: () => undefined, take: () => [], giveBack: () => undefined },
  };
  let slices = 1;
  while ((await step.run(all)) === true) slices += 1;
  assert.ok(slices >= 3, `${slices} slices`);
  assert.equal(withValue(), 0);
  assertSound(server.databasePath);
});
