import type { Operation } from '../../contract/operation.ts';
import { operations } from '../../contract/operations.ts';
import { updateTask } from '../../contract/tasks/operations.ts';
import { type Place, createPlace } from './place.ts';
import { sendWith } from './requests.ts';
import { sampleOf } from './samples.ts';
import { everyLocationScope, everyScope } from './scopes.ts';
import type { TestServer } from './server.ts';

/** A place of the server's own location in which each operation has been used once. */
export async function useEveryOperation(server: TestServer, mark: string): Promise<Place> {
  const { locationId } = server.own;
  const token = await server.token(locationId, everyLocationScope);
  const management = await server.token('', everyScope);
  const tokenFor = ({ managementOnly }: Operation): string => (managementOnly ? management : token);
  const place = createPlace(locationId, mark, (operation, request) =>
    sendWith(server.call, tokenFor, operation, request),
  );
  for (const operation of operations) {
    const request = await sampleOf(operation)(place);
    if (!operation.fileReply && !operation.streamReply) await place.send(operation, request);
  }
  // The sample's change completes its task, which is another type of event.
  const { params = {} } = await sampleOf(updateTask)(place);
  await place.send(updateTask, { params, body: { title: 'Call back' } });
  return place;
}
