import { type ReactNode, useEffect, useState } from 'react';
import { Button } from './Button.tsx';
import { ShieldOffIcon, TriangleAlertIcon, UnplugIcon } from './generated/icons.tsx';
import styles from './States.module.css';
import { CodeTag } from './Tag.tsx';

type StateProps = {
  icon: ReactNode;
  title: string;
  text: ReactNode;
  /** `h1` where it is the whole page. */
  heading?: 'h1' | 'h2';
  children?: ReactNode;
};

function State({ icon, title, text, heading: Heading = 'h2', children }: StateProps) {
  return (
    <div className={styles.state}>
      <span className={styles.icon}>{icon}</span>
      <Heading className={styles.title}>{title}</Heading>
      <div className={styles.text}>{text}</div>
      {children}
    </div>
  );
}

/** What would be here, and how it comes. */
export function Empty(props: StateProps) {
  return <State {...props} />;
}

type Refused = {
  message: string;
  status?: number;
  traceId?: string | undefined;
  requiredScopes?: readonly string[];
};

/** What failed, why, and what to do; what the session may not do names the scope. */
export function Failed({ error, onRetry }: { error: Refused; onRetry: () => void }) {
  if (error.status === 403) {
    return (
      <State
        icon={<ShieldOffIcon size={20} />}
        title="You may not see this"
        text={
          <>
            <p>{error.message}</p>
            {error.requiredScopes?.map((scope) => (
              <p key={scope}>
                Your role lacks <CodeTag>{scope}</CodeTag>.
              </p>
            ))}
          </>
        }
      />
    );
  }
  const isAway = error.status === 0;
  return (
    <div role="alert">
      <State
        icon={isAway ? <UnplugIcon size={20} /> : <TriangleAlertIcon size={20} />}
        title={isAway ? 'The server does not answer' : 'This could not be loaded'}
        text={
          <>
            <p>{isAway ? 'It may be stopped, or the network is away.' : error.message}</p>
            {error.traceId !== undefined && (
              <p>
                Trace id <code>{error.traceId}</code>
              </p>
            )}
          </>
        }
      >
        <Button onClick={onRetry}>Try again</Button>
      </State>
    </div>
  );
}

const patienceMs = 150;

/** In the shape of what will come, after a moment in which it usually has. */
export function Skeleton({ rows, label }: { rows: readonly number[]; label: string }) {
  const [isShown, setShown] = useState(false);
  useEffect(() => {
    const timer = window.setTimeout(() => setShown(true), patienceMs);
    return () => window.clearTimeout(timer);
  }, []);
  return (
    <div role="status" className={styles.skeletons} data-shown={isShown || undefined}>
      <span className="visually-hidden">{label}</span>
      {rows.map((height, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: they stand for nothing and never move
        <div key={index} className={styles.skeleton} style={{ blockSize: `${height}rem` }} />
      ))}
    </div>
  );
}
