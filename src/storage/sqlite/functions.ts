import type { DatabaseSync } from 'node:sqlite';
import { holdsNearly } from '../../lib/slips.ts';
import { foldText } from '../../lib/text.ts';

/** Throws when the statement that asks is to end. */
export type KeepGoing = () => 1;

/** What statements call besides SQLite's own functions: the same on every connection. */
export function addFunctions(database: DatabaseSync, keepGoing: KeepGoing = () => 1): void {
  /** Stands in every scan that may be long; `node:sqlite` has no interrupt. */
  database.function('keep_going', keepGoing);
  /** What stored texts are compared by, where no folded column is kept. */
  let last = { text: '', folded: '' };
  // Integers that are too large for numbers come as they are.
  database.function('fold_text', { deterministic: true, useBigIntArguments: true }, (text) => {
    // A value of a contact may be a long list, each element a text.
    keepGoing();
    if (typeof text !== 'string') return text;
    // A filter of many values compares one stored text with each of them.
    if (text !== last.text) last = { text, folded: foldText(text) };
    return last.folded;
  });
  database.function('holds_nearly', { deterministic: true }, (text, word) => {
    keepGoing();
    return typeof text === 'string' && holdsNearly(text, String(word)) ? 1 : 0;
  });
}
