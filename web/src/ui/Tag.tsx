import type { ReactNode } from 'react';
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
