export type EditorOption = { value: string; label: string };

/** How a value is edited, in a cell or in a field of a page. */
export type EditorSpec =
  | { kind: 'text' | 'long-text' | 'email' | 'phone' | 'url' | 'number' | 'money' | 'date' }
  | { kind: 'option'; options: readonly EditorOption[]; takesOther?: boolean }
  | { kind: 'options'; options: readonly EditorOption[]; takesOther?: boolean }
  | { kind: 'tags'; known: readonly string[] }
  | { kind: 'user'; users: readonly EditorOption[] };

/** Where to go on after a value was saved. */
export type Move = 'stay' | 'next' | 'previous';

export type EditorProps<Spec extends EditorSpec = EditorSpec> = {
  spec: Spec;
  label: string;
  value: unknown;
  /** What was typed to begin with: it takes the place of the value. */
  typed?: string | undefined;
  /** Why it could not be saved before. */
  error?: string | undefined;
  /** Null where it was emptied. */
  onSave(value: unknown, move: Move): void;
  /** Given up, or left as it was. */
  onCancel(move: Move): void;
};
