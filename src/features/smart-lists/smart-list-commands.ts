import { mostSmartLists } from '../../../contract/bounds.ts';
import { errors } from '../../errors/catalogue.ts';
import { foldText } from '../../lib/text.ts';
import {
  type CommandTools,
  type Executor,
  type Transaction,
  defineCommand,
} from '../../storage/engine.ts';
import type { SmartListRow } from '../../storage/tables/smart-lists.ts';
import { lastPosition, recordEvent } from '../events/events.ts';
import {
  type Asker,
  type SmartList,
  type SmartListChange,
  toSmartList,
  valuesOf,
} from './smart-list.ts';
import {
  deleteSmartListRow,
  insertSmartList,
  selectSmartList,
  selectSmartListSizes,
  updateSmartListRow,
} from './smart-lists.store.ts';

/** A list shows all of them, so a location can hold so much in them. */
export const mostBytes = 4 * 1024 * 1024;

type InLocation = { locationNo: number };
export type OfSmartList = InLocation & { id: string; asker: Asker };
export type NewSmartList = Required<Omit<SmartListChange, 'query'>> & { query: string | null };

/** One that the asker may see; throws `record_not_found`. */
export async function getSmartListRow(
  executor: Executor,
  { locationNo, id, asker }: OfSmartList,
): Promise<SmartListRow> {
  const row = await selectSmartList(executor, { locationNo, id });
  if (!row || (row.shared !== 1 && !isOwner(row, asker))) {
    throw errors.recordNotFound('Smart list', id);
  }
  return row;
}

function isOwner({ owner_kind, owner_id }: SmartListRow, { kind, id }: Asker): boolean {
  return owner_kind === kind && owner_id === id;
}

/** Throws `record_not_found`, or `role_forbidden` to a member who has not made it. */
async function getOwn(tx: Transaction, of: OfSmartList): Promise<SmartListRow> {
  const row = await getSmartListRow(tx, of);
  if (!isOwner(row, of.asker) && !of.asker.changesShared) {
    throw errors.roleForbidden('contacts.write');
  }
  return row;
}

export const createSmartListCommand = defineCommand({
  name: 'smart-lists.create',
  run: async (
    tx: Transaction,
    { locationNo, list, asker }: InLocation & { list: NewSmartList; asker: Asker },
    tools: CommandTools,
  ): Promise<SmartList> => {
    const held = await selectSmartListSizes(tx, locationNo);
    if (held.count >= mostSmartLists) {
      throw errors.limitReached('A location', mostSmartLists, 'smart lists');
    }
    const columns = columnsOf(list);
    checkBytes(held.bytes + bytesOf(columns));
    const row = await insertSmartList(tx, {
      ...columns,
      location_no: locationNo,
      id: tools.newId(),
      owner_kind: asker.kind,
      owner_id: asker.id,
      holds_since: 0,
      created_at: tools.now,
      updated_at: tools.now,
    });
    const made = toSmartList(row);
    await record(tx, 'created', row, { before: null, after: made }, tools);
    return made;
  },
});

/** A change that changes nothing leaves no event. */
export const updateSmartListCommand = defineCommand({
  name: 'smart-lists.update',
  run: async (
    tx: Transaction,
    { change, ...of }: OfSmartList & { change: SmartListChange },
    tools: CommandTools,
  ): Promise<SmartList> => {
    const row = await getOwn(tx, of);
    const before = toSmartList(row);
    const columns = columnsOf({ ...before, ...change });
    const next = { ...row, ...columns };
    if (JSON.stringify(next) === JSON.stringify(row)) return before;
    const grows = bytesOf(next) - bytesOf(row);
    if (grows > 0) {
      checkBytes((await selectSmartListSizes(tx, of.locationNo)).bytes + grows);
    }
    next.updated_at = tools.now;
    await record(tx, 'updated', row, { before, after: toSmartList(next) }, tools);
    const finds =
      next.filters !== row.filters || next.query !== row.query || next.fuzzy !== row.fuzzy;
    if (finds) next.holds_since = await lastPosition(tx);
    await updateSmartListRow(tx, next);
    return toSmartList(next);
  },
});

export const deleteSmartListCommand = defineCommand({
  name: 'smart-lists.delete',
  whenFull: 'goes on',
  run: async (tx: Transaction, of: OfSmartList, tools: CommandTools): Promise<null> => {
    const row = await getOwn(tx, of);
    await deleteSmartListRow(tx, row);
    await record(tx, 'deleted', row, { before: toSmartList(row), after: null }, tools);
    return null;
  },
});

type Columns = Pick<
  SmartListRow,
  'name' | 'name_key' | 'filters' | 'query' | 'fuzzy' | 'sort' | 'columns' | 'shared'
>;

function columnsOf(list: NewSmartList): Columns {
  const { name, filters, query, fuzzy, sort, columns, shared } = list;
  return {
    name,
    name_key: foldText(name),
    filters: JSON.stringify(filters),
    query,
    fuzzy: fuzzy ? 1 : 0,
    sort: JSON.stringify(sort),
    columns: JSON.stringify(columns),
    shared: shared ? 1 : 0,
  };
}

function bytesOf({ filters, query, sort, columns }: Columns): number {
  return Buffer.byteLength(`${filters}${query ?? ''}${sort}${columns}`);
}

function checkBytes(bytes: number): void {
  if (bytes <= mostBytes) return;
  const message = `filters would make the smart lists of the location more than ${mostBytes} bytes together`;
  throw errors.validationFailed([{ field: 'filters', message }]);
}

function record(
  tx: Transaction,
  what: 'created' | 'updated' | 'deleted',
  { location_no: locationNo, id: recordId }: SmartListRow,
  { before, after }: { before: SmartList | null; after: SmartList | null },
  tools: CommandTools,
): Promise<void> {
  const values = { before: valuesOf(before), after: valuesOf(after) };
  return recordEvent(
    tx,
    { locationNo, type: `smartList.${what}` as const, recordId, ...values },
    tools,
  );
}

/** Loaded on the writer thread. */
export const smartListCommands = [
  createSmartListCommand,
  updateSmartListCommand,
  deleteSmartListCommand,
] as const;
