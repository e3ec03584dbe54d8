import type { Executor } from '../../storage/engine.ts';
import { type CustomField, toCustomField } from './custom-field.ts';
import { selectFields, selectFieldsVersion } from './custom-fields.store.ts';

/** The custom fields of contacts of a location, as they were at a version of them. */
export type FieldDefinitions = {
  version: number;
  byId: ReadonlyMap<string, CustomField>;
  /** By the key without `contact.`. */
  byKey: ReadonlyMap<string, CustomField>;
  /** Ids of those that `query` looks into. */
  searchable: readonly string[];
};

export const noFieldDefinitions: FieldDefinitions = {
  version: 0,
  byId: new Map(),
  byKey: new Map(),
  searchable: [],
};

const keptLocations = 1000;
/** By connection, since two databases may share a process. */
const kept = new WeakMap<object, Map<number, FieldDefinitions>>();

/**
 * The definitions of now: kept until one changes, which a number of the location says; `version` is
 * that number, where it has been read already.
 */
export async function getFieldDefinitions(
  executor: Executor,
  locationNo: number,
  version?: number,
): Promise<FieldDefinitions> {
  version ??= await selectFieldsVersion(executor, locationNo);
  const known = kept.get(executor.db) ?? new Map<number, FieldDefinitions>();
  kept.set(executor.db, known);
  const found = known.get(locationNo);
  if (found?.version === version) return found;
  const fields = (await selectFields(executor, locationNo))
    .map(toCustomField)
    .filter(({ object }) => object === 'contact');
  const made: FieldDefinitions = {
    version,
    byId: new Map(fields.map((field) => [field.id, field])),
    byKey: new Map(fields.map((field) => [field.fieldKey.replace(/^contact\./, ''), field])),
    searchable: fields.filter(({ details }) => details.searchable).map(({ id }) => id),
  };
  if (known.size >= keptLocations) known.clear();
  known.set(locationNo, made);
  return made;
}

/** Each key with `contact.`, by the id of its field. */
export async function getFieldKeys(
  executor: Executor,
  locationNo: number,
): Promise<ReadonlyMap<string, string>> {
  const { byId } = await getFieldDefinitions(executor, locationNo);
  return new Map([...byId].map(([id, { fieldKey }]) => [id, fieldKey]));
}
