import { useMemo, useState } from 'react';
import type { ContactRow, ContactSearch } from '../../api/contacts.ts';
import type { All } from './use-bulk-of-all.ts';

const none: ReadonlySet<string> = new Set();

export type Picked = {
  /** Of the rows that are loaded. */
  ids: ReadonlySet<string>;
  rows: readonly ContactRow[];
  /** All that match, loaded or not; undefined where rows were picked one by one. */
  all: All | undefined;
  pick(ids: ReadonlySet<string>): void;
  pickAll(): void;
  clear(): void;
};

type State = { ids: ReadonlySet<string>; all: { of: string; except: ReadonlySet<string> } | null };
const nothing: State = { ids: none, all: null };

/** Rows by their ids, or all that a search finds, without those that were taken out; another search ends that. */
export function usePicked(
  rows: readonly ContactRow[],
  total: number,
  { query, fuzzy, filters }: ContactSearch,
): Picked {
  const [held, setHeld] = useState(nothing);
  const of = JSON.stringify([query, fuzzy, filters]);
  const isOfBefore = held.all !== null && held.all.of !== of;
  if (isOfBefore) setHeld(nothing);
  const { ids: byHand, all } = isOfBefore ? nothing : held;
  const except = all?.except;
  const ids = useMemo(
    () => (except ? new Set(rows.map(({ id }) => id).filter((id) => !except.has(id))) : byHand),
    [rows, except, byHand],
  );
  const picked = useMemo(() => rows.filter(({ id }) => ids.has(id)), [rows, ids]);
  const clear = (): void => setHeld(nothing);
  return {
    ids,
    rows: picked,
    all: except && {
      search: { query, fuzzy, filters },
      except,
      count: Math.max(0, total - except.size),
    },
    pick: (next) => {
      if (!all) return setHeld({ ids: next, all: null });
      if (next.size === 0) return clear();
      const out = rows.map(({ id }) => id).filter((id) => !next.has(id));
      setHeld({ ids: none, all: { of, except: new Set(out) } });
    },
    pickAll: () => setHeld({ ids: none, all: { of, except: none } }),
    clear,
  };
}
