import type { ReactNode } from 'react';
import { type FieldKey, fieldValue } from '../api/contact-values.ts';
import type { ContactRow, Sort } from '../api/contacts.ts';
import type { User } from '../api/location-lists.ts';
import { dayOf, exactTime, relativeTime } from '../lib/time.ts';
import type { Column, SortKind } from '../table/columns.ts';
import { Avatar } from '../ui/Avatar.tsx';
import { type ContactField, shownName, shownValue } from './fields.tsx';
import styles from './fields.module.css';
import { fieldLabels } from './words.ts';

type ReadOnlyColumn = { id: 'businessName' | 'type' | 'followers'; width: number };
const readOnly: readonly ReadOnlyColumn[] = [
  { id: 'businessName', width: 150 },
  { id: 'type', width: 110 },
  { id: 'followers', width: 150 },
];

/** What the list is sorted by when it is sorted by a column. */
export const columnSorts: Readonly<Record<string, { field: string; kind: SortKind }>> = {
  name: { field: 'firstNameLowerCase', kind: 'text' },
  firstName: { field: 'firstNameLowerCase', kind: 'text' },
  lastName: { field: 'lastNameLowerCase', kind: 'text' },
  email: { field: 'email', kind: 'text' },
  companyName: { field: 'companyName', kind: 'text' },
  businessName: { field: 'businessName', kind: 'text' },
  source: { field: 'source', kind: 'text' },
  dateAdded: { field: 'dateAdded', kind: 'time' },
  dateUpdated: { field: 'dateUpdated', kind: 'time' },
  dnd: { field: 'dnd', kind: 'number' },
};

/** The column that a sort is shown at: names are sorted by where they begin. */
export function sortedColumn({ field }: Sort): string {
  if (field === 'firstNameLowerCase') return 'name';
  return Object.entries(columnSorts).find(([, sort]) => sort.field === field)?.[0] ?? field;
}

/** Every column there can be, of contacts with these fields. */
export function contactColumns(
  fields: readonly ContactField[],
  users: readonly User[],
): Column<ContactRow>[] {
  const names = new Map(users.map(({ id, name }) => [id, name]));
  const sortOf = (id: string): { sort?: SortKind } => {
    const kind = columnSorts[id]?.kind;
    return kind ? { sort: kind } : {};
  };
  return [
    {
      id: 'name',
      label: fieldLabels.name,
      width: 220,
      sort: 'text',
      isName: true,
      cell: nameCell,
    },
    ...fields
      .filter(({ key }) => key !== 'gender')
      .map((field): Column<ContactRow> => {
        const { key, label, width, align, spec } = field;
        return {
          id: columnIdOf(key),
          label,
          width,
          ...sortOf(key),
          ...(align && { align }),
          ...(spec && { editor: spec }),
          value: (row) => fieldValue(row, key),
          cell: (row) => shownValue(field, fieldValue(row, key)),
        };
      }),
    ...readOnly.map(
      ({ id, width }): Column<ContactRow> => ({
        id,
        label: fieldLabels[id],
        width,
        ...sortOf(id),
        cell: (row) => {
          const value = row[id];
          const text = Array.isArray(value)
            ? value.map((each) => names.get(each) ?? each).join(', ')
            : (value ?? '');
          return (
            <bdi className={styles.text} title={text}>
              {text}
            </bdi>
          );
        },
      }),
    ),
    ...(['dateAdded', 'dateUpdated'] as const).map(
      (id): Column<ContactRow> => ({
        id,
        label: fieldLabels[id],
        width: 120,
        ...sortOf(id),
        cell: (row) => {
          const at = new Date(row[id]);
          return (
            <time dateTime={row[id]} title={exactTime(at)}>
              {shortTime(at)}
            </time>
          );
        },
      }),
    ),
  ];
}

/** Ids of custom fields are long, and stand in the address. */
const customColumn = 'cf.';

export function columnIdOf(key: FieldKey): string {
  return key.replace(/^customFields\./, customColumn);
}

export function keyOfColumn(id: string): FieldKey {
  return id.replace(/^cf\./, 'customFields.') as FieldKey;
}

const dayMs = 24 * 3600 * 1000;

function shortTime(at: Date): string {
  const now = new Date();
  return Math.abs(now.getTime() - at.getTime()) < dayMs ? relativeTime(at, now) : dayOf(at);
}

function nameCell(row: ContactRow): ReactNode {
  const name = shownName(row);
  return (
    <>
      <Avatar id={row.id} name={name} />
      <button type="button" tabIndex={-1} data-opens className={styles.name} title={name}>
        <bdi>{name}</bdi>
      </button>
    </>
  );
}
