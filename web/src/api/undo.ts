/** A change, and the call that takes it back. */
export type Undoable = { text: string; undo(): Promise<void> };

const most = 20;
let changes: readonly Undoable[] = [];

/** The last twenty are kept; the newest is taken back first. */
export function remember(change: Undoable): void {
  changes = [...changes, change].slice(-most);
}

/** Takes a change back once, by whichever way it is asked for. */
export async function undo(change: Undoable): Promise<boolean> {
  if (!changes.includes(change)) return false;
  changes = changes.filter((each) => each !== change);
  try {
    await change.undo();
    return true;
  } catch (error) {
    // What the network or another change refused now can be tried again.
    remember(change);
    throw error;
  }
}

export function lastChange(): Undoable | undefined {
  return changes.at(-1);
}

/** Whoever signs in next does not take back what others did. */
export function forgetChanges(): void {
  changes = [];
}
