import { Autocomplete } from '@base-ui/react/autocomplete';
import { Dialog } from '@base-ui/react/dialog';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { nameOf } from '../api/contact-values.ts';
import { foundContactsQuery } from '../api/contacts.ts';
import { Avatar } from '../ui/Avatar.tsx';
import { SearchIcon } from '../ui/generated/icons.tsx';
import { Keys } from '../ui/Keys.tsx';
import styles from './CommandMenu.module.css';
import { type Command, menuKeys, useCommandList } from './commands.ts';
import { useLocationId, useMay } from './use-location.ts';
import { words } from './words.ts';

type Item = {
  id: string;
  label: string;
  note?: string;
  icon?: ReactNode;
  keys?: string;
  run(): void;
};
type Group = { value: string; items: Item[] };

/** Every page, action and contact, by typing a part of its name. */
export function CommandMenu({ onClose }: { onClose(): void }) {
  const [query, setQuery] = useState('');
  const commands = useCommandList();
  const contacts = useContacts(query.trim());
  const groups = groupsOf(commands, query, contacts);
  return (
    <Dialog.Root open onOpenChange={(open) => !open && onClose()}>
      <Dialog.Portal>
        <Dialog.Backdrop className={styles.backdrop} />
        <Dialog.Popup className={styles.popup} aria-label={words.commandMenu}>
          <Autocomplete.Root
            open
            inline
            items={groups}
            filter={null}
            value={query}
            autoHighlight="always"
            keepHighlight
            itemToStringValue={({ label }: Item) => label}
            onValueChange={(next, { reason }) => {
              // Choosing one would write its name here.
              if (reason !== 'item-press') setQuery(next);
            }}
          >
            <div className={styles.search}>
              <SearchIcon />
              <Autocomplete.Input
                className={styles.input}
                aria-label={words.searchOrJump}
                placeholder={words.searchOrJump}
              />
              <Dialog.Close className="visually-hidden">{words.close}</Dialog.Close>
            </div>
            <Autocomplete.Empty className={styles.empty}>{words.nothingFound}</Autocomplete.Empty>
            <Autocomplete.List className={styles.list}>
              {(group: Group) => (
                <Autocomplete.Group key={group.value} items={group.items}>
                  <Autocomplete.GroupLabel className={styles.label}>
                    {group.value}
                  </Autocomplete.GroupLabel>
                  <Autocomplete.Collection>
                    {(item: Item) => (
                      <Autocomplete.Item
                        key={item.id}
                        value={item}
                        className={styles.item}
                        onClick={() => {
                          onClose();
                          item.run();
                        }}
                      >
                        <span className={styles.icon}>{item.icon}</span>
                        <bdi className={styles.text}>{item.label}</bdi>
                        {item.note !== undefined && <bdi className={styles.note}>{item.note}</bdi>}
                        {item.keys !== undefined && <Keys keys={item.keys} />}
                      </Autocomplete.Item>
                    )}
                  </Autocomplete.Collection>
                </Autocomplete.Group>
              )}
            </Autocomplete.List>
          </Autocomplete.Root>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function useContacts(query: string): Item[] {
  const locationId = useLocationId();
  const navigate = useNavigate();
  const mayRead = useMay('contacts.readonly');
  const { data } = useQuery({
    ...foundContactsQuery(locationId, query),
    enabled: mayRead && query !== '',
    placeholderData: keepPreviousData,
  });
  if (query === '' || !mayRead) return [];
  return (data ?? []).map((contact) => {
    const label = nameOf(contact) ?? words.unnamed;
    const note = [contact.email, contact.phone].find((each) => each && each !== label);
    return {
      id: contact.id,
      label,
      ...(note && { note }),
      icon: <Avatar id={contact.id} name={label} />,
      run: () =>
        void navigate({
          to: '/l/$location/contacts/$contact',
          params: { location: locationId, contact: contact.id },
        }),
    };
  });
}

function groupsOf(commands: readonly Command[], query: string, contacts: Item[]): Group[] {
  const parts = query.toLowerCase().split(/\s+/).filter(Boolean);
  const isFound = ({ label, also = '', keys }: Command): boolean => {
    const text = ` ${label} ${also}`.toLowerCase();
    // Words are found by their beginnings; the menu is open already.
    return keys !== menuKeys && parts.every((part) => text.includes(` ${part}`));
  };
  const found = commands.filter(isFound).map((command) => {
    const { group, label, icon, keys, run } = command;
    const id = `${group} ${label}`;
    return { group, item: { id, label, icon, run, ...(keys !== undefined && { keys }) } };
  });
  const of = (group: Command['group']): Item[] =>
    found.filter((each) => each.group === group).map(({ item }) => item);
  return [
    { value: words.actions, items: of('actions') },
    { value: words.contacts, items: contacts },
    { value: words.pages, items: of('pages') },
    { value: words.locations, items: of('locations') },
  ].filter(({ items }) => items.length > 0);
}
