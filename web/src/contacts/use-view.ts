import { useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { keep } from '../lib/kept.ts';
import { type ColumnChange, changeColumns, readColumns, writeColumns } from '../table/columns.ts';
import { firstColumns } from './columns.tsx';
import { type ContactsView, keptColumns } from './view.ts';

/** Typing replaces the address, choosing is a step that Back takes back. */
type Step = 'push' | 'replace';

export type ViewState = {
  view: ContactsView;
  change(part: ContactsView, step?: Step): void;
};

export function useView(): ViewState {
  const view = useSearch({ from: '/l/$location/contacts' });
  const navigate = useNavigate({ from: '/l/$location/contacts' });
  const change: ViewState['change'] = (part, step = 'push') => {
    void navigate({
      to: '.',
      search: (held: ContactsView) => ({ ...held, ...part }),
      replace: step === 'replace',
      resetScroll: false,
    });
  };
  return { view, change };
}

const patienceMs = 120;

/** What is typed is searched for at once; the address follows when the hand rests. */
export function useTypedQuery({ view, change }: ViewState): [string, (text: string) => void] {
  const [text, setText] = useState(view.q ?? '');
  const written = useRef(view.q ?? '');
  const timer = useRef<number>(undefined);
  const inAddress = view.q ?? '';
  useEffect(() => {
    if (inAddress === written.current) return;
    written.current = inAddress;
    setText(inAddress);
  }, [inAddress]);
  useEffect(() => () => window.clearTimeout(timer.current), []);
  const type = (next: string): void => {
    setText(next);
    window.clearTimeout(timer.current);
    timer.current = window.setTimeout(() => {
      written.current = next.trim();
      change({ q: next.trim() || undefined }, 'replace');
    }, patienceMs);
  };
  return [text, type];
}

/** Columns stand in the address, and are there again when the list is opened the next time. */
export function useColumns({ view, change }: ViewState, locationId: string) {
  const choices = readColumns(view.cols ?? firstColumns);
  const choose = (cols: string | undefined): void => {
    keep(keptColumns(locationId), cols);
    change({ cols }, 'replace');
  };
  return {
    choices,
    changeColumn: (to: ColumnChange): void => {
      const cols = writeColumns(changeColumns(choices, to));
      choose(cols === firstColumns ? undefined : cols);
    },
    resetColumns: (): void => choose(undefined),
  };
}
