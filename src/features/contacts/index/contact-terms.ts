import { beginningOf, eachGram, lengthOf, longestBeginning, wordsOf } from '../../../lib/grams.ts';
import { orderedNumber } from '../../../lib/ordered-number.ts';
import { shortestForgiven } from '../../../lib/slips.ts';
import { digitsOf, foldText } from '../../../lib/text.ts';
import { type Term, everyContact } from '../../../storage/term-expression.ts';
import type {
  IndexTerms,
  IndexedContact,
  IndexedNote,
  TermChanges,
} from '../../../storage/search-index.ts';
import type { ContactBody } from '../contact-body.ts';
import { searchFields } from '../search/search-fields.ts';
import type { Source } from '../search/search-contacts.store.ts';
import { identitiesOf } from '../write/identities.ts';
import { noteText, textOf } from './search-text.ts';
import * as terms from './terms.ts';

type Contact = Omit<IndexedContact, 'body'> & { body: ContactBody };
type Add = (term: Term) => void;

/**
 * A part of the terms of a contact, which no other part has: `of` is all that they are made of, so that what is the
 * same before and after is not looked into.
 */
type Part = { of(contact: Contact): string; add(contact: Contact, add: Add): void };

/** Sources of which every part of a text is a term, beside those that `query` reads. */
export const otherTexts: ReadonlySet<string> = new Set(['address1', 'website']);
/** Of such texts of one contact. */
const mostPartCharacters = 4000;

const everyone: Part = { of: () => '', add: (_contact, add) => add(everyContact) };

/** The sources of the fields that a body holds, each once. */
const bodySources = new Map(
  Object.values(searchFields).flatMap((field) => {
    if (!('source' in field)) return [];
    const { source, kind } = field;
    if (!('column' in source || 'path' in source || 'list' in source)) return [];
    return [[terms.codeOf(source), { source, isDay: kind === 'date' }] as const];
  }),
);

const ofSources = [...bodySources].map(
  ([code, { source, isDay }]): Part => ({
    of: ({ body }) => valuesOf(body, source).join('\0'),
    add: ({ body }, add) => {
      const values = valuesOf(body, source);
      if (values.length > 0) add(terms.present(code));
      for (const value of values) addValue(add, code, value, isDay);
    },
  }),
);

const customFields: Part = {
  of: ({ body }) => JSON.stringify(body.customFields),
  add: ({ body }, add) => {
    for (const { id, value } of body.customFields ?? []) {
      for (const [code, values] of customValues(id, value)) {
        if (values.length > 0) add(terms.present(code));
        for (const each of values) addCustom(add, code, each);
      }
    }
  },
};

/** What is found by any part of it, beside what `query` reads. */
const otherParts: Part = {
  of: ({ body }) => JSON.stringify(otherTextsOf(body)),
  add: ({ body }, add) => {
    let left = mostPartCharacters;
    for (const text of otherTextsOf(body)) {
      if (text.length > left) add(terms.cutShort);
      const read = foldText(text.slice(0, Math.max(0, left)).toWellFormed());
      eachGram(terms.words(read), 3, (gram) => add(terms.otherPart(gram)));
      left -= text.length;
    }
  },
};

const text: Part = {
  of: ({ body }) => textOf(body),
  add: ({ body }, add) => {
    const read = terms.words(textOf(body));
    eachGram(read, 1, (gram) => add(terms.textPart(gram)));
    for (const word of new Set(wordsOf(read))) {
      const length = lengthOf(word);
      for (let first = 1; first <= longestBeginning && first <= length; first += 1) {
        add(terms.textBeginning(beginningOf(word, first)));
      }
      // With a letter more it is one that is found with a slip.
      if (length >= shortestForgiven - 1) add(terms.textWord(word));
    }
  },
};

const identities: Part = {
  of: ({ body }) =>
    identitiesOf(body)
      .map(({ kind, value }) => `${kind}${value}`)
      .join('\0'),
  add: ({ body }, add) => {
    for (const { kind, value } of identitiesOf(body)) {
      add(terms.identityTerm(kind, value));
      add(terms.present(kind));
      const isRead = kind === 'email' ? foldText(value) === value : value === `+${digitsOf(value)}`;
      if (!isRead) add(terms.readOtherwise(kind));
    }
  },
};

const names: Part = {
  of: ({ body }) => fullName(body),
  add: ({ body }, add) => add(terms.fullNameTerm(fullName(body))),
};

