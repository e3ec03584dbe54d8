import { useEffect } from 'react';
import { type Undoable, lastChange, remember, undo } from '../api/undo.ts';
import { toast, toastProblem } from '../ui/Toast.tsx';
import { words } from './words.ts';

/** Says what was done, with the way to take it back: the button, or Ctrl-Z, as long as it is kept. */
export function saidWithUndo(text: string, takeBack: () => Promise<void>): void {
  const change: Undoable = { text, undo: takeBack };
  remember(change);
  toast(text, { label: words.undo, run: () => void undoAndSay(change) });
}

async function undoAndSay(change: Undoable): Promise<void> {
  try {
    if (await undo(change)) toast(words.undone(change.text));
  } catch (error) {
    toastProblem(error instanceof Error ? error : new Error(String(error)));
  }
}

/** Where something is typed the browser's own undo is meant. */
const typing = 'input, textarea, select, [contenteditable=true]';

export function useUndoKey(): void {
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if (event.key.toLowerCase() !== 'z' || event.shiftKey || event.altKey) return;
      if (!(event.ctrlKey || event.metaKey) || event.defaultPrevented) return;
      if (event.target instanceof Element && event.target.matches(typing)) return;
      const change = lastChange();
      if (!change) return;
      event.preventDefault();
      void undoAndSay(change);
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, []);
}
