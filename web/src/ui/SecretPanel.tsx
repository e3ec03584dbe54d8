import type { ReactNode } from 'react';
import { CopyButton } from './Copy.tsx';
import styles from './SecretPanel.module.css';

type Props = {
  title: string;
  text: string;
  secret: string;
  label: string;
  copyLabel: string;
  onCopy(): void;
  children?: ReactNode;
};

/** What is shown once, with a way to keep it. */
export function SecretPanel({ title, text, secret, label, copyLabel, onCopy, children }: Props) {
  return (
    <section className={styles.panel} aria-label={title}>
      <h2 className={styles.title}>{title}</h2>
      <p className={styles.text}>{text}</p>
      <div className={styles.row}>
        <output aria-label={label} className={styles.secret}>
          {secret}
        </output>
        <CopyButton kind="primary" text={secret} label={copyLabel} onCopy={onCopy} />
      </div>
      {children}
    </section>
  );
}
