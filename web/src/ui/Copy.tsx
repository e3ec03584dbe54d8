import { useEffect, useRef, useState } from 'react';
import { Button, type ButtonKind, IconButton } from './Button.tsx';
import { CheckIcon, CopyIcon } from './generated/icons.tsx';
import styles from './Copy.module.css';

const shownMs = 2000;

type Copying = { hasCopied: boolean; copy(): void };

function useCopy(text: string, onCopy: (() => void) | undefined): Copying {
  const [hasCopied, setCopied] = useState(false);
  const timer = useRef<number>(undefined);
  useEffect(() => () => window.clearTimeout(timer.current), []);
  const copy = (): void => {
    void copyText(text).then((isDone) => {
      if (!isDone) return;
      setCopied(true);
      onCopy?.();
      window.clearTimeout(timer.current);
      timer.current = window.setTimeout(() => setCopied(false), shownMs);
    });
  };
  return { hasCopied, copy };
}

/** On plain HTTP away from this machine a browser has no clipboard to write to: there a selection is copied. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copySelection(text);
  }
}

function copySelection(text: string): boolean {
  const area = document.createElement('textarea');
  area.value = text;
  area.className = styles.offscreen ?? '';
  const focused = document.activeElement;
  (focused?.closest('[role=dialog]') ?? document.body).append(area);
  area.select();
  // Replaced by the clipboard, which browsers give to secure pages alone.
  const isDone = document.execCommand('copy');
  area.remove();
  if (focused instanceof HTMLElement) focused.focus();
  return isDone;
}

type Props = { text: string; label: string; kind?: ButtonKind; said?: string; onCopy?: () => void };

export function CopyButton({ text, label, kind = 'secondary', onCopy, said }: Props) {
  const { hasCopied, copy } = useCopy(text, onCopy);
  return (
    <>
      <Button
        kind={kind}
        aria-label={said}
        icon={hasCopied ? <CheckIcon /> : <CopyIcon />}
        onClick={copy}
      >
        {/* Both words lie in one place, so that the button keeps its width. */}
        <span className={styles.words}>
          <span data-hidden={hasCopied || undefined}>{label}</span>
          <span aria-hidden="true" data-hidden={!hasCopied || undefined}>
            Copied
          </span>
        </span>
      </Button>
      <Said hasCopied={hasCopied} />
    </>
  );
}

export function CopyIconButton({ text, label, onCopy }: Props) {
  const { hasCopied, copy } = useCopy(text, onCopy);
  return (
    <>
      <IconButton label={label} onClick={copy}>
        {hasCopied ? <CheckIcon /> : <CopyIcon />}
      </IconButton>
      <Said hasCopied={hasCopied} />
    </>
  );
}

function Said({ hasCopied }: { hasCopied: boolean }) {
  return (
    <span role="status" className="visually-hidden">
      {hasCopied ? 'Copied' : ''}
    </span>
  );
}
