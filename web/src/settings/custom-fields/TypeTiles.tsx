import styles from './CustomFields.module.css';
import { type FieldType, fieldTypes } from './types.ts';
import { words } from './words.ts';

export function TypeTiles({ onChoose }: { onChoose(type: FieldType): void }) {
  return (
    <ul className={styles.tiles} aria-label={words.types}>
      {fieldTypes.map(({ type, label, text }) => (
        <li key={type}>
          <button type="button" className={styles.tile} onClick={() => onChoose(type)}>
            <span className={styles.tileName}>{label}</span>
            <span className={styles.tileText}>{text}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}
