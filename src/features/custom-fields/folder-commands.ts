import { errors } from '../../errors/catalogue.ts';
import {
  type CommandTools,
  type Executor,
  type Transaction,
  defineCommand,
} from '../../storage/engine.ts';
import type { CustomFieldFolderRow } from '../../storage/tables/custom-fields.ts';
import { recordEvent } from '../events/events.ts';
import type { FieldObject } from './custom-field.ts';
import { changeFieldsVersion } from './custom-fields.store.ts';
import {
  deleteFolder,
  insertFolder,
  renameFolder,
  selectFolder,
  selectFolders,
} from './folders.store.ts';

export const mostFolders = 200;

export const createFolderCommand = defineCommand({
  name: 'customFieldFolders.create',
  run: async (
    tx: Transaction,
    input: { locationNo: number; object: FieldObject; name: string },
    tools: CommandTools,
  ): Promise<CustomFieldFolderRow> => {
    const folders = await selectFolders(tx, input.locationNo);
    if (folders.length >= mostFolders) {
      throw errors.limitReached('A location', mostFolders, 'folders of custom fields');
    }
    const row = await insertFolder(tx, {
      location_no: input.locationNo,
      id: tools.newId(),
      object: input.object,
      name: input.name,
      position: (folders.at(-1)?.position ?? -1) + 1,
      created_at: tools.now,
      updated_at: tools.now,
    });
    await record(tx, 'created', row, { before: null, after: shown(row) }, tools);
    return row;
  },
});

export const renameFolderCommand = defineCommand({
  name: 'customFieldFolders.rename',
  run: async (
    tx: Transaction,
    { locationNo, id, name }: { locationNo: number; id: string; name: string },
    tools: CommandTools,
  ): Promise<CustomFieldFolderRow> => {
    const before = await getFolder(tx, locationNo, id);
    if (before.name === name) return before;
    const after = await renameFolder(tx, before, { name, updated_at: tools.now });
    await record(tx, 'updated', after, { before: shown(before), after: shown(after) }, tools);
    return after;
  },
});

export const deleteFolderCommand = defineCommand({
  name: 'customFieldFolders.delete',
  whenFull: 'goes on',
  run: async (
    tx: Transaction,
    { locationNo, id }: { locationNo: number; id: string },
    tools: CommandTools,
  ): Promise<CustomFieldFolderRow> => {
    const row = await getFolder(tx, locationNo, id);
    const fieldIds = await deleteFolder(tx, row);
    await changeFieldsVersion(tx, locationNo);
    await record(tx, 'deleted', row, { before: { ...shown(row), fieldIds }, after: null }, tools);
    return row;
  },
});

async function getFolder(
  executor: Executor,
  locationNo: number,
  id: string,
): Promise<CustomFieldFolderRow> {
  const row = await selectFolder(executor, locationNo, id);
  if (!row) throw errors.recordNotFound('Folder', id);
  return row;
}

function shown({ object, name }: CustomFieldFolderRow): object {
  return { object, name };
}

async function record(
  tx: Transaction,
  what: 'created' | 'updated' | 'deleted',
  { location_no, id }: CustomFieldFolderRow,
  { before, after }: { before: object | null; after: object | null },
  tools: CommandTools,
): Promise<void> {
  const event = {
    locationNo: location_no,
    type: `customFieldFolder.${what}` as const,
    recordId: id,
    before: before && JSON.stringify(before),
    after: after && JSON.stringify(after),
  };
  await recordEvent(tx, event, tools);
}

/** Loaded on the writer thread. */
export const folderCommands = [
  createFolderCommand,
  renameFolderCommand,
  deleteFolderCommand,
] as const;
