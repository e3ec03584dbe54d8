import type { Transaction } from '../../../storage/engine.ts';
import { getContactPolicy } from '../../locations/policy.ts';
import type { ContactBody } from '../contact-body.ts';
import { claimIdentities } from '../write/identities.ts';
import { recountContactTags, uncountContactTags } from '../tags/contact-tags.store.ts';
import { deleteSearchText, putSearchText } from '../contacts.store.ts';
import { releaseIdentities } from '../write/identities.store.ts';
import { textOf } from '../index/search-text.ts';

type OfContact = { locationNo: number; contactNo: number };

/** Takes a live contact out of all that lists, finds and counts; what hangs on it stays. */
export async function hideContact(tx: Transaction, of: OfContact): Promise<void> {
  for (const kind of ['email', 'phone'] as const) await releaseIdentities(tx, { ...of, kind });
  await deleteSearchText(tx, of);
  await uncountContactTags(tx, of);
  tx.count('locations.contact_count', of.locationNo, -1);
}

/** Undoes that; throws `duplicate_contact` when another contact has the e-mail or phone by now. */
export async function showContact(
  tx: Transaction,
  of: OfContact,
  body: ContactBody,
): Promise<void> {
  await claimIdentities(tx, of, body, await getContactPolicy(tx, of.locationNo));
  await putSearchText(tx, { ...of, text: textOf(body) });
  await recountContactTags(tx, of);
  tx.count('locations.contact_count', of.locationNo, 1);
}
