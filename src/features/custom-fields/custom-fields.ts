import { errors } from '../../errors/catalogue.ts';
import type { CommandContext, CommandOutcome, Engine, Executor } from '../../storage/engine.ts';
import { type CustomField, type FieldObject, toCustomField } from './custom-field.ts';
import {
  type DeletedField,
  createFieldCommand,
  deleteFieldCommand,
  updateFieldCommand,
} from './custom-field-commands.ts';
import { selectField, selectFields } from './custom-fields.store.ts';
import { type FieldInput, toFieldChange } from './field-input.ts';

/** By position; of one object, or of all. */
export async function listCustomFields(
  reader: Executor,
  locationNo: number,
  object: FieldObject | 'all',
): Promise<CustomField[]> {
  const fields = (await selectFields(reader, locationNo)).map(toCustomField);
  return fields.filter((field) => object === 'all' || field.object === object);
}

/** Throws `record_not_found`. */
export async function getCustomField(
  reader: Executor,
  locationNo: number,
  id: string,
): Promise<CustomField> {
  const row = await selectField(reader, locationNo, id);
  if (!row) throw errors.recordNotFound('Custom field', id);
  return toCustomField(row);
}

/** Throws `validation_failed`. */
export async function createCustomField(
  engine: Engine,
  locationNo: number,
  input: FieldInput,
  context: CommandContext,
): Promise<CommandOutcome<CustomField>> {
  return engine.run(
    createFieldCommand,
    { locationNo, change: toFieldChange(input, true) },
    context,
  );
}

/** Changes what is sent; throws `record_not_found` or `validation_failed`. */
export async function updateCustomField(
  engine: Engine,
  locationNo: number,
  id: string,
  input: FieldInput,
  context: CommandContext,
): Promise<CustomField> {
  const change = toFieldChange(input, false);
  return (await engine.run(updateFieldCommand, { locationNo, id, change }, context)).value;
}

/** The job of a contact's field takes its values off the contacts. Throws `record_not_found`. */
export async function deleteCustomField(
  engine: Engine,
  locationNo: number,
  id: string,
  context: CommandContext,
): Promise<DeletedField> {
  return (await engine.run(deleteFieldCommand, { locationNo, id }, context)).value;
}
