import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { fieldsAndFoldersQuery } from '../../api/custom-fields.ts';
import type { Contact } from '../../api/contacts.ts';
import { customFieldOf } from '../../api/contact-values.ts';
import { keep, readKept } from '../../lib/kept.ts';
import { Switch } from '../../ui/Choice.tsx';
import { SearchInput } from '../../ui/SearchInput.tsx';
import { FieldRow, isEmptyField } from '../FieldRow.tsx';
import type { ContactField, Lists } from '../fields.tsx';
import type { Edits } from '../use-edits.ts';
import styles from './ContactPage.module.css';
import { words } from './words.ts';

type Props = {
  locationId: string;
  contact: Contact;
  fields: readonly ContactField[];
  lists: Lists;
  edits: Edits;
  mayEdit: boolean;
};

const hidesEmpty = 'hide-empty-fields';
/** These stand at the head of the page. */
const elsewhere: ReadonlySet<string> = new Set(['tags', 'assignedTo']);

/** Every field, those of the location in their folders. */
export function Fields({ locationId, contact, fields, lists, edits, mayEdit }: Props) {
  const [query, setQuery] = useState('');
  const [isHiding, setHiding] = useState(() => readKept(hidesEmpty) === 'on');
  const { data } = useQuery(fieldsAndFoldersQuery(locationId));
  const folders = data?.folders ?? [];
  const parts = query.toLowerCase().split(/\s+/).filter(Boolean);
  const shown = fields.filter(
    ({ key, label }) =>
      !elsewhere.has(key) &&
      parts.every((part) => label.toLowerCase().includes(part)) &&
      !(isHiding && isEmptyField(contact, key)),
  );
  const folderOf = new Map(lists.customFields.map(({ id, parentId }) => [id, parentId]));
  const rows = (some: readonly ContactField[]) => (
    <dl>
      {some.map((field) => (
        <FieldRow key={field.key} contact={contact} field={field} edits={edits} mayEdit={mayEdit} />
      ))}
    </dl>
  );
  const inFolder = (folderId: string | undefined): ContactField[] =>
    shown.filter(({ key, isCustom }) => {
      const parent = folderOf.get(customFieldOf(key) ?? '');
      const known = folders.some(({ id }) => id === parent) ? parent : undefined;
      return isCustom && known === folderId;
    });
  const groups = [
    ...folders.map(({ id, name }) => ({ id, name, fields: inFolder(id) })),
    { id: '', name: words.ungrouped, fields: inFolder(undefined) },
  ].filter((group) => group.fields.length > 0);
  return (
    <>
      <SearchInput label={words.findField} value={query} onChange={setQuery} />
      {shown.length === 0 && <p className={styles.hint}>{words.noField}</p>}
      {rows(shown.filter(({ isCustom }) => !isCustom))}
      {groups.map((group) => (
        <details key={group.id} open className={styles.folder}>
          <summary>
            <bdi>{group.name}</bdi>
          </summary>
          {rows(group.fields)}
        </details>
      ))}
      <Switch
        label={words.hideEmpty}
        checked={isHiding}
        onChange={(isOn) => {
          keep(hidesEmpty, isOn ? 'on' : undefined);
          setHiding(isOn);
        }}
      />
    </>
  );
}
