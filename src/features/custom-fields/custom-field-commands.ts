import type { EventType } from '../../../contract/events/event-types.ts';
import { errors } from '../../errors/catalogue.ts';
import { freeSlug, slugOf } from '../../lib/field-key.ts';
import { type CommandTools, type Transaction, defineCommand } from '../../storage/engine.ts';
import { recordEvent } from '../events/events.ts';
import { type StartedJob, startJob } from '../jobs/job-commands.ts';
import {
  type CustomField,
  type FieldDetails,
  type FieldObject,
  type FieldOption,
  hasOptions,
  searchableTypes,
  toCustomField,
} from './custom-field.ts';
import {
  changeFieldsVersion,
  deleteField,
  insertField,
  selectDetailsSize,
  selectField,
  selectFields,
  updateField,
} from './custom-fields.store.ts';
import type { FieldChange, NewOption } from './field-input.ts';
import { selectFolder } from './folders.store.ts';

export const mostFields = 1000;
/** Of a field's options and texts together, so that a list of all fields stays a list. */
export const mostDetails = 16_384;
/** Of all fields of a location: both threads hold them, and a list sends them. */
export const mostDetailsInAll = 1024 * 1024;
/** Each word of a `query` is looked for in all of them. */
export const mostSearchable = 10;

export type CreateFieldInput = { locationNo: number; change: FieldChange };
export type UpdateFieldInput = { locationNo: number; id: string; change: FieldChange };

export const createFieldCommand = defineCommand({
  name: 'customFields.create',
  run: async (
    tx: Transaction,
    { locationNo, change }: CreateFieldInput,
    tools: CommandTools,
  ): Promise<CustomField> => {
    const fields = (await selectFields(tx, locationNo)).map(toCustomField);
    if (fields.length >= mostFields) {
      throw errors.limitReached('A location', mostFields, 'custom fields');
    }
    const { name = '', dataType = 'TEXT', object = 'contact', parentId = null, details } = change;
    await checkParent(tx, locationNo, object, parentId);
    if (details.searchable) checkSearchable({ dataType, object }, fields);
    const row = await insertField(tx, {
      location_no: locationNo,
      id: tools.newId(),
      object,
      name,
      field_key: newKey(change, object, fields),
      data_type: dataType,
      parent_id: parentId,
      position: change.position ?? nextPosition(fields),
      details: JSON.stringify(
        withOptions(
          hasOptions(dataType) ? details : { ...details, options: [] },
          [],
          dataType === 'TEXTBOX_LIST' ? tools.newId : null,
        ),
      ),
      created_at: tools.now,
      updated_at: tools.now,
    });
    return recorded(tx, locationNo, 'customField.created', null, toCustomField(row), tools);
  },
});

export const updateFieldCommand = defineCommand({
  name: 'customFields.update',
  run: async (
    tx: Transaction,
    { locationNo, id, change }: UpdateFieldInput,
    tools: CommandTools,
  ): Promise<CustomField> => {
    const before = await getField(tx, locationNo, id);
    if (change.dataType && change.dataType !== before.dataType) {
      throw refusal('dataType', `dataType cannot be changed: the field is ${before.dataType}`);
    }
    if (change.object && change.object !== before.object) {
      throw refusal('model', `model cannot be changed: the field is of ${before.object}`);
    }
    const { options, ...details } = change.details;
    if (details.searchable && !before.details.searchable) {
      checkSearchable(before, (await selectFields(tx, locationNo)).map(toCustomField));
    }
    const { parentId = before.parentId, name = before.name, position = before.position } = change;
    if (parentId !== before.parentId) await checkParent(tx, locationNo, before.object, parentId);
    const known = before.details.options ?? [];
    const newKeys = before.dataType === 'TEXTBOX_LIST' ? tools.newId : null;
    const merged = withOptions(
      {
        ...before.details,
        ...details,
        options: hasOptions(before.dataType) && options ? options : known,
      },
      known,
      newKeys,
    );
    const after = { ...before, name, position, parentId, details: merged };
    if (JSON.stringify(after) === JSON.stringify(before)) return before;
    const row = await updateField(
      tx,
      { locationNo, no: before.no },
      {
        name,
        parent_id: parentId,
        position,
        details: JSON.stringify(merged),
        updated_at: tools.now,
      },
    );
    return recorded(tx, locationNo, 'customField.updated', before, toCustomField(row), tools);
  },
});

/** With the job that takes its values off the contacts. */
export type DeletedField = { field: CustomField; job?: StartedJob };

