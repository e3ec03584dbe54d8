import { AppError } from '../../../errors/app-error.ts';
import { errors } from '../../../errors/catalogue.ts';
import { parseCountry } from '../../../lib/countries.ts';
import { keepsDigits } from '../../../lib/exact-number.ts';
import { emailKey } from '../../../lib/email.ts';
import { parseIsoTime } from '../../../lib/iso-time.ts';
import {
  dayIn,
  looksRelative,
  parseRelativeTime,
  relativeForms,
} from '../../../lib/relative-time.ts';
import { type Order, readDay } from '../../../lib/written-date.ts';
import { tagKey } from '../../../lib/tags.ts';
import { digitsOf, foldText } from '../../../lib/text.ts';
import type { CustomField } from '../../custom-fields/custom-field.ts';
import type { FieldDefinitions } from '../../custom-fields/field-definitions.ts';
import { phoneKey, textFilter } from './text-filter.ts';
import type { Condition, Range, Source } from './search-contacts.store.ts';
import {
  type Operator,
  type SearchField,
  customFieldSearch,
  findSearchField,
  similarFields,
} from './search-fields.ts';

export type SearchRules = {
  country: string;
  timeZone: string;
  fields: FieldDefinitions;
  /** What relative times are read by. */
  now: number;
};
/** Counted down over the whole search. */
type Reading = SearchRules & {
  left: { filters: number; values: number; characters: number; notes: number };
};

export const mostFilters = 100;
export const deepest = 6;
export const longestName = 300;
export const longestValue = 500;
export const mostValues = 100;
export const mostValuesInAll = 1000;
export const mostCharactersInAll = 100_000;
/** Filters by texts of notes: each doubles what is asked of the index. */
export const mostNoteFilters = 4;

/** A list, or an object that holds the value that each of its fields must have. */
export type SentFilters = readonly Record<string, unknown>[] | Readonly<Record<string, unknown>>;

/** What is searched for in texts, and whether its words are also found with a slip. */
export type SentText = { query?: string | undefined; fuzzy?: boolean | undefined };

/**
 * Free text and filters as one condition; throws an error that names the filter: `search_invalid`,
 * or `validation_failed` where they are an object.
 */
export function toCondition(filters: SentFilters, text: SentText, rules: SearchRules): Condition {
  const left = {
    filters: mostFilters,
    values: mostValuesInAll,
    characters: mostCharactersInAll,
    notes: mostNoteFilters,
  };
  const reading = { ...rules, left };
  const all = named(filters, ([at, filter]) => read(filter, `filters.${at}`, reading, 1));
  const { query, fuzzy } = text;
  if (query?.trim()) {
    const { searchable } = rules.fields;
    all.push({ text: textFilter(query, rules.country, { fuzzy, searchable }) });
  }
  return { all };
}

function named(sent: SentFilters, toOne: (filter: [string, unknown]) => Condition): Condition[] {
  if (Array.isArray(sent)) return Object.entries(sent).map(toOne);
  try {
    return Object.entries(sent).map(([field, value]) =>
      toOne([field, { field, operator: 'eq', value }]),
    );
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'search_invalid') throw error;
    throw errors.validationFailed(error.fields ?? []);
  }
}

function refuse(field: string, message: string): never {
  throw errors.searchInvalid([{ field, message }]);
}

