import { useMutation, useQueryClient } from '@tanstack/react-query';
import { saveContact } from '../api/contact-changes.ts';
import type { Change } from '../api/contact-values.ts';
import { type Duplicate, getContact } from '../api/contacts.ts';
import { saidWithUndo } from '../shell/undo.ts';
import { Avatar } from '../ui/Avatar.tsx';
import { Button } from '../ui/Button.tsx';
import { Problem } from '../ui/Problem.tsx';
import styles from './Duplicates.module.css';
import { shownName } from './fields.tsx';
import { words } from './words.ts';

type Props = {
  locationId: string;
  found: readonly Duplicate[];
  /** What was filled in, for whoever wants it in the one that is there. */
  change: Change;
  tags: readonly string[];
  onOpen(contactId: string): void;
};

export function Duplicates({ locationId, found, change, tags, onOpen }: Props) {
  const client = useQueryClient();
  const update = useMutation({
    mutationFn: async (contactId: string) => {
      const there = await getContact(locationId, contactId);
      const all = [...new Set([...there.contact.tags, ...tags])];
      const whole: Change = { ...change, ...(tags.length > 0 && { tags: all }) };
      return saveContact(client, locationId, there, whole);
    },
    onSuccess: (saved) => {
      if (saved.kind !== 'saved') return;
      saidWithUndo(words.updated(shownName(saved.contact)), saved.undo);
      onOpen(saved.contact.id);
    },
  });
  return (
    <section aria-label={words.duplicateTitle} className={styles.duplicates}>
      <h3 className={styles.title}>{words.duplicateTitle}</h3>
      <ul aria-live="polite" className={styles.list}>
        {found.map(({ contact, matchingField }) => {
          const name = shownName(contact);
          return (
            <li key={contact.id} className={styles.one}>
              <Avatar id={contact.id} name={name} />
              <span className={styles.who}>
                <bdi className={styles.name}>{name}</bdi>
                <span className={styles.why}>
                  {[contact.email, contact.phone].filter(Boolean).join(' · ')},{' '}
                  {words.duplicateBy(matchingField)}
                </span>
              </span>
              <span className={styles.actions}>
                <Button onClick={() => onOpen(contact.id)}>{words.openExisting}</Button>
                <Button
                  pending={update.isPending && update.variables === contact.id}
                  onClick={() => update.mutate(contact.id)}
                >
                  {words.updateExisting}
                </Button>
              </span>
            </li>
          );
        })}
      </ul>
      {update.error && <Problem error={update.error} />}
    </section>
  );
}
