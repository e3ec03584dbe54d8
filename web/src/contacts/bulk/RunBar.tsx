import { useEffectEvent, useLayoutEffect, useRef, useSyncExternalStore } from 'react';
import { ApiError } from '../../api/client.ts';
import { undoLastChange } from '../../shell/undo.ts';
import { Button } from '../../ui/Button.tsx';
import styles from './RunBar.module.css';
import { type Run, bulkRun } from '../../api/bulk-run.ts';
import { words } from './words.ts';

type Props = { locationId: string; onGone(): void };

/** How far a change of very many contacts is, the way to stop it, and what became of it. */
export function RunBar({ locationId, onGone }: Props) {
  const run = useSyncExternalStore(bulkRun.subscribe, bulkRun.get);
  const bar = useRef<HTMLElement>(null);
  const isHere = run?.locationId === locationId;
  const state = isHere ? run.state : undefined;
  const had = useRef(false);
  const goBack = useEffectEvent(onGone);
  // Its buttons change under the hand: the focus stays in it, and goes back to the list with it.
  useLayoutEffect(() => {
    const isLost = document.activeElement === document.body || document.activeElement === null;
    if (state !== undefined && isLost) bar.current?.querySelector('button')?.focus();
    if (state === undefined && had.current && isLost) goBack();
    had.current = state !== undefined;
  }, [state]);
  if (!isHere) return null;
  return (
    <section ref={bar} className={styles.bar} aria-label={words.run}>
      <div className={styles.said}>
        <p role="status" className={styles.doing} data-problem={run.problem && true}>
          {state === 'halted' ? haltedText(run) : run.doing}
        </p>
        {state === 'halted' && <Why run={run} />}
      </div>
      <progress
        className={styles.progress}
        aria-label={run.doing}
        value={run.seen}
        max={Math.max(1, run.total)}
      />
      <span className={styles.count}>{words.progress(run.seen, run.total)}</span>
      <span className={styles.actions}>
        {state === 'halted' ? (
          <>
            <Button onClick={bulkRun.goOn}>
              {run.problem || run.isThrough ? words.tryAgain : words.goOn}
            </Button>
            {run.changed > 0 && (
              <Button
                onClick={() => {
                  bulkRun.end();
                  undoLastChange();
                }}
              >
                {words.undo}
              </Button>
            )}
            <Button kind="ghost" onClick={bulkRun.end}>
              {words.leave}
            </Button>
          </>
        ) : (
          <Button
            unavailable={state === 'stopping' ? words.stoppingWhy : undefined}
            onClick={bulkRun.stop}
          >
            {state === 'stopping' ? words.stopping : words.stop}
          </Button>
        )}
      </span>
    </section>
  );
}

function haltedText({ changed, total, isThrough }: Run): string {
  return isThrough ? words.through(changed, total) : words.stoppedAt(changed, total);
}

function Why({ run: { problem, failed, seen, changed } }: { run: Run }) {
  const unchanged = seen - changed - failed.length;
  const [first] = failed;
  return (
    <>
      {unchanged > 0 && <p>{words.alreadySo(unchanged)}</p>}
      {first && (
        <p role="alert">
          {words.failed(failed.length)} <Cause error={first.error} />
        </p>
      )}
      {problem && (
        <p role="alert">
          <Cause error={problem} />
        </p>
      )}
    </>
  );
}

function Cause({ error }: { error: Error }) {
  const traceId = error instanceof ApiError ? error.traceId : undefined;
  return (
    <>
      <bdi>{error.message}</bdi>
      {traceId !== undefined && (
        <>
          {' '}
          {words.traceId} <code>{traceId}</code>
        </>
      )}
    </>
  );
}