function read(filter: unknown, at: string, rules: Reading, depth: number): Condition {
  if (typeof filter !== 'object' || filter === null) return refuse(at, `${at} must be an object`);
  if (depth > deepest) refuse(at, `filters may be at most ${deepest} groups deep`);
  rules.left.filters -= 1;
  if (rules.left.filters < 0) refuse(at, `at most ${mostFilters} filters are taken`);
  if ('$not' in filter) {
    const [other] = Object.keys(filter).filter((key) => key !== '$not');
    if (other !== undefined) refuse(`${at}.${other}`, `${at}.${other} must not stand beside $not`);
    const inner: unknown[] = Array.isArray(filter.$not) ? filter.$not : [filter.$not];
    if (inner.length === 0) refuse(`${at}.$not`, `${at}.$not must hold a filter`);
    const all = inner.map((each, index) => read(each, `${at}.$not.${index}`, rules, depth + 1));
    return { not: { all } };
  }
  if ('group' in filter || ('filters' in filter && !('field' in filter))) {
    const group = 'group' in filter ? wordOf(filter.group).toUpperCase() : 'AND';
    const inner = 'filters' in filter ? filter.filters : undefined;
    if (group !== 'AND' && group !== 'OR') refuse(`${at}.group`, `${at}.group must be AND or OR`);
    if (!Array.isArray(inner)) return refuse(`${at}.filters`, `${at}.filters must be a list`);
    const conditions = inner.map((each, index) =>
      read(each, `${at}.filters.${index}`, rules, depth + 1),
    );
    return group === 'AND' ? { all: conditions } : { any: conditions };
  }
  const name = 'field' in filter ? wordOf(filter.field) : '';
  const operator = 'operator' in filter ? wordOf(filter.operator) : '';
  if (name.length > longestName) {
    refuse(`${at}.field`, `${at}.field must have at most ${longestName} characters`);
  }
  const field = fieldNamed(name, rules) ?? unknownField(name, `${at}.field`);
  const known = field.operators.find((each) => each === operator);
  if (!known) {
    const allowed = field.operators.join(', ');
    return refuse(
      `${at}.operator`,
      `Invalid operator ${operator} for field ${name}: use ${allowed}`,
    );
  }
  const value = 'value' in filter ? filter.value : undefined;
  return conditionOf(field, known, value, `${at}.value`, rules);
}

/** No name here is longer; of a list or an object there is none. */
function wordOf(sent: unknown): string {
  return typeof sent === 'object' ? '' : String(sent).slice(0, longestValue);
}

function unknownField(name: string, at: string): never {
  const similar = similarFields(name);
  const hint = similar.length > 0 ? `; similar: ${similar.slice(0, 5).join(', ')}` : '';
  throw errors.searchInvalid([{ field: at, message: `Invalid field ${name}${hint}` }], name);
}

/** A field of contacts, or `customFields.<id or key>`, with the option of a text-box list. */
function fieldNamed(name: string, { fields }: SearchRules): SearchField | undefined {
  const known = findSearchField(name);
  if (known || !name.startsWith('customFields.')) return known;
  const [first = '', ...rest] = name.slice('customFields.'.length).split('.');
  const isKey = first === 'contact';
  const id = isKey ? (rest[0] ?? '') : first;
  const option = isKey ? rest[1] : rest[0];
  const field = fields.byId.get(id) ?? fields.byKey.get(id);
  return field && customSearchField(field, option);
}

function customSearchField(
  field: CustomField,
  option: string | undefined,
): SearchField | undefined {
  const source = { customField: field.id, ...(option !== undefined && { option }) };
  return { source, ...customFieldSearch(field.dataType, option !== undefined) };
}

function conditionOf(
  field: SearchField,
  operator: Operator,
  value: unknown,
  at: string,
  rules: Reading,
): Condition {
  switch (operator) {
    case 'exists':
      return existing(field);
    case 'not_exists':
      return { not: existing(field) };
    case 'range':
      return ranged(field, value, at, rules);
    case 'nested':
      return { never: true };
    case 'eq':
    case 'contains':
      if (field.kind === 'notes') return ofNotes(value, at, rules);
      return anyOf(valuesOf(value, at, rules), (each) =>
        matching(field, operator, each, at, rules),
      );
    case 'not_eq':
    case 'not_contains': {
      if (field.kind === 'notes') return { not: ofNotes(value, at, rules) };
      const how = operator === 'not_eq' ? 'eq' : 'contains';
      return {
        not: anyOf(valuesOf(value, at, rules), (each) => matching(field, how, each, at, rules)),
      };
    }
    default:
      return operator satisfies never;
  }
}

