import type { NewSmartList, SmartList } from '../../api/smart-lists.ts';
import {
  type FilterJson,
  type Said,
  type Shown,
  firstColumns,
  firstSort,
  sortOf,
  writeSort,
} from '../view.ts';

/** What a smart list shows before anything of it is changed. */
export function shownByList({ query, filters, sort, columns }: SmartList): Shown {
  const [first] = sort;
  return {
    q: query ?? '',
    f: filtersOf(filters),
    sort: first
      ? writeSort({ field: first.field, direction: first.direction ?? first.order ?? 'asc' })
      : firstSort,
    cols: columns.join(',') || firstColumns,
  };
}

/** Programs may send an object: the value that each of its fields must have. */
function filtersOf(filters: SmartList['filters']): readonly FilterJson[] {
  if (Array.isArray(filters)) return filters;
  return Object.entries(filters).map(([field, value]) => ({ field, operator: 'eq', value }));
}

/** What a list keeps of a view, or of what changed of one: what is left out stays as it is. */
export function keptOf({ q, f, sort, cols }: Said): Omit<NewSmartList, 'name'> {
  return {
    ...(q !== undefined && { query: q === '' ? null : q, fuzzy: q !== '' }),
    ...(f !== undefined && { filters: [...f] }),
    ...(sort !== undefined && { sort: [sortOf({ sort })] }),
    ...(cols !== undefined && { columns: cols.split(',') }),
  };
}
