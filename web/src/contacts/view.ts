import type { Sort } from '../api/contacts.ts';
import { sortFields } from '../api/generated/search-fields.ts';

export type FilterJson = Readonly<Record<string, unknown>>;

/** What the address says of the list; what is left out is as it is at first. */
export type ContactsView = {
  /** What was typed. */
  q?: string | undefined;
  /** The API's own `filters`. */
  f?: readonly FilterJson[] | undefined;
  /** A field of the API, with `-` before it where the highest comes first. */
  sort?: string | undefined;
  cols?: string | undefined;
  /** The contact beside the list. */
  open?: string | undefined;
  /** One is being added. */
  add?: true | undefined;
};

export const firstSort = '-dateAdded';
const longestQuery = 500;

/** Anything may stand in an address: what cannot be read is as if it was left out. */
export function readView(search: Readonly<Record<string, unknown>>): ContactsView {
  const { q, f, sort, cols, open, add } = search;
  const query = textOf(q)?.slice(0, longestQuery);
  const filters = Array.isArray(f) ? f.filter(isFilter) : [];
  return {
    q: query === '' ? undefined : query,
    f: filters.length > 0 ? filters : undefined,
    sort: typeof sort === 'string' && sort !== firstSort && findSort(sort) ? sort : undefined,
    cols: textOf(cols) || undefined,
    open: textOf(open) || undefined,
    add: add === true ? true : undefined,
  };
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
}

function isFilter(value: unknown): value is FilterJson {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function sortOf({ sort }: ContactsView): Sort {
  return findSort(sort ?? firstSort) ?? { field: 'dateAdded', direction: 'desc' };
}

function findSort(written: string): Sort | undefined {
  const field = written.replace(/^-/, '');
  const isKnown = sortFields.some((each) => each === field);
  return isKnown ? { field, direction: written === field ? 'asc' : 'desc' } : undefined;
}

export function writeSort({ field, direction }: Sort): string | undefined {
  const written = direction === 'desc' ? `-${field}` : field;
  return written === firstSort ? undefined : written;
}

/** Where a browser keeps the columns that its user last chose. */
export const keptColumns = (locationId: string): string => `columns ${locationId}`;
