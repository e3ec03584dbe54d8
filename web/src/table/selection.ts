import { useRef } from 'react';

type Range = { anchor: number; base: ReadonlySet<string> };

export type Selecting = {
  toggle(row: number): void;
  /** From where the last one was chosen. */
  extendTo(from: number, to: number): void;
  /** All that are loaded, or none where all are. */
  toggleAll(): void;
};

/** One, a range, all that are loaded: rows by their ids. */
export function useSelecting(
  ids: readonly string[],
  selected: ReadonlySet<string>,
  onSelect: (selected: ReadonlySet<string>) => void,
): Selecting {
  const range = useRef<Range>(undefined);
  return {
    toggle: (row) => {
      const id = ids[row];
      if (id === undefined) return;
      const next = new Set(selected);
      if (!next.delete(id)) next.add(id);
      range.current = { anchor: row, base: next };
      onSelect(next);
    },
    extendTo: (from, to) => {
      const { anchor, base } = range.current ?? { anchor: from, base: selected };
      range.current = { anchor, base };
      const [first, last] = anchor < to ? [anchor, to] : [to, anchor];
      onSelect(new Set([...base, ...ids.slice(first, last + 1)]));
    },
    toggleAll: () => {
      range.current = undefined;
      onSelect(selected.size > 0 && ids.every((id) => selected.has(id)) ? new Set() : new Set(ids));
    },
  };
}

export function selectedOf(
  ids: readonly string[],
  selected: ReadonlySet<string>,
): boolean | 'mixed' {
  if (selected.size === 0) return false;
  return ids.length > 0 && ids.every((id) => selected.has(id)) ? true : 'mixed';
}
