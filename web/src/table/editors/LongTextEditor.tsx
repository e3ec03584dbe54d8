import { type KeyboardEvent, useId, useRef, useState } from 'react';
import { words } from '../words.ts';
import type { EditorProps, Move } from './editor-spec.ts';
import styles from './editors.module.css';

/** Several lines; the box grows over what is below it. */
export function LongTextEditor({
  label,
  value,
  typed,
  error,
  onSave,
  onCancel,
}: Omit<EditorProps, 'spec'>) {
  const before = typeof value === 'string' ? value : '';
  const [text, setText] = useState(typed ?? before);
  const isDone = useRef(false);
  const id = useId();
  const finish = (move: Move): void => {
    if (isDone.current) return;
    isDone.current = true;
    if (text === before) onCancel(move);
    else onSave(text.trim() === '' ? null : text, move);
  };
  const press = (event: KeyboardEvent): void => {
    event.stopPropagation();
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault();
      finish('stay');
    } else if (event.key === 'Tab') {
      event.preventDefault();
      finish(event.shiftKey ? 'previous' : 'next');
    } else if (event.key === 'Escape') {
      event.preventDefault();
      isDone.current = true;
      onCancel('stay');
    }
  };
  return (
    <div className={styles.editor} data-editor>
      <textarea
        // biome-ignore lint/a11y/noAutofocus: it takes the place of the cell or field that had the focus
        autoFocus
        value={text}
        aria-label={label}
        aria-invalid={error !== undefined || undefined}
        aria-describedby={id}
        className={styles.area}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={press}
        onBlur={() => finish('stay')}
      />
      <p id={id} role={error === undefined ? undefined : 'alert'} className={styles.below}>
        {error ?? words.longHint}
      </p>
    </div>
  );
}
