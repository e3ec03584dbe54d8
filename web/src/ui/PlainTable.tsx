import type { ComponentProps, ReactNode } from 'react';
import styles from './PlainTable.module.css';

type Props = { label: string; children: ReactNode };

/** A list of a few columns, as it is; on a telephone only the first ones and what can be done. */
export function PlainTable({ label, children }: Props) {
  return (
    <div className={styles.frame}>
      <table className={styles.table} aria-label={label}>
        {children}
      </table>
    </div>
  );
}

type CellProps = Omit<ComponentProps<'td'>, 'className'> & {
  /** Left out where the window is narrow. */
  secondary?: boolean;
  kind?: 'text' | 'short' | 'number' | 'handle' | 'actions' | 'buttons';
};

export function Cell({ secondary, kind = 'text', ...rest }: CellProps) {
  return (
    <td
      {...rest}
      className={styles.cell}
      data-kind={kind}
      data-secondary={secondary || undefined}
    />
  );
}

const iconKinds: readonly unknown[] = ['actions', 'buttons', 'handle'];

export function HeadCell({ secondary, kind = 'text', children }: CellProps) {
  return (
    <th
      scope="col"
      className={styles.head}
      data-kind={kind}
      data-secondary={secondary || undefined}
    >
      {iconKinds.includes(kind) ? <span className="visually-hidden">{children}</span> : children}
    </th>
  );
}

/** Two lines at most, and the whole of it on hover. */
export function Clamped({ text }: { text: string }) {
  return (
    <bdi className={styles.clamped} title={text}>
      {text}
    </bdi>
  );
}
