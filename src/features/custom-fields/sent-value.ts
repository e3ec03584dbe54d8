import type { CustomField } from './custom-field.ts';
import type { FieldDefinitions } from './field-definitions.ts';

/** A value as sent: addressed by `id`, `key` or `contact.key`; null clears it. */
export type SentFieldValue = {
  id?: string;
  key?: string;
  field_value?: unknown;
  fieldValue?: unknown;
  value?: unknown;
};

/** Undefined where there is none. */
export function sentValueOf(item: SentFieldValue): unknown {
  const { field_value: published, fieldValue, value } = item;
  const sent = published ?? fieldValue ?? value;
  return sent === undefined && [published, fieldValue, value].includes(null) ? null : sent;
}

/** Clients have the key where others have the id, with the object before it or without. */
export function fieldOf(
  { id = '', key = '' }: SentFieldValue,
  { byId, byKey }: FieldDefinitions,
): CustomField | undefined {
  for (const name of [id.trim(), key.trim()]) {
    const field = byId.get(name) ?? byKey.get(name.replace(/^contact\./, ''));
    if (field) return field;
  }
  return undefined;
}
