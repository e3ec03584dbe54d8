import type { ReactNode } from 'react';
import { type FieldKey, type StandardField, nameOf } from '../api/contact-values.ts';
import type { Contact, ContactRow } from '../api/contacts.ts';
import { countryNames } from '../api/generated/countries.ts';
import type { CustomField, User } from '../api/location-lists.ts';
import { dayOf } from '../lib/time.ts';
import type { EditorOption, EditorSpec } from '../table/editors/editor-spec.ts';
import { Tag } from '../ui/Tag.tsx';
import styles from './fields.module.css';
import { fieldLabels, words } from './words.ts';

/** A field of contacts as people see it: its words, its editor, and how a value looks. */
export type ContactField = {
  key: FieldKey;
  label: string;
  spec: EditorSpec | undefined;
  width: number;
  align?: 'end';
  isCustom: boolean;
  /** A value in plain words. */
  text(value: unknown): string;
};

export type Lists = {
  customFields: readonly CustomField[];
  users: readonly User[];
  tags: readonly string[];
};

const number = new Intl.NumberFormat('en', { maximumFractionDigits: 20 });
const countries: readonly EditorOption[] = Object.entries(countryNames).map(([value, label]) => ({
  value,
  label,
}));
const yesOrNo: readonly EditorOption[] = [
  { value: 'true', label: words.yes },
  { value: 'false', label: words.no },
];

const widths: Readonly<Record<string, number>> = {
  email: 210,
  tags: 210,
  address1: 200,
  companyName: 150,
  assignedTo: 120,
};

export function contactFields(lists: Lists): ContactField[] {
  const users = userOptions(lists.users);
  const specs: Readonly<Record<StandardField, EditorSpec>> = {
    firstName: { kind: 'text' },
    lastName: { kind: 'text' },
    email: { kind: 'email' },
    phone: { kind: 'phone' },
    companyName: { kind: 'text' },
    tags: { kind: 'tags', known: lists.tags },
    assignedTo: { kind: 'user', users },
    source: { kind: 'text' },
    address1: { kind: 'text' },
    city: { kind: 'text' },
    state: { kind: 'text' },
    postalCode: { kind: 'text' },
    country: { kind: 'option', options: countries },
    website: { kind: 'url' },
    timezone: { kind: 'text' },
    dateOfBirth: { kind: 'date' },
    gender: { kind: 'text' },
    dnd: { kind: 'option', options: yesOrNo },
  };
  const standard = Object.entries(specs).map(([key, spec]): ContactField => {
    const width = widths[key] ?? 140;
    const named = key as StandardField;
    const text = textOfSpec(spec);
    return { key: named, label: fieldLabels[named], spec, width, isCustom: false, text };
  });
  return [...standard, ...lists.customFields.map(customField)];
}

export function userOptions(users: readonly User[]): EditorOption[] {
  return users
    .filter(({ deleted }) => !deleted)
    .map(({ id, name }) => ({ value: id, label: name }));
}

function customField(field: CustomField): ContactField {
  const { id, name, dataType } = field;
  const spec = specOf(field);
  const isNumber = dataType === 'NUMERICAL' || dataType === 'MONETORY';
  return {
    key: `customFields.${id}`,
    label: name,
    spec,
    width: 150,
    ...(isNumber && { align: 'end' }),
    isCustom: true,
    text:
      dataType === 'TEXTBOX_LIST'
        ? (value) => textsOf(field, value)
        : spec
          ? textOfSpec(spec)
          : filesOf,
  };
}

function specOf(field: CustomField): EditorSpec | undefined {
  const options = field.picklistOptions.map((label) => ({ value: label, label }));
  const takesOther = field.isAllowedCustomOption;
  switch (field.dataType) {
    case 'LARGE_TEXT':
      return { kind: 'long-text' };
    case 'NUMERICAL':
      return { kind: 'number' };
    case 'MONETORY':
      return { kind: 'money' };
    case 'PHONE':
      return { kind: 'phone' };
    case 'EMAIL':
      return { kind: 'email' };
    case 'DATE':
      return { kind: 'date' };
    case 'SINGLE_OPTIONS':
    case 'RADIO':
      return { kind: 'option', options, takesOther };
    case 'MULTIPLE_OPTIONS':
    case 'CHECKBOX':
      return { kind: 'options', options, takesOther };
    case 'TEXTBOX_LIST':
    case 'FILE_UPLOAD':
      return undefined;
    default:
      return { kind: 'text' };
  }
}

function textOfSpec(spec: EditorSpec): (value: unknown) => string {
  const labels = new Map<string, string>();
  if (spec.kind === 'user') for (const { value, label } of spec.users) labels.set(value, label);
  if (spec.kind === 'option') for (const { value, label } of spec.options) labels.set(value, label);
  return (value) => {
    if (value === null || value === undefined) return '';
    if (Array.isArray(value)) return value.map(String).join(', ');
    if (typeof value === 'number') return number.format(value);
    if (typeof value === 'object') return JSON.stringify(value);
    const text = String(value);
    if (spec.kind === 'date' && /^\d{4}-\d\d-\d\d/.test(text)) {
      return dayOf(new Date(`${text.slice(0, 10)}T00:00:00`));
    }
    return labels.get(text) ?? text;
  };
}

/** Of a text-box list: each with its label. */
function textsOf({ textBoxListOptions }: CustomField, value: unknown): string {
  if (typeof value !== 'object' || value === null) return '';
  const labels = new Map((textBoxListOptions ?? []).map(({ id, label }) => [id, label]));
  return Object.entries(value)
    .filter(([, text]) => text !== '' && text !== null)
    .map(([id, text]) => `${labels.get(id) ?? id}: ${String(text)}`)
    .join(', ');
}

function filesOf(value: unknown): string {
  if (typeof value !== 'object' || value === null) return '';
  const files = Object.values(value).length;
  return files === 1 ? '1 file' : `${files} files`;
}

/** What stands in a cell or a field: never more than a line of it, but for tags where there is room for more. */
export function shownValue(
  field: ContactField,
  value: unknown,
  mostTags: number = tagsInLine,
): ReactNode {
  if (field.key === 'tags') {
    return shownTags(Array.isArray(value) ? value.map(String) : [], mostTags);
  }
  const text = field.text(value);
  return text === '' ? null : (
    <bdi className={styles.text} title={text}>
      {text}
    </bdi>
  );
}

const tagsInLine = 2;

function shownTags(tags: readonly string[], mostTags: number): ReactNode {
  if (tags.length === 0) return null;
  const left = tags.length - mostTags;
  return (
    <>
      {tags.slice(0, mostTags).map((name) => (
        <Tag key={name} name={name} />
      ))}
      {left > 0 && (
        <span className={styles.more} title={tags.slice(mostTags).join(', ')}>
          +{left}
        </span>
      )}
    </>
  );
}

export function shownName(contact: Contact | ContactRow): string {
  return nameOf(contact) ?? words.noName;
}
