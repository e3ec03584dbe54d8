import { AppError } from '../../errors/app-error.ts';
import { errors } from '../../errors/catalogue.ts';
import type { Executor } from '../../storage/engine.ts';
import { type SearchRequest, toSearch } from '../contacts/search/search-contacts.ts';
import type { View } from './smart-list.ts';

export type ListLocation = { no: number; id: string; country: string };
type SearchAfter = (string | number | null)[];

/** What a view asks of the search; throws `validation_failed` or `search_invalid`, as a search does. */
export function toViewSearch(
  reader: Executor,
  location: ListLocation,
  { filters, query, fuzzy, sort }: Pick<View, 'filters' | 'query' | 'fuzzy' | 'sort'>,
  { limit, searchAfter, now }: { limit: number; searchAfter?: SearchAfter; now: number },
): Promise<SearchRequest> {
  const body = {
    locationId: location.id,
    pageLimit: limit,
    filters,
    sort,
    ...(query !== null && { query, fuzzy }),
    ...(searchAfter && { searchAfter }),
  };
  return toSearch(reader, location, body, { limit, now });
}

/** The same of a list that was saved: what it cannot ask any more is said of the list, not of the request. */
export async function toListSearch(
  ...asked: Parameters<typeof toViewSearch>
): Promise<SearchRequest> {
  try {
    return await toViewSearch(...asked);
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'search_invalid') throw error;
    throw errors.validationFailed(error.fields ?? []);
  }
}
