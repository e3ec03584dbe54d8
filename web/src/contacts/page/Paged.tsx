import type { UseInfiniteQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Button } from '../../ui/Button.tsx';
import { Failed, Skeleton } from '../../ui/States.tsx';
import { words } from './words.ts';

type Query = Pick<
  UseInfiniteQueryResult,
  'data' | 'error' | 'refetch' | 'hasNextPage' | 'fetchNextPage' | 'isFetchingNextPage'
>;
type Props = { query: Query; isEmpty: boolean; empty: ReactNode; children: ReactNode };

/** What is read page by page, in each of its states. */
export function Paged({ query, isEmpty, empty, children }: Props) {
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = query;
  if (error && !data) return <Failed error={error} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton rows={[3, 3, 3]} label={words.loading} />;
  return (
    <>
      {isEmpty ? empty : children}
      {hasNextPage && (
        <Button pending={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {words.more}
        </Button>
      )}
    </>
  );
}
