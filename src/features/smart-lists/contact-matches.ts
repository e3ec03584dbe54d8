import { holdsNearly } from '../../lib/slips.ts';
import { foldText } from '../../lib/text.ts';
import { tagKey } from '../../lib/tags.ts';
import type { ContactBody } from '../contacts/contact-body.ts';
import type { SearchRequest } from '../contacts/search/search-contacts.ts';
import { identityValues } from '../contacts/write/identities.ts';
import { textOf } from '../contacts/index/search-text.ts';
import { keysOf } from '../contacts/write/write-contact.ts';
import { type Stored, compareStored, storedOf } from './stored-value.ts';

export type Condition = SearchRequest['condition'];
export type Source = Extract<Condition, { exists: unknown }>['exists'];
type Range = Extract<Condition, { range: unknown }>;
type TextFilter = Extract<Condition, { text: unknown; contains?: never }>['text'];

/** A live contact as its row and its tags have it. */
export type ContactState = { body: ContactBody; tags: readonly string[] };

/**
 * Whether a contact is found by a condition, decided by its body and tags alone and exactly as the
 * search decides it; `unknownOf` says of which conditions that is not enough.
 */
export function isFound(condition: Condition, contact: ContactState): boolean {
  const { body, tags } = contact;
  if ('all' in condition) return condition.all.every((each) => isFound(each, contact));
  if ('any' in condition) return condition.any.some((each) => isFound(each, contact));
  if ('not' in condition) return !isFound(condition.not, contact);
  if ('exists' in condition) {
    return valuesOf(condition.exists, body).some((value) => value !== null);
  }
  if ('equals' in condition) {
    const { equals: source, value: wanted } = condition;
    return valuesOf(source, body).some((value) => comparable(source, value, wanted) === wanted);
  }
  if ('contains' in condition) {
    const { contains: source, text } = condition;
    return valuesOf(source, body).some((value) => {
      const folded = comparable(source, value, text);
      // No field that is looked for in part holds numbers.
      return typeof folded === 'string' && folded.includes(text);
    });
  }
  if ('range' in condition) {
    const { range, bounds } = condition;
    const values = 'time' in range ? [timeOf(range.time, body)] : valuesOf(range, body);
    return values.some((value) => isWithin(value, bounds));
  }
  if ('has' in condition) return timeOf(condition.has, body) !== null;
  if ('identity' in condition) {
    const { identity, value, part = '' } = condition;
    const held = identityValues(identity, body);
    return value === undefined ? held.some((each) => each.includes(part)) : held.includes(value);
  }
  if ('text' in condition) return hasText(condition.text, contact);
  if ('noted' in condition || 'notes' in condition || 'among' in condition) {
    throw new Error('the notes of a contact are not part of it');
  }
  if ('never' in condition) return false;
  return tags.some((tag) => isTagMeant(condition, tag));
}

export type TagCondition = Extract<
  Condition,
  { tag: string } | { tagPart: string } | { tagged: true }
>;

/** Whether having a tag of this name is enough. */
export function isTagMeant(condition: TagCondition, name: string): boolean {
  if ('tag' in condition) return tagKey(name) === condition.tag;
  return !('tagPart' in condition) || tagKey(name).includes(condition.tagPart);
}

/** Whether a tag of this name has one of the words in it. */
export function isTagNamed(filter: TextFilter, name: string): boolean {
  return filter.namesTags && filter.terms.some((term) => holdsWord(filter, foldText(name), term));
}

function holdsWord({ forgiven }: TextFilter, text: string, term: string): boolean {
  return text.includes(term) || (forgiven.includes(term) && holdsNearly(text, term));
}

function hasText(filter: TextFilter, { body, tags }: ContactState): boolean {
  const { terms, digits, email, phone, namesTags } = filter;
  const text = textOf(body);
  const named = namesTags ? tags.map(foldText) : [];
  const inFields = filter.fields
    .flatMap((customField) => valuesOf({ customField }, body))
    .flatMap((value) => (typeof value === 'string' ? [foldText(value)] : []));
  const isThere = (term: string): boolean =>
    [text, ...named].some((each) => holdsWord(filter, each, term)) ||
    (filter.inFields.includes(term) && inFields.some((each) => each.includes(term)));
  return (
    (terms.length > 0 && terms.every(isThere)) ||
    (digits !== null && text.includes(digits)) ||
    (email !== null && identityValues('email', body).includes(email)) ||
    (phone !== null && identityValues('phone', body).includes(phone))
  );
}

/** Texts are compared folded, but those of columns, which are folded already, or ids. */
function comparable(source: Source, value: Stored, wanted: string | number): Stored {
  const isFolded = typeof wanted === 'number' || 'column' in source;
  return isFolded || typeof value !== 'string' ? value : foldText(value);
}

const dayLength = 10;

function isWithin(value: Stored, bounds: Range['bounds']): boolean {
  if (value === null) return false;
  const isDay = Object.values(bounds).some((bound) => typeof bound === 'string');
  // A value of another type is in no range.
  if (isDay ? typeof value !== 'string' || value.length !== dayLength : typeof value === 'string') {
    return false;
  }
  const { gt, gte, lt, lte } = bounds;
  return (
    (gt === undefined || compareStored(value, gt) > 0) &&
    (gte === undefined || compareStored(value, gte) >= 0) &&
    (lt === undefined || compareStored(value, lt) < 0) &&
    (lte === undefined || compareStored(value, lte) <= 0)
  );
}

function timeOf(time: Extract<Condition, { has: unknown }>['has'], body: ContactBody): Stored {
  switch (time) {
    case 'date_added':
      return Date.parse(body.dateAdded);
    case 'date_updated':
      return Date.parse(body.dateUpdated);
    case 'last_appointment':
    case 'next_task_due':
    case 'last_activity':
      throw new Error('what hangs on a contact is not part of it');
    default:
      return time satisfies never;
  }
}

function valuesOf(source: Source, body: ContactBody): Stored[] {
  if ('column' in source) return [columnOf(source.column, body)];
  if ('path' in source) return [storedOf(memberOf(body, source.path.split('.')))];
  if ('list' in source) return (body.followers ?? []).map(storedOf);
  if ('related' in source) throw new Error(`${source.related} is not part of a contact`);
  const { customField, option } = source;
  return body.customFields
    .filter(({ id }) => id === customField)
    .flatMap(({ value }) => {
      const held = option === undefined ? value : memberOf(value, [option]);
      // A list that is empty stands there as itself.
      return Array.isArray(held) && held.length > 0
        ? held.map((each) => (each === null ? JSON.stringify(held) : storedOf(each)))
        : [storedOf(held)];
    });
}

function columnOf(
  column: Extract<Source, { column: unknown }>['column'],
  body: ContactBody,
): string | null {
  if (column === 'id') return body.id;
  const keys = keysOf(body);
  switch (column) {
    case 'first_name_key':
      return keys.firstNameKey;
    case 'last_name_key':
      return keys.lastNameKey;
    case 'company_name_key':
      return keys.companyNameKey;
    case 'source_key':
      return keys.sourceKey;
    case 'assigned_to':
      return keys.assignedTo;
    default:
      return column satisfies never;
  }
}

function memberOf(value: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (held, name) =>
      typeof held === 'object' && held !== null && !Array.isArray(held) && Object.hasOwn(held, name)
        ? Object.entries(held).find(([key]) => key === name)?.[1]
        : undefined,
    value,
  );
}
