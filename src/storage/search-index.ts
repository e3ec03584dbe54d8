/** A live contact as the index reads it. */
export type IndexedContact = {
  /** JSON. */
  body: string;
  /** Milliseconds. */
  dateAdded: number;
  dateUpdated: number;
  tagNos: readonly number[];
  hookNos: readonly number[];
  /** When they begin. */
  appointments: readonly number[];
  /** When its open tasks are due. */
  openTasks: readonly number[];
  /** When its notes, tasks and appointments were changed last. */
  noteTimes: readonly number[];
  taskTimes: readonly number[];
  appointmentTimes: readonly number[];
};

/** A note as the index reads it. */
export type IndexedNote = { title: string | null; body: string };

/** How far the index is built: contacts to a number or all of them, then notes; or anew, from nothing. */
export type IndexedTo = number | 'the end' | 'nothing' | { notes: number | 'the end' };

/** Terms as a text, each one word without capital letters; what is removed is named once. */
export type TermChanges = { removed: string; added: string };

/** What contacts are found by: plain, and always the same of the same contact. */
export type IndexTerms = {
  /** Another number whenever a contact has other terms than before: the index is built anew. */
  version: number;
  /** What a change of a contact changes, each term begun so; null is a contact that is not there or not live. */
  changes(before: IndexedContact | null, after: IndexedContact | null, start: string): TermChanges;
  /** What a note is found by. */
  ofNote(note: IndexedNote, start: string): string;
};

/** The terms of locations are apart: what each begins with. */
export function termsOfLocation(locationNo: number): string {
  return `${locationNo.toString(36)}:`;
}
