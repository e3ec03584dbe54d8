import type { Executor, Transaction } from './engine.ts';
import { statement } from './statement.ts';

type State = {
  terms_version: number;
  built_to: number | null;
  notes_built_to: number | null;
  taken_out: number;
  merged: number;
};

const state = statement<object, State>((db) =>
  db
    .selectFrom('search_index')
    .select(['terms_version', 'built_to', 'notes_built_to', 'taken_out', 'merged']),
);

export type IndexState = {
  termsVersion: number;
  /** The last contact that is in the index while it is built; null where all are. */
  builtTo: number | null;
  /** The same of notes, which are built after them. */
  notesBuiltTo: number | null;
  /** How many contacts and notes were taken out of it, and of how many of them nothing is left in the file. */
  takenOut: number;
  merged: number;
};

export async function selectIndexState(executor: Executor): Promise<IndexState> {
  const [row] = await executor.run(state, {});
  if (!row) throw new Error('the index has no state');
  return {
    termsVersion: row.terms_version,
    builtTo: row.built_to,
    notesBuiltTo: row.notes_built_to,
    takenOut: row.taken_out,
    merged: row.merged,
  };
}

/** How many contacts had been taken out of the index when the last of what must be gone was. */
export type PlaceInIndex = { takenOut: number };

export async function placeInIndex(tx: Transaction): Promise<PlaceInIndex> {
  const { takenOut } = await selectIndexState(tx);
  return { takenOut };
}

/** Whether nothing is left in the file of what was taken out; if not, does a part of it. */
export async function isGoneFromIndex(
  tx: Transaction,
  { takenOut }: PlaceInIndex,
): Promise<boolean> {
  const { merged } = await selectIndexState(tx);
  if (merged >= takenOut) return true;
  tx.mergeIndex();
  return false;
}
