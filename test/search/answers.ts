import assert from 'node:assert/strict';
import { type Person, type Tree, fold, isFoundBy, meets, rankOf } from './judge.ts';
import { queries, randomTree, sorts, slips } from './random-search.ts';
import type { Random, World } from './world.ts';

export type Sort = { field: string; direction: 'asc' | 'desc' };
export type Search = { filters?: Tree[]; query?: string; fuzzy?: boolean; sort?: Sort[] };

type Key = string | number | null;
const keys: Readonly<Record<string, (person: Person) => Key>> = {
  firstNameLowerCase: ({ firstName }) => (firstName ? fold(firstName) : null),
  lastNameLowerCase: ({ lastName }) => (lastName ? fold(lastName) : null),
  companyName: ({ companyName }) => (companyName ? fold(companyName) : null),
  businessName: ({ businessName }) => (businessName ? fold(businessName) : null),
  source: ({ source }) => (source ? fold(source) : null),
  email: ({ email }) => email?.toLowerCase() ?? null,
  dnd: ({ dnd }) => (dnd ? 1 : 0),
  dateAdded: ({ dateAdded }) => Date.parse(dateAdded),
  dateUpdated: ({ dateUpdated }) => Date.parse(dateUpdated),
};

function compare(a: Key, b: Key): number {
  if (typeof a === 'string' && typeof b === 'string')
    return Buffer.compare(Buffer.from(a), Buffer.from(b));
  return Number(a) - Number(b);
}

export function expected(
  { filters = [], query, fuzzy, sort }: Search,
  among: readonly Person[],
): string[] {
  const found = among.filter(
    (person) =>
      filters.every((tree) => meets(person, tree)) &&
      (query === undefined || isFoundBy(person, query, fuzzy)),
  );
  const by: Sort[] = sort ?? [{ field: 'dateAdded', direction: 'desc' }];
  const ranked = query !== undefined && sort === undefined;
  const ranks = new Map(found.map((person) => [person, ranked ? rankOf(person, query ?? '') : 0]));
  return found
    .toSorted((a, b) => {
      const rank = (ranks.get(a) ?? 0) - (ranks.get(b) ?? 0);
      if (rank !== 0) return rank;
      for (const { field, direction } of by) {
        const [one, other] = [keys[field]?.(a) ?? null, keys[field]?.(b) ?? null];
        // Who has none comes last in either direction.
        if (one === null || other === null) {
          if (one !== other) return one === null ? 1 : -1;
          continue;
        }
        const order = compare(one, other);
        if (order !== 0) return direction === 'asc' ? order : -order;
      }
      const order = compare(a.id, b.id);
      return by[0]?.direction === 'asc' ? order : -order;
    })
    .map(({ id }) => id);
}

export async function page(
  { server, token, locationId }: World,
  search: Search,
  rest: object,
): Promise<{ ids: string[]; total: number; after: unknown }> {
  const body = { locationId, ...search, ...rest };
  const answer = await server.call('POST', '/contacts/search', { token, body });
  assert.equal(answer.status, 200, `${answer.text} ${JSON.stringify(search)}`);
  const contacts = answer.body.contacts ?? [];
  return {
    ids: contacts.map(({ id }) => id),
    total: Number(answer.body['total']),
    after: contacts.at(-1)?.['searchAfter'],
  };
}

/** The first page, one by number and one from the middle on, beside what they must be. */
export async function assertAnswer(
  world: World,
  search: Search,
  among: readonly Person[],
  by: Random,
): Promise<void> {
  const wanted = expected(search, among);
  const said = JSON.stringify(search);
  const pageLimit = by.one([1, 3, 20, 100, 500]);
  const first = await page(world, search, { pageLimit });
  assert.equal(first.total, wanted.length, `total of ${said}`);
  assert.deepEqual(first.ids, wanted.slice(0, pageLimit), said);
  const pages = Math.ceil(wanted.length / pageLimit);
  if (pages < 2) return;
  const number = 1 + by.below(Math.min(pages, Math.floor(10_000 / pageLimit)));
  const numbered = await page(world, search, { pageLimit, page: number });
  const start = (number - 1) * pageLimit;
  assert.deepEqual(
    numbered.ids,
    wanted.slice(start, start + pageLimit),
    `page ${number} of ${said}`,
  );
  const next = await page(world, search, { pageLimit, searchAfter: numbered.after });
  assert.deepEqual(
    next.ids,
    wanted.slice(start + pageLimit, start + 2 * pageLimit),
    `after ${JSON.stringify(numbered.after)} of ${said}`,
  );
  assert.equal(next.total, wanted.length);
}

export function randomSearch(world: World, by: Random, ids: readonly string[]): Search {
  const sort = by.is(0.6)
    ? Array.from(
        { length: by.is(0.8) ? 1 : 2 },
        (): Sort => ({
          field: by.one(sorts),
          direction: by.is(0.5) ? 'asc' : 'desc',
        }),
      )
    : undefined;
  const distinct =
    sort && new Set(sort.map(({ field }) => field)).size === sort.length ? sort : undefined;
  return {
    ...(by.is(0.85) && {
      filters: Array.from({ length: 1 + by.below(2) }, () => randomTree(by, world, ids)),
    }),
    ...(by.is(0.35) &&
      (by.is(0.3) ? { query: by.one(slips), fuzzy: true } : { query: by.one(queries) })),
    ...(distinct && { sort: distinct }),
  };
}
