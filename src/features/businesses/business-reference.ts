import type { Executor } from '../../storage/engine.ts';
import { findBusiness } from './businesses.store.ts';

/** Whether a business is there to belong to. */
export async function isBusiness(
  executor: Executor,
  locationNo: number,
  id: string,
): Promise<boolean> {
  return (await findBusiness(executor, locationNo, id)) !== undefined;
}
