import { type KeyboardEvent, type RefObject, useLayoutEffect, useRef } from 'react';

/** Many buttons, one stop of Tab: arrows lead from one to the next. */
export function useToolbar(): {
  ref: RefObject<HTMLDivElement | null>;
  onKeyDown(event: KeyboardEvent): void;
} {
  const ref = useRef<HTMLDivElement>(null);
  const buttons = (): HTMLButtonElement[] => [...(ref.current?.querySelectorAll('button') ?? [])];
  useLayoutEffect(() => {
    const all = buttons();
    const stop = all.find((each) => each === document.activeElement) ?? all.at(-1);
    for (const each of all) each.tabIndex = each === stop ? 0 : -1;
  });
  return {
    ref,
    onKeyDown: (event) => {
      const all = buttons();
      const at = all.indexOf(event.target as HTMLButtonElement);
      const leads: Readonly<Record<string, number>> = {
        ArrowRight: at + 1,
        ArrowLeft: at - 1,
        Home: 0,
        End: all.length - 1,
      };
      const next = all[leads[event.key] ?? -1];
      if (at < 0 || !next) return;
      event.preventDefault();
      for (const each of all) each.tabIndex = each === next ? 0 : -1;
      next.focus();
    },
  };
}
