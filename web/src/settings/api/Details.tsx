import { type ReactNode, useState } from 'react';
import { ChevronRightIcon } from '../../ui/generated/icons.tsx';
import styles from './Details.module.css';

/** More, for who wants it: drawn once it is opened. */
export function Details({ title, children }: { title: string; children: ReactNode }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <details
      className={styles.details}
      open={isOpen}
      onToggle={({ currentTarget }) => setOpen(currentTarget.open)}
    >
      <summary className={styles.summary}>
        <span className={styles.arrow}>
          <ChevronRightIcon size={14} />
        </span>
        {title}
      </summary>
      {isOpen && <div className={styles.inside}>{children}</div>}
    </details>
  );
}
