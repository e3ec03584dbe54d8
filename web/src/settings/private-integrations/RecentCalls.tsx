import { useInfiniteQuery } from '@tanstack/react-query';
import { integrationCallsQuery } from '../../api/integrations.ts';
import { Button } from '../../ui/Button.tsx';
import { Card } from '../../ui/Card.tsx';
import { Cell, HeadCell, PlainTable } from '../../ui/PlainTable.tsx';
import { Failed, Skeleton } from '../../ui/States.tsx';
import { StatusTag, type Tone } from '../../ui/Tag.tsx';
import { Time } from '../../ui/Time.tsx';
import styles from './RecentCalls.module.css';
import { words } from './words.ts';

type Props = { locationId: string; integrationId: string };

/** What the integration has called lately: never what it said. */
export function RecentCalls({ locationId, integrationId }: Props) {
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(
    integrationCallsQuery(locationId, integrationId),
  );
  const calls = data?.pages.flatMap((page) => page.calls) ?? [];
  return (
    <Card title={words.calls} text={words.callsText}>
      {error && !data ? (
        <Failed error={error} onRetry={() => void refetch()} />
      ) : !data ? (
        <Skeleton rows={[8]} label={words.loadingCalls} />
      ) : (
        <>
          {calls.length === 0 ? (
            <p className={styles.none}>{words.noCalls}</p>
          ) : (
            <PlainTable label={words.calls}>
              <thead>
                <tr>
                  <HeadCell>{words.call}</HeadCell>
                  <HeadCell kind="short">{words.callStatus}</HeadCell>
                  <HeadCell kind="short">{words.callTime}</HeadCell>
                </tr>
              </thead>
              <tbody>
                {calls.map(({ at, method, route, status }, index) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: calls have no names of their own
                  <tr key={index}>
                    <Cell>
                      <code className={styles.route}>
                        <span className={styles.method}>{method}</span> {route}
                      </code>
                    </Cell>
                    <Cell kind="short">
                      <StatusTag tone={toneOf(status)}>{status}</StatusTag>
                    </Cell>
                    <Cell kind="short">
                      <Time at={at} />
                    </Cell>
                  </tr>
                ))}
              </tbody>
            </PlainTable>
          )}
          <div className={styles.actions}>
            <Button onClick={() => void refetch()}>{words.refreshCalls}</Button>
            {hasNextPage && (
              <Button pending={isFetchingNextPage} onClick={() => void fetchNextPage()}>
                {words.moreCalls}
              </Button>
            )}
          </div>
        </>
      )}
    </Card>
  );
}

function toneOf(status: number): Tone {
  if (status >= 500) return 'danger';
  return status >= 400 ? 'warn' : 'neutral';
}
