import { emailKey } from '../../../lib/email.ts';
import type {
  AdditionalEmail,
  AdditionalPhone,
  ContactBody,
  ContactChange,
} from '../contact-body.ts';

/** Further e-mails and phones of a contact after a change of them or of the primary ones. */
export function applyAdditional(
  next: ContactBody,
  before: ContactBody,
  change: Pick<ContactChange, 'additionalEmails' | 'additionalPhones'>,
): void {
  const emails = beside<AdditionalEmail>({
    sent: change.additionalEmails,
    former: before.additionalEmails ?? [],
    primary: { before: before.email, after: next.email },
    keyOf: (each) => emailKey(each.email),
    itemOf: (email) => ({ email }),
  });
  const phones = beside<AdditionalPhone>({
    sent: change.additionalPhones,
    former: before.additionalPhones ?? [],
    primary: { before: before.phone, after: next.phone },
    keyOf: (each) => each.phone,
    itemOf: (phone) => ({ phone }),
  });
  if (emails.length > 0) next.additionalEmails = emails;
  else delete next.additionalEmails;
  if (phones.length > 0) next.additionalPhones = phones;
  else delete next.additionalPhones;
}

type Beside<T> = {
  sent: readonly T[] | undefined;
  former: readonly T[];
  primary: { before: string | undefined; after: string | undefined };
  keyOf(item: T): string;
  itemOf(value: string): T;
};

/**
 * Without what is the primary one now. An additional one that becomes the primary changes places with
 * it: nothing that a contact was reached by is dropped unless the list itself is sent.
 */
function beside<T>({ sent, former, primary, keyOf, itemOf }: Beside<T>): T[] {
  const now = primary.after === undefined ? undefined : keyOf(itemOf(primary.after));
  const kept = new Map<string, T>();
  for (const item of sent ?? former) {
    const key = keyOf(item);
    if (key !== now) {
      if (!kept.has(key)) kept.set(key, item);
    } else if (!sent && primary.before !== undefined) {
      const displaced = itemOf(primary.before);
      if (keyOf(displaced) !== now) kept.set(keyOf(displaced), displaced);
    }
  }
  return [...kept.values()];
}
