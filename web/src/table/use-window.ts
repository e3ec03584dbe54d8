import { type RefObject, useEffect, useLayoutEffect, useState } from 'react';
import { flushSync } from 'react-dom';

/** Rows beyond what is seen, on each side: as many as a quick wheel passes between two frames. */
const beyond = 16;
/** The rows drawn change in steps, so that most scrolling draws nothing. */
const step = 8;

export type RowWindow = { from: number; to: number };

const rowRem = 2.25;
const coarseRowRem = 2.75;

/** In px: rows grow with the text that the browser is set to. */
export function useRowHeight(): number {
  const [height, setHeight] = useState(readRowHeight);
  useEffect(() => {
    const read = (): void => setHeight(readRowHeight());
    window.addEventListener('resize', read);
    return () => window.removeEventListener('resize', read);
  }, []);
  return height;
}

function readRowHeight(): number {
  const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
  const isCoarse = window.matchMedia('(pointer: coarse)').matches;
  return Math.round(rem * (isCoarse ? coarseRowRem : rowRem));
}

/** Which of the rows are drawn: those in sight and some around them. */
export function useWindow(
  scroller: RefObject<HTMLElement | null>,
  count: number,
  rowHeight: number,
): RowWindow {
  const [seen, setSeen] = useState<RowWindow>({ from: 0, to: 40 });
  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const read = (): RowWindow => {
      const first = Math.floor(element.scrollTop / rowHeight / step) * step;
      const shown = Math.ceil(element.clientHeight / rowHeight / step) * step;
      return { from: Math.max(0, first - beyond), to: first + shown + step + beyond };
    };
    const update = (): void => {
      const next = read();
      setSeen((held) => (held.from === next.from && held.to === next.to ? held : next));
    };
    // Before the frame that the scrolling is painted in, or its rows would come one frame late.
    const scrolled = (): void => flushSync(update);
    update();
    element.addEventListener('scroll', scrolled, { passive: true });
    const watcher = new ResizeObserver(update);
    watcher.observe(element);
    return () => {
      element.removeEventListener('scroll', scrolled);
      watcher.disconnect();
    };
  }, [scroller, rowHeight]);
  return { from: Math.min(seen.from, count), to: Math.min(seen.to, count) };
}
