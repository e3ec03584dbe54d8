import type { Static } from 'typebox';
import type { getContacts } from '../../../../contract/contacts/operations.ts';
import { errors } from '../../../errors/catalogue.ts';
import { emailKey, looksLikeEmail } from '../../../lib/email.ts';
import { unspaced } from '../../../lib/sent-address.ts';
import { tagKey } from '../../../lib/tags.ts';
import { foldText } from '../../../lib/text.ts';
import type { Condition, Source } from '../search/search-contacts.store.ts';
import { phoneKey, textFilter } from '../search/text-filter.ts';

type Query = Static<NonNullable<(typeof getContacts)['query']>>;

export const mostNamed = 100;

function atMost(field: string, named: readonly unknown[]): void {
  if (named.length <= mostNamed) return;
  const message = `${field} must name at most ${mostNamed}`;
  throw errors.validationFailed([{ field, message }]);
}

/** What a request filters by: all must hold. Throws `validation_failed`. `loose` are unknown parameters whose text is an e-mail or phone. */
export function toContactFilters(
  query: Query,
  loose: readonly string[],
  { country, searchable }: { country: string; searchable: readonly string[] },
): Condition[] {
  const isEmail = (text: string): Condition => {
    return { identity: 'email', value: emailKey(unspaced(text)) };
  };
  const isPhone = (text: string): Condition => {
    return { identity: 'phone', value: phoneKey(text, country) };
  };
  const identities = [
    ...(query.email ? [isEmail(query.email)] : []),
    ...(query.phone ? [isPhone(query.phone)] : []),
    ...loose.map((text) => (looksLikeEmail(unspaced(text)) ? isEmail(text) : isPhone(text))),
  ];
  atMost('query', identities);
  const equals = (
    column: Extract<Source, { column: unknown }>['column'],
    value: string | undefined,
  ): Condition[] => (value ? [{ equals: { column }, value }] : []);
  const key = (text: string | undefined): string | undefined => (text ? foldText(text) : undefined);
  const tags = [query.tags ?? []].flat().flatMap((each) => each.split(','));
  const named = new Set(tags.map((tag) => tagKey(tag.trim())));
  const tagKeys = [...named].filter((each) => each !== '');
  atMost('tags', tagKeys);
  // Commas alone name no tag: nothing has it, rather than everything.
  const wanted = query.tags !== undefined && tagKeys.length === 0 ? [''] : tagKeys;
  return [
    ...identities,
    ...(query.query?.trim() ? [{ text: textFilter(query.query, country, { searchable }) }] : []),
    ...equals('first_name_key', key(query.firstName)),
    ...equals('last_name_key', key(query.lastName)),
    ...equals('company_name_key', key(query.companyName)),
    ...equals('source_key', key(query.source)),
    ...equals('assigned_to', query.assignedTo),
    ...wanted.map((tag): Condition => ({ tag })),
  ];
}
