import type { Static } from 'typebox';
import type { getContacts } from '../../../../contract/contacts/operations.ts';
import { errors } from '../../../errors/catalogue.ts';
import { emailKey, looksLikeEmail } from '../../../lib/email.ts';
import { unspaced } from '../../../lib/sent-address.ts';
import { parsePhone } from '../../../lib/phone.ts';
import { tagKey } from '../../../lib/tags.ts';
import { searchWords } from '../../../lib/search-words.ts';
import { digitsOf, foldText } from '../../../lib/text.ts';
import type { ContactFilters } from './list-contacts.store.ts';
import type { TextFilter } from '../search/text-match.store.ts';

type Query = Static<NonNullable<(typeof getContacts)['query']>>;

export const mostNamed = 100;

function atMost(field: string, named: readonly unknown[]): void {
  if (named.length <= mostNamed) return;
  const message = `${field} must name at most ${mostNamed}`;
  throw errors.validationFailed([{ field, message }]);
}

/** What a request filters by. Throws `validation_failed`. `loose` are unknown parameters whose text is an e-mail or phone. */
export function toContactFilters(
  query: Query,
  loose: readonly string[],
  country: string,
): ContactFilters {
  const filters: ContactFilters = {};
  const identities: NonNullable<ContactFilters['identities']> = [];
  if (query.email) identities.push({ kind: 'email', value: emailKey(unspaced(query.email)) });
  if (query.phone) identities.push({ kind: 'phone', value: phoneKey(query.phone, country) });
  for (const text of loose) {
    identities.push(
      looksLikeEmail(unspaced(text))
        ? { kind: 'email', value: emailKey(unspaced(text)) }
        : { kind: 'phone', value: phoneKey(text, country) },
    );
  }
  atMost('query', identities);
  if (identities.length > 0) filters.identities = identities;
  if (query.query?.trim()) filters.texts = [textFilter(query.query, country)];
  if (query.firstName) filters.firstNameKey = foldText(query.firstName);
  if (query.lastName) filters.lastNameKey = foldText(query.lastName);
  if (query.companyName) filters.companyNameKey = foldText(query.companyName);
  if (query.source) filters.sourceKey = foldText(query.source);
  if (query.assignedTo) filters.assignedTo = query.assignedTo;
  const tags = [query.tags ?? []].flat().flatMap((each) => each.split(','));
  const named = new Set(tags.map((tag) => tagKey(tag.trim())));
  const tagKeys = [...named].filter((key) => key !== '');
  atMost('tags', tagKeys);
  // Commas alone name no tag: nothing has it, rather than everything.
  if (query.tags !== undefined) filters.tagKeys = tagKeys.length > 0 ? tagKeys : [''];
  return filters;
}

/** Throws `validation_failed`. */
export function textFilter(query: string, country: string): TextFilter {
  const digits = digitsOf(query);
  const phoneLike = /^[\s\d().+-]+$/.test(query) && digits.length > 0;
  const email = unspaced(query);
  const isEmail = looksLikeEmail(email);
  const phone = phoneLike ? phoneKey(query, country) : '';
  const name = foldText(isEmail ? email : query);
  return {
    terms: searchWords('query', isEmail ? email : query),
    digits: phoneLike ? digits : null,
    email: isEmail ? emailKey(email) : null,
    phone: phone.startsWith('+') ? phone : null,
    name,
  };
}

/** The stored form of a number; digits that are none match nothing. */
export function phoneKey(text: string, country: string): string {
  const plus = /^\s\d/.test(text) ? `+${text.trim()}` : text.trim();
  const parsed = parsePhone(plus, country);
  return 'problem' in parsed ? plus : parsed.e164;
}
