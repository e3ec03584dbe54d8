import { useLayoutEffect } from 'react';
import { useToolbar } from '../filters/use-toolbar.ts';
import styles from './ContactChart.module.css';
import type { TimeBar, TimeBars } from './periods.ts';
import { words } from './words.ts';

type Props = TimeBars & { onChoose(bar: TimeBar): void };

/** Bars from the oldest to the newest, which is seen first where not all have room. */
export function TimeChart({ period, bars, isCut, onChoose }: Props) {
  const { ref, onKeyDown } = useToolbar();
  const newest = bars.at(-1)?.name;
  useLayoutEffect(() => {
    const box = ref.current;
    if (box && newest !== undefined) box.scrollLeft = box.scrollWidth;
  }, [newest, ref]);
  const [first] = bars;
  const last = bars.at(-1);
  if (!first || !last) return <p className={styles.note}>{words.nobody}</p>;
  const highest = bars.reduce((one, other) => (other.count > one.count ? other : one));
  return (
    <>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the keys are those of the buttons in it */}
      <div ref={ref} className={styles.scroll} onKeyDown={onKeyDown}>
        <ol className={styles.columns} aria-label={`${words.added}, ${words.period[period]}`}>
          {bars.map((bar) => (
            <li key={bar.gte} className={styles.column}>
              {bar.count === 0 ? (
                <span className="visually-hidden">{words.counted(bar.name, 0)}</span>
              ) : (
                <button
                  type="button"
                  className={styles.time}
                  aria-label={words.counted(bar.name, bar.count)}
                  title={words.counted(bar.name, bar.count)}
                  onClick={() => onChoose(bar)}
                >
                  <span
                    className={styles.upright}
                    style={{ blockSize: `${(bar.count / highest.count) * 100}%` }}
                  />
                </button>
              )}
            </li>
          ))}
        </ol>
      </div>
      <p className={styles.ends}>
        <span>{first.name}</span>
        {last !== first && <span>{last.name}</span>}
      </p>
      <p className={styles.note}>
        {words.highest(highest.count, highest.name)}
        {isCut && `. ${words.older}`}
      </p>
    </>
  );
}
