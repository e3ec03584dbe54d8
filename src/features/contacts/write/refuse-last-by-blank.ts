import { errors } from '../../../errors/catalogue.ts';
import type { ContactBody, ContactChange } from '../contact-body.ts';

/** Throws `validation_failed` where blank texts would take the last e-mail or phone; null may. */
export function refuseLastByBlank(found: { body: string }, change: ContactChange): void {
  const { blanked, text } = change;
  if (!blanked) return;
  // Written by the contact commands and nowhere else.
  const before = JSON.parse(found.body) as ContactBody;
  const keeps = (kind: 'email' | 'phone'): boolean =>
    Boolean(text[kind] === undefined ? before[kind] : text[kind]);
  if (keeps('email') || keeps('phone')) return;
  const taken = blanked.filter((kind) => before[kind] !== undefined);
  if (taken.length === 0) return;
  throw errors.validationFailed(
    taken.map((field) => ({
      field,
      message: `${field} must not be blank, which would leave the contact without e-mail and phone; null clears it`,
    })),
  );
}
