import { isTimeZone } from '../../lib/timezones.ts';
import type { Executor } from '../../storage/engine.ts';
import { selectTimeZone } from './locations.store.ts';

/** The time zone of a location; undefined once the location is gone. */
export async function findTimeZone(
  executor: Executor,
  locationNo: number,
): Promise<string | undefined> {
  const name = await selectTimeZone(executor, locationNo);
  // One that a newer release does not know any more must not stop what goes by it.
  return name === undefined || isTimeZone(name) ? name : 'UTC';
}
