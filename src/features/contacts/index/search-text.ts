import { plainTextOf } from '../../../lib/plain-text.ts';
import { digitsOf, searchText } from '../../../lib/text.ts';
import type { IndexedNote } from '../../../storage/search-index.ts';
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

/** What is searched of a note, folded: its title and its text without the markup. */
export function noteText({ title, body }: IndexedNote): string {
  return searchText([...(title === null ? [] : [title]), plainTextOf(body)]);
}
