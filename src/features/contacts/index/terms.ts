import { createHash } from 'node:crypto';
import { beginningOf, longestBeginning } from '../../../lib/grams.ts';
import { orderedNumber } from '../../../lib/ordered-number.ts';
import type { Term } from '../../../storage/term-expression.ts';
import type { Source, SortKey, TimeSource } from '../search/search-contacts.store.ts';

/*
 * The terms of the index: what is true of a contact, each one word. `source=value` is a value as it is compared,
 * `source!` that there is one, `source#…` and `source<…` a number and the widths that it lies in, `source@…` a day and
 * what it lies in, `source^…` how its sort key begins; `~…`, `^…` and `.…` are of texts.
 */

/** Of a contact that has tags, those of deleted tags among them. */
export const tagged: Term = 'tag!';
/** Of a contact whose address of this kind is not compared as it is read: any part may be in it. */
export const readOtherwise = (kind: 'email' | 'phone'): Term => `${kind}~`;
/** Texts of other fields than `query` reads are longer than what is looked into: any part may be in the rest. */
export const cutShort: Term = '..';

/** Of a contact that has notes. */
export const noted: Term = 'note!';

export const tagTerm = (tagNo: number): Term => `tag=${tagNo}`;
export const hookTerm = (hookNo: number): Term => `hook=${hookNo}`;
export const identityTerm = (kind: 'email' | 'phone', value: string): Term =>
  `${kind}=${written(value)}`;
export const fullNameTerm = (name: string): Term => `whole=${written(name)}`;
/** A part of what `query` reads, of at most three signs. */
export const textPart = (gram: string): Term => `~${gram}`;
/** The beginning of a word of it. */
export const textBeginning = (beginning: string): Term => `^${beginning}`;
/** A word of it that is not too short to be found with a slip. */
export const textWord = (word: string): Term => `${textWords}${written(word)}`;
export const textWords = '^=';
/** A part, of three signs, of what other fields hold. */
export const otherPart = (gram: string): Term => `.${gram}`;

/** What the terms of a source begin with. */
export function codeOf(
  source: Source | { time: TimeSource } | { identity: 'email' | 'phone' },
): string {
  if ('column' in source) return source.column;
  if ('path' in source) return source.path.toLowerCase();
  if ('list' in source) return source.list;
  if ('related' in source) return source.related;
  if ('time' in source) return source.time;
  if ('identity' in source) return source.identity;
  const { customField, option } = source;
  const field = shortId(customField);
  return option === undefined ? field : `${field}.${option.replaceAll(/[^a-z0-9-]/g, escaped)}`;
}

/** What the terms are called of the number of open tasks, which is 0 where there are none. */
export const openTasks = 'open_tasks';
/** And of when what hangs on a contact was changed. */
export const activity = 'activity';

export const present = (code: string): Term => `${code}!`;

export function valueTerm(code: string, value: string | number): Term {
  return typeof value === 'number'
    ? `${code}#${orderedNumber(value)}`
    : `${code}=${written(value)}`;
}

/** Of the digits of an ordered number, so many of which are a width. */
export const numberWidths = [1, 2, 3, 4, 5, 6] as const;
export const numberWithin = (code: string, digits: string): Term => `${code}<${digits}`;

/** A day as `YYYYMMDD`, and what it lies in by its first digits: century, decade, year, month. */
export const dayWidths = [2, 3, 4, 6, 8] as const;
const longestDay = 8;
export const dayWithin = (code: string, digits: string): Term =>
  digits.length === longestDay ? `${daysOf(code)}${digits}` : `${code}@${digits}`;
/** What the terms of whole days begin with. */
export const daysOf = (code: string): string => `${code}@=`;

const lastMs = Date.UTC(9999, 11, 31);

/** The day in UTC; of times before the year 0 and after 9999 the nearest. */
export function dayOf(ms: number): string {
  const first = -62_167_219_200_000;
  const no = Math.floor(Math.min(lastMs, Math.max(first, ms)) / dayMs);
  // Most are of the same day as the one before.
  if (no !== lastDay.no) {
    lastDay = { no, text: new Date(no * dayMs).toISOString().slice(0, 10) };
  }
  return lastDay.text;
}

const dayMs = 86_400_000;
let lastDay = { no: 0, text: '1970-01-01' };

const sortedBy = 3;

/** How sort keys begin, in their order: as the bytes are compared. */
export function keyBeginning(key: string): string {
  return Buffer.from(beginningOf(key, sortedBy)).toString('hex');
}

export const keyTerm = (code: string, beginning: string): Term => `${code}^${beginning}`;
/** That there is one, beside which there may be additional ones. */
export const primaryEmail = 'primary_email';
/** What sort keys are told apart by, before they are compared themselves. */
export type BegunKey = Extract<
  SortKey,
  'first_name_key' | 'last_name_key' | 'company_name_key' | 'source_key' | 'email' | 'full_name'
>;

/** A folded text of which every part can be a term; what is no white space and no word either is left out. */
export function words(text: string): string {
  return text.replaceAll(/(?!\s)[\p{Cc}`A-Z]/gu, '\ufffd');
}

const longestWritten = 80;

/** A value as a part of one word, which takes no capital letters and no white space; a long one by its hash. */
export function written(value: string): string {
  const word = /^[^\s\p{Cc}`A-Z]*$/u.test(value)
    ? value
    : value.replaceAll(/[\s\p{Cc}`A-Z]/gu, escaped);
  if (word.length <= longestWritten) return word;
  return `\`\`${createHash('sha256').update(value).digest('hex').slice(0, 32)}`;
}

function escaped(sign: string): string {
  return `\`${sign.charCodeAt(0).toString(36)}.`;
}

/** An id in small letters, with which of them are capital ones in a number behind it: a shorter term. */
function shortId(id: string): string {
  if (!/^[A-Za-z0-9]{1,50}$/.test(id)) return written(id);
  let capitals = 0n;
  for (const sign of id) capitals = capitals * 2n + (/[A-Z]/.test(sign) ? 1n : 0n);
  return `${id.toLowerCase()}.${capitals.toString(36)}`;
}

/** What was written so; undefined of what is known by its hash only. */
export function readAgain(word: string): string | undefined {
  if (word.startsWith('``')) return undefined;
  return word.replaceAll(/`([0-9a-z]+)\./g, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 36)),
  );
}

/** Of a word, which may be longer than a beginning that is a term. */
export function beginningAsTerm(word: string): Term {
  return textBeginning(beginningOf(word, longestBeginning));
}
