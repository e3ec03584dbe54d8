import { errors } from '../../errors/catalogue.ts';
import { freeSlug, slugOf } from '../../lib/field-key.ts';
import {
  type CommandTools,
  type Executor,
  type Transaction,
  defineCommand,
} from '../../storage/engine.ts';
import type { CustomValueRow } from '../../storage/tables/custom-values.ts';
import { recordEvent } from '../events/events.ts';
import {
  deleteCustomValueRow,
  insertCustomValue,
  selectCustomValue,
  selectCustomValueSizes,
  selectSlugsLike,
  updateCustomValueRow,
} from './custom-values.store.ts';

/** A list shows all of them, so a location can hold so many, and so much in them. */
export const mostValues = 1000;
export const mostBytes = 1024 * 1024;

export type CustomValueInput = { name: string; value: string };
type InLocation = { locationNo: number };
type Named = InLocation & { id: string };

export const createCustomValueCommand = defineCommand({
  name: 'custom-values.create',
  run: async (
    tx: Transaction,
    { locationNo, name, value }: InLocation & CustomValueInput,
    tools: CommandTools,
  ): Promise<CustomValueRow> => {
    const held = await selectCustomValueSizes(tx, locationNo);
    if (held.count >= mostValues) {
      throw errors.limitReached('A location', mostValues, 'custom values');
    }
    checkBytes(held.bytes + Buffer.byteLength(value));
    const wanted = slugOf(name);
    const taken = new Set(await selectSlugsLike(tx, locationNo, wanted));
    const row = await insertCustomValue(tx, {
      location_no: locationNo,
      id: tools.newId(),
      name,
      slug: freeSlug(wanted, (slug) => taken.has(slug)),
      value,
      created_at: tools.now,
      updated_at: tools.now,
    });
    await record(tx, 'created', null, row, tools);
    return row;
  },
});

/** A change that changes nothing leaves no event. */
export const updateCustomValueCommand = defineCommand({
  name: 'custom-values.update',
  run: async (
    tx: Transaction,
    { locationNo, id, name, value }: Named & CustomValueInput,
    tools: CommandTools,
  ): Promise<CustomValueRow> => {
    const before = await getCustomValueRow(tx, locationNo, id);
    if (before.name === name && before.value === value) return before;
    const grows = Buffer.byteLength(value) - Buffer.byteLength(before.value);
    if (grows > 0) checkBytes((await selectCustomValueSizes(tx, locationNo)).bytes + grows);
    const row = await updateCustomValueRow(tx, before, { name, value, updated_at: tools.now });
    await record(tx, 'updated', before, row, tools);
    return row;
  },
});

export const deleteCustomValueCommand = defineCommand({
  name: 'custom-values.delete',
  whenFull: 'goes on',
  run: async (tx: Transaction, { locationNo, id }: Named, tools: CommandTools): Promise<null> => {
    const before = await getCustomValueRow(tx, locationNo, id);
    await deleteCustomValueRow(tx, before);
    await record(tx, 'deleted', before, null, tools);
    return null;
  },
});

/** Throws `record_not_found`. */
export async function getCustomValueRow(
  executor: Executor,
  locationNo: number,
  id: string,
): Promise<CustomValueRow> {
  const row = await selectCustomValue(executor, locationNo, id);
  if (!row) throw errors.recordNotFound('Custom value', id);
  return row;
}

function checkBytes(bytes: number): void {
  if (bytes <= mostBytes) return;
  const message = `value would make the custom values of the location more than ${mostBytes} bytes together`;
  throw errors.validationFailed([{ field: 'value', message }]);
}

async function record(
  tx: Transaction,
  what: 'created' | 'updated' | 'deleted',
  before: CustomValueRow | null,
  after: CustomValueRow | null,
  tools: CommandTools,
): Promise<void> {
  const row = after ?? before;
  if (!row) throw new Error('a change of nothing');
  const shown = ({ name, slug, value }: CustomValueRow): string =>
    JSON.stringify({ name, fieldKey: customValueKey(slug), value });
  const event = {
    locationNo: row.location_no,
    type: `customValue.${what}` as const,
    recordId: row.id,
    before: before && shown(before),
    after: after && shown(after),
  };
  await recordEvent(tx, event, tools);
}

/** As templates name it. */
export function customValueKey(slug: string): string {
  return `{{ custom_values.${slug} }}`;
}

/** Loaded on the writer thread. */
export const customValueCommands = [
  createCustomValueCommand,
  updateCustomValueCommand,
  deleteCustomValueCommand,
] as const;
