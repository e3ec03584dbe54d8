import { useLayoutEffect, useRef, useState } from 'react';
import { type FieldKey, fieldValue } from '../api/contact-values.ts';
import type { Contact } from '../api/contacts.ts';
import { Editor } from '../table/editors/Editor.tsx';
import { toastProblem } from '../ui/Toast.tsx';
import styles from './FieldRow.module.css';
import { type ContactField, shownValue } from './fields.tsx';
import type { Edits } from './use-edits.ts';
import { words } from './words.ts';

type Props = {
  contact: Contact;
  field: ContactField;
  edits: Edits;
  mayEdit: boolean;
  /** There is room for several lines. */
  isTall?: boolean;
};

const tagsInLines = 24;

type Editing = { value?: unknown; typed?: string; error?: string };

/** A field of a page or panel, edited where it stands, as a cell is. */
export function FieldRow({ contact, field, edits, mayEdit, isTall = false }: Props) {
  const { key, label, spec } = field;
  const [editing, setEditing] = useState<Editing>();
  const button = useRef<HTMLButtonElement>(null);
  const wantsFocus = useRef(false);
  useLayoutEffect(() => {
    if (!wantsFocus.current || editing) return;
    wantsFocus.current = false;
    button.current?.focus();
  });
  const value = fieldValue(contact, key);
  const begin = (): void => {
    edits.start(contact.id);
    setEditing({});
  };
  const close = (): void => {
    wantsFocus.current = true;
    setEditing(undefined);
  };
  const save = async (next: unknown): Promise<void> => {
    close();
    const error = await edits.save(contact, key, next);
    if (!error) return;
    wantsFocus.current = false;
    const isLine = typeof next === 'string' || typeof next === 'number' || next === null;
    if (isLine) setEditing({ typed: next === null ? '' : String(next), error: error.message });
    else toastProblem(error);
  };
  return (
    <div className={styles.field} data-tall={isTall || undefined}>
      <dt className={styles.label}>{label}</dt>
      <dd className={styles.value} data-edited={editing !== undefined || undefined}>
        {editing && spec ? (
          <Editor
            key={editing.error}
            spec={spec}
            label={label}
            value={value}
            typed={editing.typed}
            error={editing.error}
            onSave={(next) => void save(next)}
            onCancel={close}
          />
        ) : spec && mayEdit ? (
          <button ref={button} type="button" className={styles.button} onClick={begin}>
            <span className="visually-hidden">{words.edit(label)}: </span>
            <Shown field={field} value={value} isTall={isTall} />
          </button>
        ) : (
          <span className={styles.still}>
            <Shown field={field} value={value} isTall={isTall} />
          </span>
        )}
      </dd>
    </div>
  );
}

type ShownProps = { field: ContactField; value: unknown; isTall: boolean };

function Shown({ field, value, isTall }: ShownProps) {
  const shown = shownValue(field, value, isTall ? tagsInLines : undefined);
  return shown ?? <span className={styles.empty}>{words.empty}</span>;
}

/** Whether nothing is set. */
export function isEmptyField(contact: Contact, key: FieldKey): boolean {
  const value = fieldValue(contact, key);
  return value === null || value === '' || (Array.isArray(value) && value.length === 0);
}
