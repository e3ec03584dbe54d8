/** Whether keys have the names that Macs give them. */
const isMac = /Mac|iPhone|iPad/.test(navigator.userAgent);

const shown: Readonly<Record<string, string>> = isMac
  ? { mod: '⌘', shift: '⇧', alt: '⌥' }
  : { mod: 'Ctrl', shift: 'Shift', alt: 'Alt' };

/**
 * The keys of a shortcut such as `mod+k` or `g c` as they stand on the keyboard; those of one list are
 * pressed one after the other.
 */
export function keyNames(keys: string): string[] {
  return keys.split(' ').map((each) =>
    each
      .split(/\+(?=.)/)
      .map((key) => shown[key] ?? (key.length === 1 ? key.toUpperCase() : key))
      .join(isMac ? '' : '+'),
  );
}

/** What was pressed, as shortcuts name it; undefined for a key that is part of no shortcut. */
export function pressedKey(event: KeyboardEvent): string | undefined {
  if (event.isComposing || event.altKey) return undefined;
  const key = event.key.toLowerCase();
  if (event.ctrlKey || event.metaKey) return `mod+${event.shiftKey ? 'shift+' : ''}${key}`;
  return event.shiftKey && /^[a-z]$/.test(key) ? undefined : key;
}

/** Where something is typed the keys are meant for that. */
const typing = 'input, textarea, select, [contenteditable=true]';

export function isTyping(target: EventTarget | null): boolean {
  return target instanceof Element && target.matches(typing);
}

/** A menu, a list or a dialog above the page has the keys to itself. */
export function isFloating(target: EventTarget | null): boolean {
  return (
    target instanceof Element &&
    target.closest('[role=dialog], [role=alertdialog], [role=menu], [role=listbox]') !== null
  );
}
