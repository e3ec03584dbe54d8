import assert from 'node:assert/strict';
import { test } from 'node:test';
import { eventTypeNames } from '../contract/events/event-types.ts';
import type { Operation } from '../contract/operation.ts';
import { operations } from '../contract/operations.ts';
import { updateTask } from '../contract/tasks/operations.ts';
import { createPlace } from './support/place.ts';
import { sendWith } from './support/requests.ts';
import { sampleOf } from './support/samples.ts';
import { startServer } from './support/server.ts';
import { withFile } from './support/soundness.ts';
import { everyLocationScope, everyScope } from './support/scopes.ts';

test('each type of event that is listed is recorded by some operation, and no other is', async (t) => {
  const server = await startServer();
  t.after(() => server.close());
  const { locationId } = server.own;
  const token = await server.token(locationId, everyLocationScope);
  const management = await server.token('', everyScope);
  const tokenFor = ({ managementOnly }: Operation): string => (managementOnly ? management : token);
  const place = createPlace(locationId, 'typed', (operation, request) =>
    sendWith(server.call, tokenFor, operation, request),
  );
  for (const operation of operations) {
    if (operation.fileReply) continue;
    await place.send(operation, await sampleOf(operation)(place));
  }
  // The sample's change completes its task, which is another type.
  const { params = {} } = await sampleOf(updateTask)(place);
  await place.send(updateTask, { params, body: { title: 'Call back' } });
  const recorded = withFile(server.databasePath, (database) =>
    database.prepare('SELECT DISTINCT type FROM events').all(),
  );
  assert.deepEqual(new Set(recorded.map(({ type }) => type)), new Set<unknown>(eventTypeNames));
});
