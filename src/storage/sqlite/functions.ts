import type { DatabaseSync } from 'node:sqlite';
import { foldText } from '../../lib/text.ts';

/** Throws when the statement that asks is to end. */
export type KeepGoing = () => 1;

/** What statements call besides SQLite's own functions: the same on every connection. */
export function addFunctions(database: DatabaseSync, keepGoing: KeepGoing = () => 1): void {
  /** Stands in every scan that may be long; `node:sqlite` has no interrupt. */
  database.function('keep_going', keepGoing);
  /** What stored texts are compared by, where no folded column is kept. */
  database.function('fold_text', { deterministic: true }, (text) =>
    typeof text === 'string' ? foldText(text) : text,
  );
}
