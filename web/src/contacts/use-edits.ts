import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { type Conflict, saveContact } from '../api/contact-changes.ts';
import { keepContact } from '../api/contact-cache.ts';
import {
  type Change,
  type FieldKey,
  fieldValue,
  isSameValue,
  keysOf,
} from '../api/contact-values.ts';
import { type Contact, type ContactRow, type Versioned, getContact } from '../api/contacts.ts';
import { saidWithUndo } from '../shell/undo.ts';
import { type ContactField, shownName } from './fields.tsx';
import { words } from './words.ts';

export type Edits = {
  /** Fetches what is there now, so that the change goes out with its ETag. */
  start(contactId: string): void;
  /** Undefined where it is saved, or where a conflict is being resolved. */
  save(seen: Contact | ContactRow, key: FieldKey, value: unknown): Promise<Error | undefined>;
  conflict: Conflict | undefined;
  resolve(change: Change): Promise<Error | undefined>;
  keepTheirs(): void;
};

/** Editing in place: shown at once, with an undo, and nothing of others overwritten unseen. */
export function useEdits(locationId: string, fields: readonly ContactField[]): Edits {
  const client = useQueryClient();
  const [conflict, setConflict] = useState<Conflict>();
  const fresh = useRef(new Map<string, Promise<Versioned>>());

  const read = (contactId: string): Promise<Versioned> => {
    const reading = getContact(locationId, contactId);
    fresh.current.set(contactId, reading);
    // Whoever saves hears of it.
    reading.catch(() => undefined);
    return reading;
  };
  const write = async (base: Versioned, change: Change): Promise<Error | undefined> => {
    try {
      const saved = await saveContact(client, locationId, base, change);
      if (saved.kind === 'conflict') setConflict(saved.conflict);
      else saidWithUndo(sentenceOf(change, saved.contact, fields), saved.undo);
      return undefined;
    } catch (error) {
      return error instanceof Error ? error : new Error(String(error));
    }
  };
  return {
    start: (contactId) => void read(contactId),
    save: async (seen, key, sent) => {
      const value = key === 'dnd' ? sent === 'true' || sent === true : sent;
      const change: Change = { [key]: value };
      let base: Versioned;
      try {
        base = await (fresh.current.get(seen.id) ?? read(seen.id));
      } catch (error) {
        return error instanceof Error ? error : new Error(String(error));
      } finally {
        fresh.current.delete(seen.id);
      }
      const theirs = fieldValue(base.contact, key);
      // One that was changed since it was read is told by its ETag.
      const isOlder = seen.dateUpdated < base.contact.dateUpdated;
      const isUnseen =
        isOlder && !isSameValue(theirs, fieldValue(seen, key)) && !isSameValue(theirs, value);
      if (isUnseen && key !== 'tags') {
        keepContact(client, locationId, base);
        setConflict({ fields: [{ key, yours: value, theirs }], change, theirs: base });
        return undefined;
      }
      return write(base, change);
    },
    conflict,
    resolve: async (change) => {
      if (!conflict) return undefined;
      const error = keysOf(change).length === 0 ? undefined : await write(conflict.theirs, change);
      if (!error) setConflict((held) => (held === conflict ? undefined : held));
      return error;
    },
    keepTheirs: () => setConflict(undefined),
  };
}

function sentenceOf(change: Change, contact: Contact, fields: readonly ContactField[]): string {
  const labels = keysOf(change).map((key) => fields.find((each) => each.key === key)?.label ?? key);
  return words.changed(labels.join(', '), shownName(contact));
}