export const deleteFieldCommand = defineCommand({
  name: 'customFields.delete',
  whenFull: 'goes on',
  run: async (
    tx: Transaction,
    { locationNo, id }: { locationNo: number; id: string },
    tools: CommandTools,
  ): Promise<DeletedField> => {
    const before = await getField(tx, locationNo, id);
    await deleteField(tx, { locationNo, no: before.no });
    await recorded(tx, locationNo, 'customField.deleted', before, null, tools);
    if (before.object !== 'contact') return { field: before };
    const about = { locationNo, kind: 'remove-field-values', subjectId: id } as const;
    return { field: before, job: await startJob(tx, { ...about, input: {} }, tools) };
  },
});

/** Loaded on the writer thread. */
export const customFieldCommands = [
  createFieldCommand,
  updateFieldCommand,
  deleteFieldCommand,
] as const;

async function getField(tx: Transaction, locationNo: number, id: string): Promise<CustomField> {
  const row = await selectField(tx, locationNo, id);
  if (!row) throw errors.recordNotFound('Custom field', id);
  return toCustomField(row);
}

async function checkParent(
  tx: Transaction,
  locationNo: number,
  object: FieldObject,
  parentId: string | null,
): Promise<void> {
  if (parentId === null) return;
  const folder = await selectFolder(tx, locationNo, parentId);
  if (folder?.object !== object) {
    throw refusal('parentId', `parentId must be a folder of the ${object} fields`);
  }
}

/** Throws `validation_failed` or `limit_reached`. */
function checkSearchable(
  { dataType, object }: Pick<CustomField, 'dataType' | 'object'>,
  fields: readonly CustomField[],
): void {
  if (object !== 'contact') throw refusal('searchable', 'searchable is for fields of contacts');
  if (!searchableTypes.includes(dataType)) {
    const types = searchableTypes.join(', ');
    throw refusal('searchable', `searchable is for fields of ${types}: the field is ${dataType}`);
  }
  if (fields.filter(({ details }) => details.searchable).length >= mostSearchable) {
    throw errors.limitReached('A location', mostSearchable, 'searchable custom fields');
  }
}

/** With its object before it: `contact.shirt_size`. A key that was asked for is not bent. */
function newKey(
  { fieldKey, name = '' }: FieldChange,
  object: FieldObject,
  fields: readonly CustomField[],
): string {
  const taken = new Set(fields.map((field) => field.fieldKey));
  const isTaken = (slug: string): boolean => taken.has(`${object}.${slug}`);
  if (fieldKey === undefined) return `${object}.${freeSlug(slugOf(name), isTaken)}`;
  const asked = slugOf(fieldKey.replace(/^(?:contact|opportunity|business)\./, ''));
  if (isTaken(asked)) throw refusal('fieldKey', `fieldKey ${object}.${asked} is taken`);
  return `${object}.${asked}`;
}

function nextPosition(fields: readonly CustomField[]): number {
  return fields.reduce((most, { position }) => Math.max(most, position + 1), 0);
}

/** Options keep the keys they had by their labels; a text box has an id, the others a word. */
function withOptions(
  { options, searchable, ...others }: FieldChange['details'],
  known: readonly FieldOption[],
  newId: (() => string) | null,
): FieldDetails {
  const details = searchable ? { ...others, searchable } : others;
  if (!options) return details;
  const keys = new Set<string>();
  const keyed = options.map((option: NewOption): FieldOption => {
    const former = known.find(({ label }) => label.toLowerCase() === option.label.toLowerCase());
    const wanted = option.key ?? former?.key ?? newId?.() ?? slugOf(option.label);
    const key = freeSlug(wanted, (slug) => keys.has(slug));
    keys.add(key);
    return { ...option, key };
  });
  const all = keyed.length > 0 ? { ...details, options: keyed } : details;
  if (JSON.stringify(all).length > mostDetails) {
    throw refusal('options', `options must have at most ${mostDetails} characters in all`);
  }
  return all;
}

function refusal(field: string, message: string): Error {
  return errors.validationFailed([{ field, message }]);
}

async function recorded<F extends CustomField | null>(
  tx: Transaction,
  locationNo: number,
  type: EventType,
  before: CustomField | null,
  after: F,
  tools: CommandTools,
): Promise<F> {
  if (after && (await selectDetailsSize(tx, locationNo)) > mostDetailsInAll) {
    throw refusal(
      'options',
      `options of all custom fields of a location must have at most ${mostDetailsInAll} characters`,
    );
  }
  await changeFieldsVersion(tx, locationNo);
  const visible = (field: CustomField | null): string | null => {
    if (!field) return null;
    const { no: _no, ...rest } = field;
    return JSON.stringify(rest);
  };
  const recordId = after?.id ?? before?.id ?? '';
  const values = { before: visible(before), after: visible(after) };
  await recordEvent(tx, { locationNo, type, recordId, ...values }, tools);
  return after;
}
