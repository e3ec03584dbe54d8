import { type ErrorComponentProps, Link, useRouter } from '@tanstack/react-router';
import { buttonClass } from '../ui/Button.tsx';
import { SearchIcon } from '../ui/generated/icons.tsx';
import { Empty, Failed } from '../ui/States.tsx';
import styles from './Page.module.css';
import { words } from './words.ts';

export function NotFound() {
  return (
    <main className={styles.page}>
      <title>{`${words.notFoundTitle} · ${words.app}`}</title>
      <Empty
        heading="h1"
        icon={<SearchIcon size={20} />}
        title={words.notFoundTitle}
        text={words.notFoundText}
      >
        <Link to="/" className={buttonClass('secondary')}>
          {words.toStart}
        </Link>
      </Empty>
    </main>
  );
}

/** A page that could not be drawn, or nobody could say who is signed in. */
export function RouteFailed({ error, reset }: ErrorComponentProps) {
  const router = useRouter();
  const retry = (): void => {
    reset();
    void router.invalidate();
  };
  return (
    <main className={styles.page}>
      <Failed error={asError(error)} onRetry={retry} />
    </main>
  );
}

function asError(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error(String(thrown));
}
