import { upsertContact } from '../../../contract/contacts/operations.ts';
import type { Place } from '../place.ts';

/** The e-mail of a contact of this name. */
export function identityOf(name: string): { email: string } {
  return { email: `${name}@example.com` };
}

/** A contact of the place, with fields of its own. */
export async function makeContact(
  place: Place,
  fields: Record<string, unknown> = {},
): Promise<{ contactId: string; name: string }> {
  const name = place.unique();
  const body = { firstName: name, tags: ['sample'], ...identityOf(name), ...fields };
  const made = await place.send(upsertContact, { body: { locationId: place.locationId, ...body } });
  return { contactId: String(made.contact?.id), name };
}
