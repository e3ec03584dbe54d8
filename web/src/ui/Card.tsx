import type { ReactNode } from 'react';
import styles from './Card.module.css';
import { classNames } from './class-names.ts';

type Props = { title?: string; text?: ReactNode; danger?: boolean; children: ReactNode };

export function Card({ title, text, danger = false, children }: Props) {
  return (
    <section className={classNames(styles.card, danger && styles.danger)} aria-label={title}>
      {title !== undefined && (
        <header className={styles.head}>
          <h2>{title}</h2>
          {text !== undefined && <p className={styles.text}>{text}</p>}
        </header>
      )}
      {children}
    </section>
  );
}

/** Two columns where there is room. */
export function FieldGrid({ children }: { children: ReactNode }) {
  return <div className={styles.grid}>{children}</div>;
}

export function Wide({ children }: { children: ReactNode }) {
  return <div className={styles.wide}>{children}</div>;
}
