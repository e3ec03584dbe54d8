import { emailKey, looksLikeEmail } from '../../../lib/email.ts';
import { gramLength, lengthOf } from '../../../lib/grams.ts';
import { parsePhone } from '../../../lib/phone.ts';
import { searchWords } from '../../../lib/search-words.ts';
import { unspaced } from '../../../lib/sent-address.ts';
import { isForgiven } from '../../../lib/slips.ts';
import { digitsOf, foldText } from '../../../lib/text.ts';
import type { TextFilter } from './search-contacts.store.ts';

/** How well a contact is what a text names: by its e-mail, phone, name, beginnings of words, in part, or but for slips. */
export const ranks = { email: 0, phone: 1, name: 2, beginning: 3, part: 4, nearly: 5 } as const;

/** Each word reads the names of all tags, and custom fields; a longer text names none. */
export const mostWordsOfTags = 20;

/** Of a text that is searched for with slips; for each the words of the location are looked through. */
export const mostWordsForgiven = 10;

/** Throws `validation_failed`. */
export function textFilter(
  query: string,
  country: string,
  { fuzzy = false, searchable }: { fuzzy?: boolean | undefined; searchable: readonly string[] },
): TextFilter {
  const digits = digitsOf(query);
  const phoneLike = /^[\s\d().+-]+$/.test(query) && digits.length > 0;
  const email = unspaced(query);
  const isEmail = looksLikeEmail(email);
  const phone = phoneLike ? phoneKey(query, country) : '';
  const name = foldText(isEmail ? email : query);
  const terms = searchWords('query', isEmail ? email : query);
  return {
    terms,
    namesTags: terms.length <= mostWordsOfTags,
    fields: searchable,
    // Of shorter ones the index does not tell in which fields they are a part.
    inFields:
      searchable.length > 0 && terms.length <= mostWordsOfTags
        ? terms.filter((term) => lengthOf(term) >= gramLength)
        : [],
    digits: phoneLike ? digits : null,
    email: isEmail ? emailKey(email) : null,
    phone: phone.startsWith('+') ? phone : null,
    name,
    forgiven: fuzzy && terms.length <= mostWordsForgiven ? terms.filter(isForgiven) : [],
  };
}

/** The stored form of a number; digits that are none match nothing. */
export function phoneKey(text: string, country: string): string {
  const plus = /^\s\d/.test(text) ? `+${text.trim()}` : text.trim();
  const parsed = parsePhone(plus, country);
  return 'problem' in parsed ? plus : parsed.e164;
}
