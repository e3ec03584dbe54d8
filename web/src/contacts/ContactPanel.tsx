import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { type Contact, contactQuery } from '../api/contacts.ts';
import { Avatar } from '../ui/Avatar.tsx';
import { Button, IconButton, buttonClass } from '../ui/Button.tsx';
import { CopyIconButton } from '../ui/Copy.tsx';
import { Maximize2Icon, Trash2Icon, XIcon } from '../ui/generated/icons.tsx';
import { Failed, Skeleton } from '../ui/States.tsx';
import styles from './ContactPanel.module.css';
import { FieldRow, isEmptyField } from './FieldRow.tsx';
import { type ContactField, shownName } from './fields.tsx';
import type { Bulk } from './bulk/use-bulk.ts';
import type { Edits } from './use-edits.ts';
import { words } from './words.ts';

type Props = {
  locationId: string;
  contactId: string;
  fields: readonly ContactField[];
  edits: Edits;
  bulk: Bulk;
  mayEdit: boolean;
  onClose(): void;
};

/** One contact beside the list, which stays in use. */
export function ContactPanel(props: Props) {
  const { locationId, contactId, bulk, mayEdit, onClose } = props;
  const { data, error, refetch } = useQuery(contactQuery(locationId, contactId));
  const panel = useRef<HTMLElement>(null);
  const hasData = data !== undefined;
  useEffect(() => {
    if (hasData && contactId !== '') panel.current?.querySelector('h2')?.focus();
  }, [contactId, hasData]);
  const press = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || event.defaultPrevented) return;
    if (!(event.target instanceof Node) || !panel.current?.contains(event.target)) return;
    event.stopPropagation();
    onClose();
  };
  const name = data ? shownName(data.contact) : words.panel;
  return (
    <aside ref={panel} aria-label={words.panel} className={styles.panel} onKeyDown={press}>
      <header className={styles.head}>
        {data && <Avatar id={contactId} name={name} />}
        <h2 tabIndex={-1} className={styles.name}>
          <bdi>{name}</bdi>
        </h2>
        <Link
          to="/l/$location/contacts/$contact"
          params={{ location: locationId, contact: contactId }}
          aria-label={words.wholePage}
          title={words.wholePage}
          className={buttonClass('ghost')}
        >
          <Maximize2Icon />
        </Link>
        <CopyIconButton label={words.copyId} text={contactId} />
        {mayEdit && data && (
          <IconButton
            label={words.remove}
            onClick={() => {
              onClose();
              void bulk.remove([contactId], name);
            }}
          >
            <Trash2Icon />
          </IconButton>
        )}
        <IconButton label={words.close} onClick={onClose}>
          <XIcon />
        </IconButton>
      </header>
      <div className={styles.body}>
        {data ? (
          <Fields {...props} contact={data.contact} />
        ) : error ? (
          <Failed error={error} onRetry={() => void refetch()} />
        ) : (
          <Skeleton rows={[2, 2, 2, 2, 2, 2]} label={words.loading} />
        )}
      </div>
    </aside>
  );
}

/** What is always shown; others where something is set. */
const main: ReadonlySet<string> = new Set([
  'firstName',
  'lastName',
  'email',
  'phone',
  'companyName',
  'tags',
  'assignedTo',
]);

function Fields({ contact, fields, edits, mayEdit }: Props & { contact: Contact }) {
  const [showsEmpty, setShowsEmpty] = useState(false);
  const isShown = ({ key }: ContactField): boolean =>
    showsEmpty || main.has(key) || !isEmptyField(contact, key);
  const row = (field: ContactField) => (
    <FieldRow
      key={`${contact.id} ${field.key}`}
      contact={contact}
      field={field}
      edits={edits}
      mayEdit={mayEdit}
    />
  );
  const shown = fields.filter(isShown);
  const custom = shown.filter(({ isCustom }) => isCustom);
  return (
    <>
      <section aria-label={words.main}>
        <dl>{shown.filter(({ isCustom }) => !isCustom).map(row)}</dl>
      </section>
      {custom.length > 0 && (
        <section aria-label={words.custom}>
          <h3 className={styles.heading}>{words.custom}</h3>
          <dl>{custom.map(row)}</dl>
        </section>
      )}
      <Button kind="ghost" onClick={() => setShowsEmpty(!showsEmpty)}>
        {showsEmpty ? words.hideEmpty : words.showEmpty}
      </Button>
    </>
  );
}
