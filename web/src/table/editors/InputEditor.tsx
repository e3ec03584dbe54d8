import { type KeyboardEvent, useId, useRef, useState } from 'react';
import { words } from '../words.ts';
import type { EditorProps, Move } from './editor-spec.ts';
import styles from './editors.module.css';

type Kind = 'text' | 'email' | 'phone' | 'url' | 'number' | 'money' | 'date';

const types = {
  text: 'text',
  email: 'email',
  phone: 'tel',
  url: 'url',
  number: 'text',
  money: 'text',
  date: 'date',
} as const;

const isNumeric = (kind: Kind): boolean => kind === 'number' || kind === 'money';

/** A line: Enter saves and stays, Tab saves and goes on, leaving saves, Esc does not. */
export function InputEditor({
  kind,
  label,
  value,
  typed,
  error,
  onSave,
  onCancel,
}: Omit<EditorProps, 'spec'> & { kind: Kind }) {
  const before = value === null || value === undefined ? '' : String(value);
  const [text, setText] = useState(typed ?? before);
  const [problem, setProblem] = useState(error);
  const isDone = useRef(false);
  const id = useId();

  const finish = (move: Move): void => {
    if (isDone.current) return;
    const trimmed = text.trim();
    if (trimmed === before.trim()) {
      cancel(move);
      return;
    }
    const read = isNumeric(kind) ? numberOf(trimmed) : trimmed;
    if (read === undefined) {
      setProblem(words.notNumber);
      return;
    }
    isDone.current = true;
    onSave(read === '' ? null : read, move);
  };
  const cancel = (move: Move): void => {
    if (isDone.current) return;
    isDone.current = true;
    onCancel(move);
  };
  const press = (event: KeyboardEvent): void => {
    event.stopPropagation();
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Enter') {
      event.preventDefault();
      finish('stay');
    } else if (event.key === 'Tab') {
      event.preventDefault();
      finish(event.shiftKey ? 'previous' : 'next');
    } else if (event.key === 'Escape') {
      event.preventDefault();
      cancel('stay');
    }
  };
  return (
    <div className={styles.editor} data-editor>
      <input
        // biome-ignore lint/a11y/noAutofocus: it takes the place of the cell or field that had the focus
        autoFocus
        type={types[kind]}
        inputMode={isNumeric(kind) ? 'decimal' : undefined}
        value={text}
        aria-label={label}
        aria-invalid={problem !== undefined || undefined}
        aria-describedby={problem === undefined ? undefined : id}
        autoComplete="off"
        className={styles.input}
        data-numeric={isNumeric(kind) || undefined}
        onChange={(event) => {
          setText(event.target.value);
          setProblem(undefined);
        }}
        onFocus={(event) => {
          if (typed === undefined && kind !== 'date') event.target.select();
        }}
        onKeyDown={press}
        onBlur={() => finish('stay')}
      />
      {problem !== undefined && (
        <p id={id} role="alert" className={styles.problem}>
          {problem}
        </p>
      )}
    </div>
  );
}

/** Undefined where it is none; separators of thousands are left out. */
function numberOf(text: string): number | '' | undefined {
  if (text === '') return '';
  const number = Number(text.replaceAll(/(?<=\d),(?=\d{3}\b)/g, ''));
  return Number.isFinite(number) ? number : undefined;
}
