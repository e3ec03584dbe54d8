import { digitsOf, searchText } from '../../../lib/text.ts';
import type { ContactBody } from '../contact-body.ts';

/** What `query` reads of a contact, beside its tags: folded, a value a line. */
export function textOf(body: ContactBody): string {
  const { additionalEmails = [], additionalPhones = [] } = body;
  const phone = body.phone && digitsOf(body.phone);
  const parts = [
    body.name,
    body.email,
    phone,
    body.companyName,
    ...additionalEmails.map(({ email }) => email),
    ...additionalPhones.map((each) => digitsOf(each.phone)),
  ];
  return searchText(parts.filter((part) => part !== undefined));
}
