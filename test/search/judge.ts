/**
 * Whether a contact meets filters, by plain code that shares nothing with the server: texts are folded by its own
 * hand, every field is read from what the API tells of the contact.
 */
export type Person = {
  id: string;
  firstName?: string;
  lastName?: string;
  name?: string;
  email?: string;
  phone?: string;
  additionalEmails?: { email: string }[];
  additionalPhones?: { phone: string }[];
  companyName?: string;
  businessId?: string;
  source?: string;
  address1?: string;
  city?: string;
  state?: string;
  postalCode?: string;
  country?: string;
  website?: string;
  timezone?: string;
  type?: string;
  assignedTo?: string;
  dateOfBirth?: string;
  dnd?: boolean;
  dndSettings?: Record<string, { status: string }>;
  followers?: string[];
  tags: string[];
  customFields: { id: string; value: unknown }[];
  /** Ids of the custom fields that `query` looks into. */
  searchable: string[];
  dateAdded: string;
  dateUpdated: string;
  /** Of what hangs on it. */
  businessName?: string;
  workflows: string[];
  /** Milliseconds of the starts of its appointments. */
  appointments: number[];
  /** When its open tasks are due. */
  openTasks: number[];
  /** When its notes, tasks and appointments were changed. */
  changes: number[];
  /** What its notes hold, without markup. */
  notes: string[];
  createdBy: { source: string; sourceId: string };
};

export type Leaf = { field: string; operator: string; value?: unknown };
export type Tree = Leaf | { group: 'AND' | 'OR'; filters: Tree[] } | { $not: Tree | Tree[] };

const folded = new Map<string, string>();

export function fold(text: string): string {
  const known = folded.get(text);
  if (known !== undefined) return known;
  let out = '';
  for (const sign of text.normalize('NFKD')) if (!/\p{M}/u.test(sign)) out += sign;
  out = out.toLowerCase().split(/\s+/).filter(Boolean).join(' ');
  folded.set(text, out);
  return out;
}

const bare = (text: string): string => text.toLowerCase().normalize('NFC');
const digits = (text: string): string => [...text].filter((sign) => /\d/.test(sign)).join('');

export function meets(person: Person, tree: Tree): boolean {
  if ('$not' in tree) return ![tree.$not].flat().every((filter) => meets(person, filter));
  if ('group' in tree) {
    const each = tree.filters.map((filter) => meets(person, filter));
    return tree.group === 'AND' ? !each.includes(false) : each.includes(true);
  }
  const { operator, value } = tree;
  const values: unknown[] = Array.isArray(value) ? value : [value];
  switch (operator) {
    case 'exists':
      return isThere(person, tree.field);
    case 'not_exists':
      return !isThere(person, tree.field);
    case 'eq':
      return values.some((one) => isEqual(person, tree.field, one));
    case 'not_eq':
      return !values.some((one) => isEqual(person, tree.field, one));
    case 'contains':
      return values.some((one) => contains(person, tree.field, String(one)));
    case 'not_contains':
      return !values.some((one) => contains(person, tree.field, String(one)));
    case 'range':
      return isWithin(person, tree.field, value as Record<string, number | string>);
    default:
      throw new Error(`no operator ${operator}`);
  }
}

/** A number of what hangs on a contact is there where it is not 0. */
function isThere(person: Person, field: string): boolean {
  const values = valuesOf(person, field);
  return field === 'openTasks' ? !values.includes(0) : values.length > 0;
}

const asTheyAre = new Set(['id', 'assignedTo']);

function isEqual(person: Person, field: string, wanted: unknown): boolean {
  const has = valuesOf(person, field);
  if (typeof wanted === 'number') return has.includes(wanted);
  if (typeof wanted === 'boolean') return has.includes(wanted);
  const text = String(wanted);
  if (asTheyAre.has(field)) return has.includes(text);
  if (field === 'tags') return has.some((tag) => bare(String(tag)) === bare(text.trim()));
  if (field === 'email') return has.some((each) => bare(String(each).trim()) === bare(text.trim()));
  if (field === 'phone') return has.includes(text);
  return has.some((each) => typeof each === 'string' && fold(each) === fold(text));
}

function contains(person: Person, field: string, part: string): boolean {
  const has = valuesOf(person, field).map(String);
  if (field === 'tags') return has.some((tag) => bare(tag).includes(bare(part.trim())));
  if (field === 'email') return has.some((each) => bare(each.trim()).includes(bare(part.trim())));
  if (field === 'phone') return has.some((each) => each.includes(digits(part)));
  return has.some((each) => fold(each).includes(fold(part)));
}

const times: Readonly<Record<string, (person: Person) => number | undefined>> = {
  dateAdded: ({ dateAdded }) => Date.parse(dateAdded),
  dateUpdated: ({ dateUpdated }) => Date.parse(dateUpdated),
  lastAppointment: ({ appointments }) =>
    appointments.length > 0 ? Math.max(...appointments) : undefined,
  nextTaskDue: ({ openTasks }) => (openTasks.length > 0 ? Math.min(...openTasks) : undefined),
  lastActivity: ({ dateUpdated, changes }) => Math.max(Date.parse(dateUpdated), ...changes),
};

function isWithin(person: Person, field: string, range: Record<string, number | string>): boolean {
  const time = times[field];
  const toNumber = (each: number | string): number | string =>
    time && typeof each === 'string' ? Date.parse(each) : each;
  const has = time ? [time(person)] : valuesOf(person, field);
  return has.some((each) => {
    if (typeof each !== 'number' && typeof each !== 'string') return false;
    return Object.entries(range).every(([sign, sent]) => {
      const bound = toNumber(sent);
      if (typeof bound !== typeof each) return false;
      if (sign === 'gt') return each > bound;
      if (sign === 'gte') return each >= bound;
      return sign === 'lt' ? each < bound : each <= bound;
    });
  });
}

