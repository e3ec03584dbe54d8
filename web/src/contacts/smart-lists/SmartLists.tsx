import { Link } from '@tanstack/react-router';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { SmartList } from '../../api/smart-lists.ts';
import { Button, IconButton } from '../../ui/Button.tsx';
import { EllipsisIcon, PlusIcon } from '../../ui/generated/icons.tsx';
import { Menu, MenuItem, MenuSeparator } from '../../ui/Menu.tsx';
import type { ViewState } from '../use-view.ts';
import { keptOf, shownByList } from './list-view.ts';
import { SaveListDialog } from './SaveListDialog.tsx';
import styles from './SmartLists.module.css';
import { type ListEdits, sayProblem, useSmartLists } from './use-smart-lists.ts';
import { words } from './words.ts';

type Props = { locationId: string; state: ViewState; mayEdit: boolean };

/** The smart lists as tabs, and what can be done with the one that is shown. */
export function SmartLists({ locationId, state, mayEdit }: Props) {
  const { view, lists, list, changed, change } = state;
  const edits = useSmartLists(locationId);
  const [doing, setDoing] = useState<'save' | 'rename'>();
  const close = (): void => setDoing(undefined);
  const isChanged = Object.values(changed).some((each) => each !== undefined);
  const isWorthSaving = list
    ? isChanged
    : [changed.q, changed.f, changed.sort].some((each) => each !== undefined);
  const mayChange = mayEdit && list !== undefined && edits.mayChange(list);
  return (
    <div className={styles.bar}>
      <nav aria-label={words.lists} className={styles.tabs}>
        <Tab isShown={list === undefined}>{words.all}</Tab>
        {lists.map((each) => (
          <Tab key={each.id} list={each} isShown={each.id === list?.id}>
            <bdi>{each.name}</bdi>
          </Tab>
        ))}
      </nav>
      {list && mayEdit && (
        <ListMenu
          list={list}
          edits={edits}
          mayChange={mayChange}
          onRename={() => setDoing('rename')}
        />
      )}
      <span className={styles.actions}>
        {list && isChanged && mayChange && (
          <Button
            onClick={() =>
              sayProblem(
                edits
                  .change(list, keptOf(changed), words.saved(list.name))
                  .then(() => edits.show(list)),
              )
            }
          >
            {words.saveChanges}
          </Button>
        )}
        {mayEdit && isWorthSaving && (
          <Button kind="ghost" icon={<PlusIcon />} onClick={() => setDoing('save')}>
            {words.saveNew}
          </Button>
        )}
        {list && isChanged && (
          <Button kind="ghost" onClick={() => change(shownByList(list))}>
            {words.reset}
          </Button>
        )}
      </span>
      {doing === 'save' && (
        <SaveListDialog
          title={words.saveTitle}
          text={words.saveText}
          name=""
          asksWhetherShared
          onSave={({ name, shared }) =>
            edits.create({ ...keptOf(view), name, shared }, words.saved(name))
          }
          onClose={close}
        />
      )}
      {doing === 'rename' && list && (
        <SaveListDialog
          title={words.renameTitle(list.name)}
          name={list.name}
          asksWhetherShared={false}
          onSave={({ name }) => edits.change(list, { name }, words.renamed(name))}
          onClose={close}
        />
      )}
    </div>
  );
}

type TabProps = { list?: SmartList; isShown: boolean; children: ReactNode };

function Tab({ list, isShown, children }: TabProps) {
  const link = useRef<HTMLAnchorElement>(null);
  useEffect(() => {
    if (isShown) link.current?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [isShown]);
  return (
    <Link
      ref={link}
      from="/l/$location/contacts"
      to="."
      search={{ list: list?.id }}
      activeOptions={{ exact: true }}
      aria-current={isShown ? 'page' : undefined}
      resetScroll={false}
      className={styles.tab}
    >
      {children}
    </Link>
  );
}

type MenuProps = { list: SmartList; edits: ListEdits; mayChange: boolean; onRename(): void };

function ListMenu({ list, edits, mayChange, onRename }: MenuProps) {
  const { name, shared, filters, query, fuzzy, sort, columns } = list;
  const unavailable = mayChange ? undefined : words.notYours;
  const copy = words.copyOf(name).slice(0, 100);
  return (
    <Menu
      align="end"
      trigger={
        <IconButton label={words.actions(name)}>
          <EllipsisIcon />
        </IconButton>
      }
    >
      <MenuItem unavailable={unavailable} onSelect={onRename}>
        {words.rename}
      </MenuItem>
      <MenuItem
        unavailable={unavailable}
        onSelect={() => {
          const said = shared ? words.unshared(name) : words.shared(name);
          sayProblem(edits.change(list, { shared: !shared }, said));
        }}
      >
        {shared ? words.unshare : words.share}
      </MenuItem>
      <MenuItem
        onSelect={() =>
          sayProblem(
            edits.create({ name: copy, filters, query, fuzzy, sort, columns }, words.copied(copy)),
          )
        }
      >
        {words.copy}
      </MenuItem>
      <MenuSeparator />
      <MenuItem danger unavailable={unavailable} onSelect={() => sayProblem(edits.remove(list))}>
        {words.remove}
      </MenuItem>
    </Menu>
  );
}
