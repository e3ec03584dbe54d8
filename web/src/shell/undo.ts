import { useEffect } from 'react';
import { isTyping } from '../lib/keys.ts';
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

export function undoLastChange(): void {
  const change = lastChange();
  if (change) void undoAndSay(change);
}

export function useUndoKey(): void {
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if (event.key.toLowerCase() !== 'z' || event.shiftKey || event.altKey) return;
      if (!(event.ctrlKey || event.metaKey) || event.defaultPrevented) return;
      // There the browser's own undo is meant.
      if (isTyping(event.target)) return;
      const change = lastChange();
      if (!change) return;
      event.preventDefault();
      void undoAndSay(change);
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, []);
}