function anyOf<T>(values: readonly T[], toOne: (value: T) => Condition): Condition {
  const [first, ...rest] = values.map(toOne);
  return first && rest.length === 0 ? first : { any: first ? [first, ...rest] : [] };
}

type Value = string | number | boolean;

function valuesOf(value: unknown, at: string, rules: Reading): Value[] {
  const values: unknown[] = Array.isArray(value) ? value : [value];
  if (values.length > mostValues) refuse(at, `${at} must have at most ${mostValues} values`);
  rules.left.values -= values.length;
  if (rules.left.values < 0) refuse(at, `filters take at most ${mostValuesInAll} values in all`);
  return values.map((each) => {
    const isValue =
      typeof each === 'string' || typeof each === 'number' || typeof each === 'boolean';
    if (!isValue)
      return refuse(at, `${at} must be a text, a number, true or false, or a list of them`);
    if (String(each).length > longestValue) {
      return refuse(at, `${at} must have at most ${longestValue} characters`);
    }
    spend(String(each).length, at, rules);
    return each;
  });
}

/** Characters of values, as they are sent and by what folding adds: one sign can become eighteen. */
function spend(characters: number, at: string, { left }: Reading): void {
  left.characters -= characters;
  if (left.characters >= 0) return;
  refuse(at, `filters take at most ${mostCharactersInAll} characters in all`);
}

function existing(field: SearchField): Condition {
  switch (field.kind) {
    case 'email':
    case 'phone':
      return { identity: field.kind };
    case 'tags':
      return { tagged: true };
    case 'notes':
      return { noted: true };
    case 'unknown':
      return { never: true };
    case 'time':
      return { has: field.time };
    case 'text':
    case 'number':
    case 'boolean':
    case 'country':
    case 'date':
      return { exists: field.source };
    default:
      return field satisfies never;
  }
}

function matching(
  field: SearchField,
  how: 'eq' | 'contains',
  value: Value,
  at: string,
  rules: Reading,
): Condition {
  const text = String(value);
  const { country, timeZone } = rules;
  switch (field.kind) {
    case 'text': {
      const { source } = field;
      const folded = foldText(text);
      spend(Math.max(0, folded.length - text.length), at, rules);
      if (how === 'contains') return { contains: source, text: folded };
      const isId =
        'column' in source && (source.column === 'id' || source.column === 'assigned_to');
      return { equals: source, value: isId ? text : folded };
    }
    case 'number': {
      const number = Number(text);
      if (text.trim() === '' || !Number.isFinite(number)) refuse(at, `${at} must be a number`);
      if (!isExact(value)) refuse(at, `${at} has more digits than can be compared`);
      return { equals: field.source, value: number };
    }
    case 'boolean': {
      if (text !== 'true' && text !== 'false') refuse(at, `${at} must be true or false`);
      return { equals: field.source, value: text === 'true' ? 1 : 0 };
    }
    case 'date':
      return { equals: field.source, value: dayOf(value, at, orderOf(field.source), timeZone) };
    case 'country':
      return { equals: field.source, value: foldText(parseCountry(text) ?? text) };
    case 'email':
      return how === 'eq'
        ? { identity: 'email', value: emailKey(text) }
        : { identity: 'email', part: emailKey(text) };
    case 'phone':
      return how === 'eq'
        ? { identity: 'phone', value: phoneKey(text, country) }
        : { identity: 'phone', part: digitsOf(text) };
    case 'tags':
      return how === 'eq' ? { tag: tagKey(text.trim()) } : { tagPart: tagKey(text.trim()) };
    case 'unknown':
    case 'notes':
    case 'time':
      return { never: true };
    default:
      return field satisfies never;
  }
}

