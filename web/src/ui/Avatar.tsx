import { hueOf } from '../lib/hue.ts';
import styles from './Avatar.module.css';

function initialsOf(name: string): string {
  const words = name.split(/\s+/).filter((word) => word !== '');
  const [first = '', last = ''] = words.length > 1 ? [words[0], words.at(-1)] : words;
  return ([...first][0] ?? '') + ([...last][0] ?? '');
}

export function Avatar({ id, name }: { id: string; name: string }) {
  return (
    <span aria-hidden="true" className={styles.avatar} data-hue={hueOf(id)}>
      {initialsOf(name).toUpperCase()}
    </span>
  );
}
