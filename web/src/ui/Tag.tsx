import type { ReactNode } from 'react';
import { hueOf } from '../lib/hue.ts';
import styles from './Tag.module.css';

/** A name of the API, as it is written there. */
export function CodeTag({ children }: { children: string }) {
  return <code className={styles.code}>{children}</code>;
}

export type Tone = 'neutral' | 'info' | 'warn' | 'danger';

/** A state in one word. */
export function StatusTag({ tone, children }: { tone: Tone; children: ReactNode }) {
  return (
    <span className={styles.status} data-tone={tone}>
      {children}
    </span>
  );
}

/** A tag of a contact: neutral, with a dot in the hue of its name. */
export function Tag({ name, children }: { name: string; children?: ReactNode }) {
  return (
    <span className={styles.tag} title={name}>
      <span aria-hidden="true" className={styles.dot} data-hue={hueOf(name)} />
      <span className={styles.name}>
        <bdi>{name}</bdi>
      </span>
      {children}
    </span>
  );
}
