import { errors } from '../../errors/catalogue.ts';
import type { CommandContext, CommandOutcome, Engine, Executor } from '../../storage/engine.ts';
import type { CustomFieldFolderRow } from '../../storage/tables/custom-fields.ts';
import type { FieldObject } from './custom-field.ts';
import {
  createFolderCommand,
  deleteFolderCommand,
  renameFolderCommand,
} from './folder-commands.ts';
import { selectFolders } from './folders.store.ts';

/** Those of one object. */
export async function listFolders(
  reader: Executor,
  locationNo: number,
  object: FieldObject,
): Promise<CustomFieldFolderRow[]> {
  return (await selectFolders(reader, locationNo)).filter((each) => each.object === object);
}

/** Throws `validation_failed`. */
export function createFolder(
  engine: Engine,
  input: { locationNo: number; object: FieldObject; name: string },
  context: CommandContext,
): Promise<CommandOutcome<CustomFieldFolderRow>> {
  const { name } = checkFolder(input);
  return engine.run(createFolderCommand, { ...input, name }, context);
}

/** Throws `record_not_found` or `validation_failed`. */
export async function renameFolder(
  engine: Engine,
  input: { locationNo: number; id: string; name: string },
  context: CommandContext,
): Promise<CustomFieldFolderRow> {
  const { name } = checkFolder(input);
  return (await engine.run(renameFolderCommand, { ...input, name }, context)).value;
}

/** Its fields stay, outside of it. Throws `record_not_found`. */
export async function deleteFolder(
  engine: Engine,
  input: { locationNo: number; id: string },
  context: CommandContext,
): Promise<CustomFieldFolderRow> {
  return (await engine.run(deleteFolderCommand, input, context)).value;
}

/** The name trimmed; throws `validation_failed` for one of spaces. */
export function checkFolder<I extends { name?: string }>(input: I): I {
  if (input.name === undefined) return input;
  const name = input.name.trim();
  if (name !== '') return { ...input, name };
  throw errors.validationFailed([{ field: 'name', message: 'name should not be empty' }]);
}
