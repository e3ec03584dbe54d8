import { type ReactNode, useId } from 'react';
import { CircleAlertIcon } from './generated/icons.tsx';
import styles from './Field.module.css';

export type Described = {
  id: string;
  'aria-describedby': string | undefined;
  'aria-invalid': true | undefined;
};

type Props = {
  label: string;
  hint?: ReactNode;
  /** Takes the place of the hint. */
  error?: string | undefined;
  optional?: boolean;
  children(described: Described): ReactNode;
};

/** A label above, a control, and below it a hint or what is wrong. */
export function Field({ label, hint, error, optional, children }: Props) {
  const id = useId();
  const below = `${id}-below`;
  const says = error ?? hint;
  return (
    <div className={styles.field}>
      <label htmlFor={id} className={styles.label}>
        {label}
        {optional && <span className={styles.optional}> optional</span>}
      </label>
      {children({
        id,
        'aria-describedby': says === undefined ? undefined : below,
        'aria-invalid': error === undefined ? undefined : true,
      })}
      {error === undefined ? (
        hint !== undefined && (
          <p id={below} className={styles.hint}>
            {hint}
          </p>
        )
      ) : (
        <p id={below} className={styles.error}>
          <CircleAlertIcon size={14} />
          {error}
        </p>
      )}
    </div>
  );
}
