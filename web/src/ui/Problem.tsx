import { CircleAlertIcon } from './generated/icons.tsx';
import styles from './Problem.module.css';

type Traced = { traceId?: string | undefined };

/** What went wrong with an action, where it was done. */
export function Problem({ error }: { error: Error & Traced }) {
  return (
    <div role="alert" className={styles.problem}>
      <CircleAlertIcon />
      <div>
        <p>{error.message}</p>
        {error.traceId !== undefined && (
          <p className={styles.trace}>
            Trace id <code>{error.traceId}</code>
          </p>
        )}
      </div>
    </div>
  );
}
