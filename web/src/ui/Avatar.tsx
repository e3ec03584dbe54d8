import styles from './Avatar.module.css';

const hues = 10;

/** The same for the same text, whoever draws it. */
function hueOf(text: string): number {
  let hash = 0;
  for (const letter of text) hash = (hash * 31 + (letter.codePointAt(0) ?? 0)) % 1_000_003;
  return hash % hues;
}

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
