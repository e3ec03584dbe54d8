import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { call } from './client.ts';
import { type SearchedFor, contactKeys, textOf } from './contacts.ts';
import type { Operations } from './generated/operations.ts';

export type Facet = Operations['count-facets']['reply']['facets'][number];

/** As many as one request counts. */
export const mostValues = 200;
const freshMs = 10_000;

/** How many of the contacts that a search finds have which values; those before stay until they are there. */
export const facetsQuery = (
  locationId: string,
  { query, fuzzy, filters }: SearchedFor,
  facets: readonly string[],
) =>
  queryOptions({
    queryKey: [...contactKeys.all(locationId), 'facets', query, fuzzy, filters, facets] as const,
    queryFn: async ({ signal }) => {
      const body = {
        locationId,
        ...textOf({ query, fuzzy }),
        ...(filters.length > 0 && { filters: [...filters] }),
        facets: [...facets],
        limit: mostValues,
      };
      const { facets: counted } = await call('count-facets', { body, signal });
      return new Map(counted.map((each) => [each.facet, each]));
    },
    placeholderData: keepPreviousData,
    staleTime: freshMs,
  });
