import { errors } from '../../errors/catalogue.ts';
import type { Executor } from '../../storage/engine.ts';
import { findContactNo, selectMissingContacts } from './contact-ids.store.ts';

/** The surrogate key of a live contact: what belongs to it is stored by this. Throws `contact_not_found`. */
export async function getContactNo(
  executor: Executor,
  locationNo: number,
  contactId: string,
): Promise<number> {
  const no = await findContactNo(executor, locationNo, contactId);
  if (no === undefined) throw errors.contactNotFound(contactId);
  return no;
}

/** The surrogate key of a contact that is live; undefined for one that is not there. */
export function findLiveContactNo(
  executor: Executor,
  locationNo: number,
  contactId: string,
): Promise<number | undefined> {
  return findContactNo(executor, locationNo, contactId);
}

/** Those of the ids that no live contact has, in one statement. */
export function findMissingContacts(
  executor: Executor,
  locationNo: number,
  contactIds: readonly string[],
): Promise<string[]> {
  return selectMissingContacts(executor, locationNo, contactIds);
}
