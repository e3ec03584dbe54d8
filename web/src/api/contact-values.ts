import type { Contact, ContactRow } from './contacts.ts';
import type { Operations } from './generated/operations.ts';

/** Fields of a contact that are edited one by one, as the API names them. */
export type StandardField =
  | 'firstName'
  | 'lastName'
  | 'email'
  | 'phone'
  | 'companyName'
  | 'address1'
  | 'city'
  | 'state'
  | 'postalCode'
  | 'country'
  | 'website'
  | 'timezone'
  | 'source'
  | 'dateOfBirth'
  | 'gender'
  | 'assignedTo'
  | 'dnd'
  | 'tags';
export type FieldKey = StandardField | `customFields.${string}`;

/** New values by field; null clears one. */
export type Change = Readonly<Partial<Record<FieldKey, unknown>>>;

const customPrefix = 'customFields.';

export function customFieldOf(key: string): string | undefined {
  return key.startsWith(customPrefix) ? key.slice(customPrefix.length) : undefined;
}

export function keysOf(change: Change): FieldKey[] {
  return Object.keys(change) as FieldKey[];
}

/** Null where nothing is set, in either shape of a contact. */
export function fieldValue(contact: Contact | ContactRow, key: FieldKey): unknown {
  const fieldId = customFieldOf(key);
  if (fieldId !== undefined) {
    return contact.customFields.find(({ id }) => id === fieldId)?.value ?? null;
  }
  const values: Readonly<Record<string, unknown>> = contact;
  const value = values[key] ?? (key === 'address1' ? values['address'] : undefined);
  return value ?? null;
}

/** The body of the PUT that makes a change. */
export function changeBody(change: Change): Operations['update-contact']['body'] {
  const customFields = keysOf(change).flatMap((key) => {
    const id = customFieldOf(key);
    return id === undefined ? [] : [{ id, value: change[key] ?? null }];
  });
  const standard = keysOf(change).filter((key) => customFieldOf(key) === undefined);
  return {
    ...Object.fromEntries(standard.map((key) => [key, change[key] ?? null])),
    ...(customFields.length > 0 && { customFields }),
  };
}

/** What a contact will look like, as far as can be said before the server has read the values. */
export function withChange<Shape extends Contact | ContactRow>(
  contact: Shape,
  change: Change,
): Shape {
  const standard = keysOf(change).filter((key) => customFieldOf(key) === undefined);
  const named = Object.fromEntries(
    standard.map((key) => {
      const value = change[key] ?? (key === 'tags' ? [] : null);
      return [key === 'address1' && 'searchAfter' in contact ? 'address' : key, value];
    }),
  );
  const fields = new Map(contact.customFields.map((each) => [each.id, each]));
  for (const key of keysOf(change)) {
    const id = customFieldOf(key);
    if (id !== undefined) fields.set(id, { id, value: change[key] ?? null });
  }
  return { ...contact, ...named, customFields: [...fields.values()] };
}

/** A row of a list with what is known of its contact now. */
export function rowOf(contact: Contact, row: ContactRow): ContactRow {
  const standard: readonly StandardField[] = [
    'firstName',
    'lastName',
    'email',
    'phone',
    'companyName',
    'city',
    'state',
    'postalCode',
    'country',
    'website',
    'timezone',
    'source',
    'dateOfBirth',
    'assignedTo',
  ];
  return {
    ...row,
    ...Object.fromEntries(standard.map((key) => [key, fieldValue(contact, key)])),
    address: contact.address1 ?? null,
    dnd: contact.dnd,
    tags: contact.tags,
    customFields: contact.customFields,
    dateUpdated: contact.dateUpdated,
  };
}

/** `Jane Smith`, else what else tells it from others. */
export function nameOf({
  firstName,
  lastName,
  companyName,
  email,
  phone,
}: Pick<Contact | ContactRow, 'firstName' | 'lastName' | 'companyName' | 'email' | 'phone'>):
  | string
  | undefined {
  const name = [firstName, lastName].filter((each) => each).join(' ');
  return name || companyName || email || phone || undefined;
}

/** The values that a change takes away, to be put back. */
export function inverseOf(before: Contact, change: Change): Change {
  return Object.fromEntries(
    keysOf(change).map((key) => [key, key === 'tags' ? before.tags : fieldValue(before, key)]),
  );
}

export function isSameValue(a: unknown, b: unknown): boolean {
  return a === b || JSON.stringify(a ?? null) === JSON.stringify(b ?? null);
}
