import { errors } from '../../errors/catalogue.ts';
import {
  type CommandContext,
  type CommandOutcome,
  type Engine,
  type Executor,
  defineQuery,
} from '../../storage/engine.ts';
import type { CustomValueRow } from '../../storage/tables/custom-values.ts';
import {
  type CustomValueInput,
  createCustomValueCommand,
  deleteCustomValueCommand,
  getCustomValueRow,
  updateCustomValueCommand,
} from './custom-value-commands.ts';
import { selectCustomValues } from './custom-values.store.ts';

/** A megabyte of values at most, which takes longer than a point read. */
export const listCustomValuesQuery = defineQuery({
  name: 'custom-values.list',
  run: (reader: Executor, { locationNo }: { locationNo: number }): Promise<CustomValueRow[]> =>
    selectCustomValues(reader, locationNo),
});

/** All of a location, oldest first. */
export function listCustomValues(
  engine: Engine,
  locationNo: number,
  signal: AbortSignal,
): Promise<CustomValueRow[]> {
  return engine.query(listCustomValuesQuery, { locationNo }, { signal });
}

/** Throws `record_not_found`. */
export function getCustomValue(
  reader: Executor,
  locationNo: number,
  id: string,
): Promise<CustomValueRow> {
  return getCustomValueRow(reader, locationNo, id);
}

/** Throws `validation_failed`. */
export function createCustomValue(
  engine: Engine,
  locationNo: number,
  input: CustomValueInput,
  context: CommandContext,
): Promise<CommandOutcome<CustomValueRow>> {
  const checked = checkCustomValue(input);
  return engine.run(createCustomValueCommand, { locationNo, ...checked }, context);
}

/** Throws `record_not_found` or `validation_failed`. */
export async function updateCustomValue(
  engine: Engine,
  locationNo: number,
  id: string,
  input: CustomValueInput,
  context: CommandContext,
): Promise<CustomValueRow> {
  const checked = checkCustomValue(input);
  const command = { locationNo, id, ...checked };
  return (await engine.run(updateCustomValueCommand, command, context)).value;
}

/** Throws `record_not_found`. */
export async function deleteCustomValue(
  engine: Engine,
  locationNo: number,
  id: string,
  context: CommandContext,
): Promise<void> {
  await engine.run(deleteCustomValueCommand, { locationNo, id }, context);
}

/** The name trimmed; throws `validation_failed` for one of spaces. */
export function checkCustomValue<I extends Partial<CustomValueInput>>(input: I): I {
  if (input.name === undefined) return input;
  const name = input.name.trim();
  if (name !== '') return { ...input, name };
  throw errors.validationFailed([{ field: 'name', message: 'name should not be empty' }]);
}
