import { useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import type { Contact, ContactRow } from '../../api/contacts.ts';
import { useCommands } from '../../shell/commands.ts';
import { Avatar } from '../../ui/Avatar.tsx';
import { IconButton, buttonClass } from '../../ui/Button.tsx';
import { classNames } from '../../ui/class-names.ts';
import { CopyButton } from '../../ui/Copy.tsx';
import {
  ChevronLeftIcon,
  ChevronRightIcon,
  EllipsisIcon,
  Trash2Icon,
} from '../../ui/generated/icons.tsx';
import { Menu, MenuItem } from '../../ui/Menu.tsx';
import { FieldRow } from '../FieldRow.tsx';
import { type ContactField, type Lists, shownName } from '../fields.tsx';
import { useBulk } from '../bulk/use-bulk.ts';
import type { Edits } from '../use-edits.ts';
import styles from './ContactPage.module.css';
import { neighboursOf } from './neighbours.ts';
import { readTab } from './tabs.ts';
import { words } from './words.ts';

type Props = {
  locationId: string;
  contact: Contact;
  lists: Lists;
  fields: readonly ContactField[];
  edits: Edits;
  mayEdit: boolean;
  curl: string;
};

const inHead = ['tags', 'assignedTo'];

/** Who it is, where it stands in the list, its tags and owner. */
export function Head(props: Props) {
  const { locationId, contact, fields, edits, mayEdit, curl } = props;
  const client = useQueryClient();
  const navigate = useNavigate();
  const bulk = useBulk(locationId);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    heading.current?.focus({ preventScroll: true });
  }, []);
  const name = shownName(contact);
  const place = neighboursOf(client, locationId, contact.id);
  const go = (to: ContactRow | undefined): void => {
    if (!to) return;
    const params = { location: locationId, contact: to.id };
    void navigate({ to: '/l/$location/contacts/$contact', params, search: readTab });
  };
  const leave = (): Promise<void> =>
    navigate({ to: '/l/$location/contacts', params: { location: locationId } });
  useCommands([
    {
      group: 'actions',
      label: words.next,
      icon: <ChevronRightIcon />,
      keys: 'j',
      run: () => go(place?.next),
    },
    {
      group: 'actions',
      label: words.previous,
      icon: <ChevronLeftIcon />,
      keys: 'k',
      run: () => go(place?.previous),
    },
  ]);
  return (
    <header className={styles.head}>
      <Link
        to="/l/$location/contacts"
        params={{ location: locationId }}
        className={classNames(buttonClass('ghost'), styles.back)}
      >
        {words.back}
      </Link>
      {place && (
        <span className={styles.place}>
          <Step label={words.previous} to={place.previous} onGo={go}>
            <ChevronLeftIcon />
          </Step>
          <span>{words.place(place.at, place.total)}</span>
          <Step label={words.next} to={place.next} onGo={go}>
            <ChevronRightIcon />
          </Step>
        </span>
      )}
      <span className={styles.tools}>
        <CopyButton text={curl} label={words.copyCurl} />
        {mayEdit && (
          <Menu
            align="end"
            trigger={
              <IconButton label={words.actions}>
                <EllipsisIcon />
              </IconButton>
            }
          >
            <MenuItem
              danger
              icon={<Trash2Icon />}
              onSelect={() => void leave().then(() => bulk.remove([contact.id], name))}
            >
              {words.remove}
            </MenuItem>
          </Menu>
        )}
      </span>
      <div className={styles.who}>
        <Avatar id={contact.id} name={name} />
        <h1 ref={heading} tabIndex={-1} className={styles.name}>
          <bdi>{name}</bdi>
        </h1>
        <dl className={styles.facts}>
          {fields
            .filter(({ key }) => inHead.includes(key))
            .map((field) => (
              <FieldRow
                key={field.key}
                contact={contact}
                field={field}
                edits={edits}
                mayEdit={mayEdit}
                isTall
              />
            ))}
        </dl>
      </div>
    </header>
  );
}

type StepProps = {
  label: string;
  to: ContactRow | undefined;
  onGo(to: ContactRow | undefined): void;
  children: React.ReactNode;
};

function Step({ label, to, onGo, children }: StepProps) {
  return (
    <IconButton label={label} disabled={to === undefined} onClick={() => onGo(to)}>
      {children}
    </IconButton>
  );
}
