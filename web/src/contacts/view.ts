import type { Sort } from '../api/contacts.ts';
import { sortFields } from '../api/generated/search-fields.ts';

export type FilterJson = Readonly<Record<string, unknown>>;

/** What the list of contacts shows: which, in which order, and what of them. */
export type Shown = {
  /** What was typed. */
  q: string;
  /** The API's own `filters`. */
  f: readonly FilterJson[];
  /** A field of the API, with `-` before it where the highest comes first. */
  sort: string;
  cols: string;
};

/** What stands beside it in the address. */
type Beside = {
  /** The smart list that is shown. */
  list?: string | undefined;
  /** The contact beside the list. */
  open?: string | undefined;
  /** One is being added. */
  add?: true | undefined;
  /** The chart above the list. */
  chart?: true | undefined;
};

/** What of it is said; the rest is as the smart list has it, or as it is at first. */
export type Said = { [Name in keyof Shown]?: Shown[Name] | undefined };

/** What the address says of the list. */
export type ContactsView = Beside & Said;

export const firstSort = '-dateAdded';
export const firstColumns = 'email,phone,companyName,tags,assignedTo,dateAdded';
/** Of no smart list: all contacts, the newest first. */
export const allContacts: Shown = { q: '', f: [], sort: firstSort, cols: firstColumns };
const longestQuery = 500;

/** Anything may stand in an address: what cannot be read is as if it was left out. */
export function readView(search: Readonly<Record<string, unknown>>): ContactsView {
  const list = textOf(search['list']) || undefined;
  const { q, f, sort, cols, open, add, chart } = search;
  const said: Said = {
    q: textOf(q)?.slice(0, longestQuery),
    f: Array.isArray(f) ? f.filter(isFilter) : undefined,
    sort: typeof sort === 'string' && findSort(sort) ? sort : undefined,
    cols: textOf(cols) || undefined,
  };
  return {
    list,
    // Beside a list, what is empty says that the list has it and this view does not.
    ...(list === undefined ? onlyOther(said, { ...allContacts, cols: '' }) : said),
    open: textOf(open) || undefined,
    add: add === true ? true : undefined,
    chart: chart === true ? true : undefined,
  };
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
}

function isFilter(value: unknown): value is FilterJson {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What is shown by an address, on the ground of a smart list or of all contacts. */
export function shownBy({ q, f, sort, cols }: Said, base: Shown): Shown {
  return {
    q: q ?? base.q,
    f: f ?? base.f,
    sort: sort ?? base.sort,
    cols: cols ?? base.cols,
  };
}

/** Of a view what is otherwise than on its ground: the rest is left out of the address. */
export function onlyOther({ q, f, sort, cols }: Said, base: Shown): Said {
  return {
    q: q === base.q ? undefined : q,
    f: JSON.stringify(f) === JSON.stringify(base.f) ? undefined : f,
    sort: sort === base.sort ? undefined : sort,
    cols: cols === base.cols ? undefined : cols,
  };
}

export function sortOf({ sort }: Pick<Shown, 'sort'>): Sort {
  return findSort(sort) ?? { field: 'dateAdded', direction: 'desc' };
}

function findSort(written: string): Sort | undefined {
  const field = written.replace(/^-/, '');
  const isKnown = sortFields.some((each) => each === field);
  return isKnown ? { field, direction: written === field ? 'asc' : 'desc' } : undefined;
}

export function writeSort({ field, direction }: Sort): string {
  return direction === 'desc' ? `-${field}` : field;
}

/** Where a browser keeps the columns that its user last chose. */
export const keptColumns = (locationId: string): string => `columns ${locationId}`;

/** With one more that must hold, where it is not among them. */
export function withFilter(filters: readonly FilterJson[], filter: FilterJson): FilterJson[] {
  const written = JSON.stringify(filter);
  const isThere = filters.some((each) => JSON.stringify(each) === written);
  return isThere ? [...filters] : [...filters, filter];
}
