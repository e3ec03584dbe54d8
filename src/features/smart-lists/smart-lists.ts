import type { Static } from 'typebox';
import type { createSmartList as operation } from '../../../contract/smart-lists/operations.ts';
import { errors } from '../../errors/catalogue.ts';
import { decodeCursor, encodeCursor } from '../../lib/cursor.ts';
import {
  type CommandContext,
  type CommandOutcome,
  type Engine,
  type Executor,
  defineQuery,
} from '../../storage/engine.ts';
import {
  type Searched,
  type SearchRequest,
  searchContacts,
} from '../contacts/search/search-contacts.ts';
import { lastPosition, positionOf } from '../events/events.ts';
import { type ListLocation, toListSearch, toViewSearch } from './list-search.ts';
import { type MembershipChanges, membershipChangesQuery } from './membership-changes.ts';
import {
  type OfSmartList,
  createSmartListCommand,
  deleteSmartListCommand,
  getSmartListRow,
  updateSmartListCommand,
} from './smart-list-commands.ts';
import { type Asker, type SmartList, type SmartListChange, toSmartList } from './smart-list.ts';
import { type Viewer, selectSmartLists } from './smart-lists.store.ts';
import { refuseUntold } from './unknown-changes.ts';

type Sent = Partial<Omit<Static<NonNullable<(typeof operation)['body']>>, 'locationId'>>;

/** Characters of the filters of one list, as JSON. */
export const mostFilterText = 200_000;

/** The name trimmed, a blank text as none; throws `validation_failed`. */
export function toSmartListChange({ name, query, ...sent }: Sent): SmartListChange {
  const named = name?.trim();
  if (named === '') throw refusal('name', 'name should not be empty');
  if (JSON.stringify(sent.filters ?? []).length > mostFilterText) {
    throw refusal('filters', `filters must have at most ${mostFilterText} characters as JSON`);
  }
  const { filters, fuzzy, sort, columns, shared } = sent;
  return {
    ...(named !== undefined && { name: named }),
    ...(query !== undefined && { query: query?.trim() ? query : null }),
    ...(filters !== undefined && { filters }),
    ...(fuzzy !== undefined && { fuzzy }),
    ...(sort !== undefined && { sort }),
    ...(columns !== undefined && { columns }),
    ...(shared !== undefined && { shared }),
  };
}

function refusal(field: string, message: string): Error {
  return errors.validationFailed([{ field, message }]);
}

export type OfLocation = {
  location: ListLocation;
  asker: Asker;
  /** What times of its filters are relative to. */
  now: number;
};
export type OfList = OfLocation & { id: string };

const toCommand = ({ location, now: _now, ...of }: OfList): OfSmartList => ({
  locationNo: location.no,
  ...of,
});

/** Throws `validation_failed`, `search_invalid` as a search with these filters does, or `limit_reached`. */
export async function createSmartList(
  engine: Engine,
  { location, asker, now }: OfLocation,
  change: SmartListChange,
  context: CommandContext,
): Promise<CommandOutcome<SmartList>> {
  const unsent = {
    name: '',
    filters: [],
    query: null,
    fuzzy: false,
    sort: [],
    columns: [],
    shared: false,
  };
  const list = { ...unsent, ...change };
  await toViewSearch(engine.read, location, list, { limit: 1, now });
  return engine.run(createSmartListCommand, { locationNo: location.no, list, asker }, context);
}

/** Throws `record_not_found`. */
export async function getSmartList(engine: Engine, of: OfList): Promise<SmartList> {
  return toSmartList(await getSmartListRow(engine.read, toCommand(of)));
}

/** As `createSmartList`, and throws `record_not_found` or `role_forbidden`. */
export async function updateSmartList(
  engine: Engine,
  of: OfList,
  change: SmartListChange,
  context: CommandContext,
): Promise<SmartList> {
  const { filters, query, fuzzy, sort } = change;
  if ([filters, query, fuzzy, sort].some((each) => each !== undefined)) {
    const next = { ...(await getSmartList(engine, of)), ...change };
    await toViewSearch(engine.read, of.location, next, { limit: 1, now: of.now });
  }
  const command = { ...toCommand(of), change };
  return (await engine.run(updateSmartListCommand, command, context)).value;
}

/** Throws `record_not_found` or `role_forbidden`. */
export async function deleteSmartList(
  engine: Engine,
  of: OfList,
  context: CommandContext,
): Promise<void> {
  await engine.run(deleteSmartListCommand, toCommand(of), context);
}

/** Megabytes at most, which takes longer than a point read. */
export const listSmartListsQuery = defineQuery({
  name: 'smart-lists.list',
  run: async (
    reader: Executor,
    { locationNo, asker }: { locationNo: number; asker: Viewer },
  ): Promise<SmartList[]> => (await selectSmartLists(reader, locationNo, asker)).map(toSmartList),
});

/** What a list asks of the search now; throws `record_not_found`, or `validation_failed` that names a filter it cannot ask any more. */
export async function searchOfList(
  engine: Engine,
  of: OfList,
  page: { limit: number; searchAfter: string | undefined },
): Promise<SearchRequest> {
  const { limit, searchAfter } = page;
  const after = searchAfter === undefined ? {} : { searchAfter: placeOf(searchAfter) };
  return toListSearch(engine.read, of.location, await getSmartList(engine, of), {
    limit,
    now: of.now,
    ...after,
  });
}

/** How many contacts a search finds. */
export async function countContacts(
  engine: Engine,
  locationNo: number,
  search: SearchRequest,
  signal: () => AbortSignal,
): Promise<number> {
  return (await searchContacts(engine, locationNo, search, signal)).total;
}

/** The opaque cursor of the last contact of a page, null where there is none. */
export function cursorOf({ rows }: Searched): string | null {
  const last = rows.at(-1);
  return last ? encodeCursor({ s: last.searchAfter }) : null;
}

function placeOf(cursor: string): (string | number | null)[] {
  const decoded = decodeCursor(cursor);
  const keys = typeof decoded === 'object' && decoded !== null && 's' in decoded ? decoded.s : [];
  if (Array.isArray(keys) && keys.length > 0 && keys.every(isKey)) return keys;
  throw refusal('searchAfter', 'searchAfter must be a cursor that this server returned');
}

function isKey(value: unknown): value is string | number | null {
  return typeof value === 'string' || typeof value === 'number' || value === null;
}

/**
 * Who entered or left a list since a cursor; without one nobody, and the present to begin with.
 * Throws `record_not_found`, and `validation_failed` or `changes_unknown` where it cannot be known.
 */
export async function listMembershipChanges(
  engine: Engine,
  of: OfList,
  { after, limit }: { after: string | undefined; limit: number },
): Promise<MembershipChanges> {
  if (after === undefined) {
    const upTo = await lastPosition(engine.read);
    refuseUntold((await getSmartList(engine, of)).filters);
    return { changes: [], upTo, more: false };
  }
  const { location, id, asker } = of;
  const page = { after: positionOf(after), limit };
  return engine.query(membershipChangesQuery, { locationId: location.id, id, asker, ...page });
}