function ofNotes(value: unknown, at: string, rules: Reading): Condition {
  rules.left.notes -= 1;
  if (rules.left.notes < 0) refuse(at, `at most ${mostNoteFilters} filters ask for texts of notes`);
  const texts = valuesOf(value, at, rules).map((each) => foldText(String(each)));
  return texts.includes('') ? { noted: true } : { notes: texts };
}

/** A number was looked at while it was a text. */
function isExact(value: unknown): boolean {
  return typeof value !== 'string' || keepsDigits(value.trim());
}

const bounds = ['gt', 'gte', 'lt', 'lte'] as const;

function ranged(
  field: SearchField,
  value: unknown,
  at: string,
  { timeZone, now }: Pick<SearchRules, 'timeZone' | 'now'>,
): Condition {
  if (typeof value === 'string' && looksRelative(value)) {
    return ranged(field, { gte: value, lte: value }, at, { timeZone, now });
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return refuse(
      at,
      `${at} must be an object with gt, gte, lt or lte, or a period such as this_month`,
    );
  }
  const sent = Object.entries(value);
  const known = sent.flatMap(([name, each]) => {
    const bound = bounds.find((key) => key === name);
    return bound ? [[bound, each] as const] : [];
  });
  if (known.length === 0 || known.length < sent.length) {
    return refuse(at, `${at} must have gt, gte, lt or lte and nothing else`);
  }
  const relative = (bound: (typeof bounds)[number], each: unknown): number | undefined => {
    const isDated = field.kind === 'time' || field.kind === 'date';
    if (!isDated || typeof each !== 'string' || !looksRelative(each)) return undefined;
    const time = parseRelativeTime(each, { now, timeZone });
    if (!time) return refuse(at, `${at} must have dates, or times such as ${relativeForms}`);
    // Of a period the first millisecond, or the last one, which it is up to.
    const isUpTo = bound === 'lte' || bound === 'gt';
    return isUpTo ? Math.max(time.from, time.to - 1) : time.from;
  };
  const read = (bound: (typeof bounds)[number], each: unknown): number | string => {
    const time = relative(bound, each);
    if (time !== undefined) return field.kind === 'date' ? dayIn(time, timeZone) : time;
    if (field.kind === 'time') return timeOf(each, at);
    if (field.kind === 'date') return dayOf(each, at, orderOf(field.source), timeZone);
    const number = typeof each === 'string' && each.trim() !== '' ? Number(each) : each;
    if (typeof number !== 'number' || !Number.isFinite(number))
      return refuse(at, `${at} must have numbers`);
    if (!isExact(each)) refuse(at, `${at} has more digits than can be compared`);
    return number;
  };
  const range: Range = Object.fromEntries(known.map(([bound, each]) => [bound, read(bound, each)]));
  if (field.kind === 'time') return { range: { time: field.time }, bounds: range };
  if (field.kind === 'number' || field.kind === 'date')
    return { range: field.source, bounds: range };
  return { never: true };
}

function timeOf(value: unknown, at: string): number {
  const isTime = typeof value === 'number' || typeof value === 'string';
  const digits = typeof value === 'string' && /^\d{10,16}$/.test(value);
  const written = typeof value === 'string' && !digits ? parseIsoTime(value) : undefined;
  const time =
    written ?? (isTime ? new Date(digits ? Number(value) : value).getTime() : Number.NaN);
  return Number.isNaN(time) ? refuse(at, `${at} must have dates or milliseconds`) : time;
}

/** Read as the values that it finds were read. */
function dayOf(value: unknown, at: string, order: Order, timeZone: string): string {
  const isDay = typeof value === 'number' || typeof value === 'string';
  const day = readDay(isDay ? value : '', { order, timeZone });
  return 'date' in day ? day.date : refuse(at, `${at} ${day.problem}`);
}

/** The published formats of a date of birth begin with the month. */
function orderOf(source: Source): Order {
  return 'customField' in source ? 'unknown' : 'month first';
}
