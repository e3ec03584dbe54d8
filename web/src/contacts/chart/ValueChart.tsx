import type { Facet } from '../../api/facets.ts';
import { contactCount, count } from '../../lib/count.ts';
import { useToolbar } from '../filters/use-toolbar.ts';
import styles from './ContactChart.module.css';
import { words } from './words.ts';

const shown = 10;

type Props = { facet: Facet; nothing: string; onChoose(value: string): void };

/** The most frequent values, a bar each. */
export function ValueChart({ facet: { values, more }, nothing, onChoose }: Props) {
  const { ref, onKeyDown } = useToolbar();
  const highest = values[0]?.count ?? 0;
  if (highest === 0) return <p className={styles.note}>{nothing}</p>;
  const others = values.length - shown;
  return (
    <>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the keys are those of the buttons in it */}
      <div ref={ref} onKeyDown={onKeyDown}>
        <ol>
          {values.slice(0, shown).map(({ value, count: of }) => (
            <li key={value}>
              <button
                type="button"
                className={styles.row}
                title={words.show(value)}
                onClick={() => onChoose(value)}
              >
                <span className={styles.name}>{value}</span>
                <span className={styles.track}>
                  <span
                    className={styles.flat}
                    style={{ inlineSize: `${(of / highest) * 100}%` }}
                  />
                </span>
                <span className={styles.count} aria-hidden>
                  {count(of)}
                </span>
                <span className="visually-hidden">{contactCount(of)}</span>
              </button>
            </li>
          ))}
        </ol>
      </div>
      {(others > 0 || more) && <p className={styles.note}>{words.more(others, more)}</p>}
    </>
  );
}