const begunKeys: readonly (readonly [terms.BegunKey, (body: ContactBody) => string | undefined])[] =
  [
    ['first_name_key', (body) => columnOf(body, 'first_name_key')],
    ['last_name_key', (body) => columnOf(body, 'last_name_key')],
    ['company_name_key', (body) => columnOf(body, 'company_name_key')],
    ['source_key', (body) => columnOf(body, 'source_key')],
    ['email', (body) => body.emailLowerCase],
    ['full_name', (body) => body.fullNameLowerCase ?? ''],
  ];

const ofKeys = begunKeys.map(([code, keyOf]): Part => {
  const beginning = ({ body }: Contact): string | undefined => {
    const key = keyOf(body);
    return key === undefined ? undefined : terms.keyTerm(code, terms.keyBeginning(key));
  };
  return {
    of: (contact) => beginning(contact) ?? '',
    add: (contact, add) => {
      const term = beginning(contact);
      if (term === undefined) return;
      add(term);
      // The others are sources, which say it themselves.
      if (code === 'email') add(terms.present(terms.primaryEmail));
    },
  };
});

const ofTimes = (
  [
    ['date_added', ({ dateAdded }) => [dateAdded]],
    ['date_updated', ({ dateUpdated }) => [dateUpdated]],
    ['last_appointment', ({ appointments }) => appointments],
    ['next_task_due', ({ openTasks }) => openTasks],
    [
      terms.activity,
      ({ noteTimes, taskTimes, appointmentTimes }) => [
        ...noteTimes,
        ...taskTimes,
        ...appointmentTimes,
      ],
    ],
  ] satisfies [string, (contact: Contact) => readonly number[]][]
).map(([code, timesOf]): Part => {
  const daysOf = (contact: Contact): string[] => [...new Set(timesOf(contact).map(terms.dayOf))];
  return {
    of: (contact) => daysOf(contact).join(),
    add: (contact, add) => {
      const days = daysOf(contact);
      if (days.length > 0) add(terms.present(code));
      for (const day of days) addDay(add, code, day);
    },
  };
});

const notes: Part = {
  of: ({ noteTimes }) => (noteTimes.length > 0 ? 'some' : ''),
  add: ({ noteTimes }, add) => {
    if (noteTimes.length > 0) add(terms.noted);
  },
};

const openTasks: Part = {
  of: (contact) => String(contact.openTasks.length),
  add: (contact, add) => {
    const { length } = contact.openTasks;
    if (length === 0) return;
    add(terms.present(terms.openTasks));
    addCustom(add, terms.openTasks, length);
  },
};

const tags: Part = {
  of: ({ tagNos }) => tagNos.join(),
  add: ({ tagNos }, add) => {
    if (tagNos.length > 0) add(terms.tagged);
    for (const tagNo of tagNos) add(terms.tagTerm(tagNo));
  },
};

const hooks: Part = {
  of: ({ hookNos }) => hookNos.join(),
  add: ({ hookNos }, add) => {
    for (const hookNo of hookNos) add(terms.hookTerm(hookNo));
  },
};

const parts: readonly Part[] = [
  everyone,
  ...ofSources,
  customFields,
  otherParts,
  text,
  identities,
  names,
  ...ofKeys,
  ...ofTimes,
  openTasks,
  notes,
  tags,
  hooks,
];

/** What a contact is found by no more, and what it is found by from now on; each is null where it is not live. */
function changes(
  before: IndexedContact | null,
  after: IndexedContact | null,
  start: string,
): TermChanges {
  const had = before && read(before);
  const isSame = had && after?.body === before.body;
  const has = after && (isSame ? { ...after, body: had.body } : read(after));
  let removed = '';
  let added = '';
  const gain = (term: Term): void => {
    added += `${start}${term} `;
  };
  for (const part of parts) {
    if (!had) {
      // What is named twice is in the index once.
      if (has) part.add(has, gain);
      continue;
    }
    if (has && part.of(had) === part.of(has)) continue;
    const [old, now] = [termsOf(part, had), termsOf(part, has)];
    for (const term of old) if (!now.has(term)) removed += `${start}${term} `;
    for (const term of now) if (!old.has(term)) gain(term);
  }
  return { removed, added };
}

/** What is read of a note for the index; any part may be in the rest. */
const mostNoteCharacters = 20_000;

function ofNote(note: IndexedNote, start: string): string {
  const text = noteText(note);
  const found = new Set<Term>();
  eachGram(terms.words(text.slice(0, mostNoteCharacters).toWellFormed()), 1, (gram) =>
    found.add(terms.textPart(gram)),
  );
  if (text.length > mostNoteCharacters) found.add(terms.cutShort);
  return [...found].map((term) => start + term).join(' ');
}

