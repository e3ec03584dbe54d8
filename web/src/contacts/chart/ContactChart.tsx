import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useId } from 'react';
import { type Facet, facetsQuery } from '../../api/facets.ts';
import type { ContactSearch } from '../../api/contacts.ts';
import { Failed, Skeleton } from '../../ui/States.tsx';
import type { FilterJson } from '../view.ts';
import styles from './ContactChart.module.css';
import { facetOf, finerPeriod, timeBars } from './periods.ts';
import { TimeChart } from './TimeChart.tsx';
import { ValueChart } from './ValueChart.tsx';
import { words } from './words.ts';

const months = facetOf('month');
const facets = ['tags', 'source', months];
const none: Facet = { facet: '', values: [], more: false };

type Props = {
  locationId: string;
  search: ContactSearch;
  onFilter(filter: FilterJson): void;
};

/** The contacts of the list as bars: each shows its contacts alone. */
export function ContactChart({ locationId, search, onFilter }: Props) {
  const { data, error, isPlaceholderData, refetch } = useQuery(
    facetsQuery(locationId, search, facets),
  );
  const byMonth = data?.get(months) ?? none;
  const period = finerPeriod(byMonth);
  const finer = period && facetOf(period);
  // Days and weeks are counted only where they will be shown.
  const shorter = useQuery({
    ...facetsQuery(locationId, search, finer === undefined ? [] : [finer]),
    enabled: finer !== undefined && !isPlaceholderData,
  });
  const byFiner = finer === undefined ? undefined : shorter.data?.get(finer);
  if (error && !data) return <Failed error={error} onRetry={() => void refetch()} />;
  return (
    <section
      aria-label={words.title}
      aria-busy={isPlaceholderData || undefined}
      className={styles.chart}
    >
      {data && !shorter.isLoading ? (
        <>
          <Part title={words.added}>
            <TimeChart
              {...timeBars(byMonth, byFiner)}
              onChoose={({ gte, lte }) =>
                onFilter({ field: 'dateAdded', operator: 'range', value: { gte, lte } })
              }
            />
          </Part>
          <Part title={words.source}>
            <ValueChart
              facet={data.get('source') ?? none}
              nothing={words.noSource}
              onChoose={(value) => onFilter({ field: 'source', operator: 'eq', value })}
            />
          </Part>
          <Part title={words.tags}>
            <ValueChart
              facet={data.get('tags') ?? none}
              nothing={words.noTag}
              onChoose={(value) => onFilter({ field: 'tags', operator: 'eq', value })}
            />
          </Part>
        </>
      ) : (
        <Skeleton rows={[skeletonHeight]} label={words.loading} />
      )}
    </section>
  );
}

const skeletonHeight = 11;

function Part({ title, children }: { title: string; children: ReactNode }) {
  const id = useId();
  return (
    <section aria-labelledby={id} className={styles.part}>
      <h2 id={id} className={styles.title}>
        {title}
      </h2>
      {children}
    </section>
  );
}
