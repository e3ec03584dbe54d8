import type { Executor } from '../../storage/engine.ts';
import { hasUsers, selectUser } from './users.store.ts';

/** Of the users that a request names: who is no user of the location is told of. */
export const mostLookedUp = 50;

/** Which of the first ids are no users of the location; none in one that has no users at all. */
export async function findStrangers(
  reader: Executor,
  locationNo: number,
  ids: readonly string[],
): Promise<string[]> {
  if (!(await hasUsers(reader, locationNo))) return [];
  const strangers: string[] = [];
  for (const id of [...new Set(ids)].slice(0, mostLookedUp)) {
    if (!(await selectUser(reader, id, locationNo))) strangers.push(id);
  }
  return strangers;
}
