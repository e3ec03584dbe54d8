/** What others did to contacts since the page was opened, for the list to show where they stand. */
export type LiveMarks = {
  /** Just now, by somebody else. */
  changed: ReadonlySet<string>;
  /** In a list that is shown, until it is read again. */
  deleted: ReadonlySet<string>;
  /** Made or brought back, and in no list yet. */
  arrived: ReadonlySet<string>;
};

const none: ReadonlySet<string> = new Set();
const noMarks: LiveMarks = { changed: none, deleted: none, arrived: none };
/** So many are remembered; then a list says that there are more, and not how many. */
export const mostArrived = 50;

let marks: LiveMarks = noMarks;
const listeners = new Set<() => void>();

export function changeMarks(next: Partial<LiveMarks>): void {
  marks = { ...marks, ...next };
  for (const each of listeners) each();
}

export const liveMarks = {
  subscribe: (listener: () => void): (() => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  get: (): LiveMarks => marks,
  /** A list was read from its beginning, or another location is shown. */
  clear: (): void => changeMarks(noMarks),
};