function present(...values: unknown[]): unknown[] {
  return values.filter((value) => value !== undefined && value !== null && value !== '');
}

export function valuesOf(person: Person, field: string): unknown[] {
  if (field.startsWith('customFields.')) return customValues(person, field.slice(13));
  if (field.startsWith('dndSettings.')) {
    return present(person.dndSettings?.[field.split('.')[1] ?? '']?.status);
  }
  switch (field) {
    case 'address':
    case 'address1':
      return present(person.address1);
    case 'firstName':
    case 'firstNameLowerCase':
      return present(person.firstName);
    case 'lastName':
    case 'lastNameLowerCase':
      return present(person.lastName);
    case 'contactName':
      return present(person.name);
    case 'email':
      return present(person.email, ...(person.additionalEmails ?? []).map(({ email }) => email));
    case 'phone':
      return present(person.phone, ...(person.additionalPhones ?? []).map(({ phone }) => phone));
    case 'activeWorkflows':
      return person.workflows;
    case 'openTasks':
      return [person.openTasks.length];
    case 'createdBy':
      return [person.createdBy.sourceId];
    case 'createdBy.source':
      return [person.createdBy.source];
    case 'lastAppointment':
    case 'nextTaskDue':
    case 'lastActivity':
    case 'dateAdded':
    case 'dateUpdated':
      return present(times[field]?.(person));
    case 'followers':
      return person.followers ?? [];
    case 'tags':
      return person.tags;
    case 'notes':
      return person.notes;
    default:
      return present(Reflect.get(person, field));
  }
}

function customValues(person: Person, name: string): unknown[] {
  const [id, option] = name.split('.');
  const held = person.customFields.filter((field) => field.id === id).map(({ value }) => value);
  return held.flatMap((value) => {
    if (option !== undefined) {
      return present(value && typeof value === 'object' ? Reflect.get(value, option) : undefined);
    }
    return Array.isArray(value) ? value : present(value);
  });
}

/** Whether one slip at most makes one word of the other: every such slip is tried. */
function isOneSlip(one: string, other: string): boolean {
  const [a, b] = [[...one], [...other]];
  if (Math.abs(a.length - b.length) > 1) return false;
  const without = (signs: string[], at: number): string =>
    signs.filter((_, index) => index !== at).join('');
  if (a.length < b.length) return b.some((_, at) => without(b, at) === one);
  if (a.length > b.length) return a.some((_, at) => without(a, at) === other);
  const wrong = a.flatMap((sign, at) => (sign === b[at] ? [] : [at]));
  const [first = 0, second = 0] = wrong;
  if (wrong.length !== 2) return wrong.length < 2;
  return second === first + 1 && a[first] === b[second] && a[second] === b[first];
}

function isMistyped(word: string, texts: readonly string[]): boolean {
  if (!/^\p{L}{5,30}$/u.test(word)) return false;
  return texts.some((text) => text.split(/[^\p{L}\p{N}]+/u).some((each) => isOneSlip(word, each)));
}

/** Whether all the words of a text are parts of what is read, or of a tag; or its digits of a number. */
export function isFoundBy(person: Person, query: string, fuzzy = false): boolean {
  const words = fold(query).split(' ').filter(Boolean);
  const texts = [
    ...present(person.name, person.companyName).map((each) => fold(String(each))),
    ...valuesOf(person, 'email').map((each) => fold(String(each))),
    ...valuesOf(person, 'phone').map((each) => digits(String(each))),
  ];
  const tags = person.tags.map(fold);
  const all = [...texts, ...tags];
  const forgives = fuzzy && words.length <= 10;
  const inFields = person.searchable
    .flatMap((id) => customValues(person, id))
    .flatMap((value) => (typeof value === 'string' ? [fold(value)] : []));
  const isInField = (word: string): boolean =>
    [...word].length >= 3 && inFields.some((each) => each.includes(word));
  const holds = (word: string): boolean =>
    all.some((each) => each.includes(word)) ||
    isInField(word) ||
    (forgives && isMistyped(word, all));
  const number = digits(query);
  const isNumber = /^[\s\d().+-]+$/.test(query) && number !== '';
  return words.every(holds) || (isNumber && texts.some((each) => each.includes(number)));
}

/** The rank of one that is found: whole e-mail, phone, name, beginnings of words, in part, with slips. */
export function rankOf(person: Person, query: string): number {
  if (!isFoundBy(person, query)) return 5;
  const whole = query.trim();
  if (valuesOf(person, 'email').some((each) => bare(String(each)) === bare(whole))) return 0;
  if (valuesOf(person, 'phone').includes(whole)) return 1;
  const name = [person.firstName ?? '', person.lastName ?? ''].map(fold).join(' ').trim();
  if (name !== '' && name === fold(query)) return 2;
  const read = [
    person.name ?? '',
    person.companyName ?? '',
    ...valuesOf(person, 'email').map(String),
    ...valuesOf(person, 'phone').map((each) => digits(String(each))),
  ];
  const starts = read.flatMap((each) => fold(each).split(/[^\p{L}\p{N}]+/u));
  const tagStarts = person.tags.flatMap((tag) => fold(tag).split(/[^\p{L}\p{N}]+/u));
  const begins = fold(query)
    .split(' ')
    .every(
      (word) =>
        starts.some((each) => each.startsWith([...word].slice(0, 5).join(''))) ||
        tagStarts.some((each) => each.startsWith(word)),
    );
  return begins ? 3 : 4;
}
