import { keyNames } from '../lib/keys.ts';
import styles from './Keys.module.css';

/** The keys of a shortcut, one after the other. */
export function Keys({ keys }: { keys: string }) {
  return (
    <span className={styles.keys}>
      {keyNames(keys).map((name, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the same key may be pressed twice, and their order never changes
        <kbd key={at} className={styles.key}>
          {name}
        </kbd>
      ))}
    </span>
  );
}