export const contactTerms: IndexTerms = { version: 4, changes, ofNote };

/** All that a contact is found by. */
export function everyTermOf(contact: IndexedContact): Set<Term> {
  return new Set(changes(null, contact, '').added.trimEnd().split(' '));
}

function termsOf(part: Part, contact: Contact | null): Set<Term> {
  const found = new Set<Term>();
  if (contact) part.add(contact, (term) => found.add(term));
  return found;
}

function read(contact: IndexedContact): Contact {
  // Written by the contact commands and nowhere else.
  return { ...contact, body: JSON.parse(contact.body) as ContactBody };
}

type Value = string | number;

/** As the database reads a member: a list or an object as its JSON text, true and false as 1 and 0. */
function plain(value: unknown): Value | undefined {
  if (typeof value === 'string' || typeof value === 'number') return value;
  if (typeof value === 'boolean') return value ? 1 : 0;
  return value === null || value === undefined ? undefined : JSON.stringify(value);
}

/** Each of a list, or the value itself; what is no value of a list stands for all of it. */
function members(value: unknown): Value[] {
  const whole = plain(value);
  if (whole === undefined) return [];
  if (!Array.isArray(value) || value.length === 0) return [whole];
  return value.map((each) => plain(each) ?? whole);
}

type BodySource = Extract<Source, { column: unknown } | { path: unknown } | { list: unknown }>;

function valuesOf(body: ContactBody, source: BodySource): Value[] {
  if ('list' in source) return (body.followers ?? []).flatMap((each) => plain(each) ?? []);
  const value = 'column' in source ? columnOf(body, source.column) : plain(at(body, source.path));
  return value === undefined ? [] : [value];
}

function at(body: ContactBody, path: string): unknown {
  if (!path.includes('.')) return (body as Record<string, unknown>)[path];
  return path
    .split('.')
    .reduce<unknown>(
      (value, name) =>
        typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined,
      body,
    );
}

type Column = Extract<Source, { column: unknown }>['column'];

function columnOf(body: ContactBody, column: Column): string | undefined {
  const folded = (value: string | undefined): string | undefined =>
    value ? foldText(value) : undefined;
  switch (column) {
    case 'id':
      return body.id;
    case 'assigned_to':
      return body.assignedTo;
    case 'first_name_key':
      return folded(body.firstName);
    case 'last_name_key':
      return folded(body.lastName);
    case 'company_name_key':
      return folded(body.companyName);
    case 'source_key':
      return folded(body.source);
    default:
      return column satisfies never;
  }
}

/** As one is compared with a text that is searched for as the whole of a name. */
export function fullName(body: ContactBody): string {
  const first = columnOf(body, 'first_name_key') ?? '';
  return `${first} ${columnOf(body, 'last_name_key') ?? ''}`.trim();
}

const asTheyAre: ReadonlySet<string> = new Set(['id', 'assigned_to']);

function addValue(add: Add, code: string, value: Value, isDay: boolean): void {
  const compared = typeof value === 'string' && !asTheyAre.has(code) ? foldText(value) : value;
  add(terms.valueTerm(code, compared));
  if (isDay && typeof value === 'string') addDay(add, code, value);
}

/** A value of a custom field, of whatever type. */
function addCustom(add: Add, code: string, value: Value): void {
  addValue(add, code, value, true);
  if (typeof value !== 'number') return;
  const digits = orderedNumber(value);
  for (const width of terms.numberWidths) add(terms.numberWithin(code, digits.slice(0, width)));
}

/** The values of a custom field; those of a text-box list also by their options. */
function* customValues(id: string, value: unknown): Generator<[code: string, values: Value[]]> {
  yield [terms.codeOf({ customField: id }), members(value)];
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return;
  for (const [option, of] of Object.entries(value)) {
    yield [terms.codeOf({ customField: id, option }), members(of)];
  }
}

function otherTextsOf(body: ContactBody): string[] {
  const texts: string[] = [];
  for (const [code, { source }] of bodySources) {
    if (otherTexts.has(code)) texts.push(...valuesOf(body, source).map(String));
  }
  for (const { id, value } of body.customFields ?? []) {
    for (const [, values] of customValues(id, value)) texts.push(...values.map(String));
  }
  return texts;
}

function addDay(add: Add, code: string, day: string): void {
  if (!/^\d{4}-\d\d-\d\d$/.test(day)) return;
  const digits = day.replaceAll('-', '');
  for (const width of terms.dayWidths) add(terms.dayWithin(code, digits.slice(0, width)));
}
