import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { type SmartList, smartListsQuery } from '../api/smart-lists.ts';
import { keep } from '../lib/kept.ts';
import { type ColumnChange, changeColumns, readColumns, writeColumns } from '../table/columns.ts';
import { shownByList } from './smart-lists/list-view.ts';
import {
  type ContactsView,
  type Said,
  type Shown,
  allContacts,
  firstColumns,
  keptColumns,
  onlyOther,
  shownBy,
} from './view.ts';

/** Typing replaces the address, choosing is a step that Back takes back. */
type Step = 'push' | 'replace';

export type ViewState = {
  view: Shown & Pick<ContactsView, 'open' | 'add' | 'chart'>;
  lists: readonly SmartList[];
  /** The smart list that is shown; undefined for all contacts, and for one that is not there. */
  list: SmartList | undefined;
  /** What of the view is otherwise than the list has it. */
  changed: Said;
  /** Whether it is known yet what the list is. */
  isReady: boolean;
  change(part: Partial<Shown> & Pick<ContactsView, 'open' | 'add' | 'chart'>, step?: Step): void;
};

const noLists: readonly SmartList[] = [];

export function useView(locationId: string): ViewState {
  const asked = useSearch({ from: '/l/$location/contacts' });
  const navigate = useNavigate({ from: '/l/$location/contacts' });
  const { data: lists = noLists, isPending } = useQuery(smartListsQuery(locationId));
  const list = lists.find(({ id }) => id === asked.list);
  const base = list ? shownByList(list) : allContacts;
  const change: ViewState['change'] = (part, step = 'push') => {
    void navigate({
      to: '.',
      search: (held: ContactsView) => {
        const said = Object.entries(onlyOther(part, base));
        const own = said.filter(([name]) => Object.hasOwn(part, name));
        return { ...held, ...part, ...Object.fromEntries(own) };
      },
      replace: step === 'replace',
      resetScroll: false,
    });
  };
  const shown = shownBy(asked, base);
  return {
    view: { ...shown, open: asked.open, add: asked.add, chart: asked.chart },
    lists,
    list,
    changed: onlyOther(shown, base),
    isReady: asked.list === undefined || !isPending,
    change,
  };
}

const patienceMs = 120;

/** What is typed is searched for at once; the address follows when the hand rests. */
export function useTypedQuery({ view, list, change }: ViewState): [string, (text: string) => void] {
  const [text, setText] = useState(view.q);
  const written = useRef(view.q);
  const timer = useRef<number>(undefined);
  const inAddress = view.q;
  const listId = list?.id;
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was typed is of the list that it was typed in
  useEffect(() => () => window.clearTimeout(timer.current), [listId]);
  useEffect(() => {
    if (inAddress === written.current) return;
    written.current = inAddress;
    setText(inAddress);
  }, [inAddress]);
  const type = (next: string): void => {
    setText(next);
    window.clearTimeout(timer.current);
    timer.current = window.setTimeout(() => {
      written.current = next.trim();
      change({ q: next.trim() }, 'replace');
    }, patienceMs);
  };
  return [text, type];
}

/** Columns stand in the address, and those of no smart list are there again when the list is opened the next time. */
export function useColumns({ view, list, change }: ViewState, locationId: string) {
  const choices = readColumns(view.cols);
  const choose = (cols: string): void => {
    if (!list) keep(keptColumns(locationId), cols === firstColumns ? undefined : cols);
    change({ cols }, 'replace');
  };
  return {
    choices,
    changeColumn: (to: ColumnChange): void => choose(writeColumns(changeColumns(choices, to))),
    resetColumns: (): void => choose(list ? shownByList(list).cols : firstColumns),
  };
}
