import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useSyncExternalStore } from 'react';
import { readListsAgain } from '../api/contact-cache.ts';
import { type ContactRow, type ContactSearch, arrivedQuery } from '../api/contacts.ts';
import { liveMarks, mostArrived } from '../api/live-marks.ts';
import type { RowMark } from '../table/Row.tsx';
import { Button } from '../ui/Button.tsx';
import { words } from './words.ts';

/** What others did to the rows of a list. */
export function useRowMarks(): (row: ContactRow) => RowMark | undefined {
  const { changed, deleted } = useSyncExternalStore(liveMarks.subscribe, liveMarks.get);
  return ({ id }) => {
    if (deleted.has(id)) return 'deleted';
    return changed.has(id) ? 'changed' : undefined;
  };
}

type Props = {
  locationId: string;
  search: ContactSearch;
  isNarrowed: boolean;
  /** Nothing would move if they were shown. */
  isEmpty: boolean;
  onShow(): void;
};

/** Contacts that somebody else made meanwhile wait here: no row moves until they are asked for. */
export function Arrived({ locationId, search, isNarrowed, isEmpty, onShow }: Props) {
  const client = useQueryClient();
  const { arrived } = useSyncExternalStore(liveMarks.subscribe, liveMarks.get);
  const ids = [...arrived];
  const { data } = useQuery({
    ...arrivedQuery(locationId, search, ids),
    enabled: isNarrowed && ids.length > 0 && ids.length < mostArrived,
  });
  const areMany = ids.length >= mostArrived;
  const fitting = isNarrowed && !areMany ? (data ?? 0) : ids.length;
  const isShownAtOnce = isEmpty && fitting > 0;
  useEffect(() => {
    if (isShownAtOnce) void readListsAgain(client, locationId);
  }, [isShownAtOnce, client, locationId]);
  return (
    <span role="status">
      {fitting > 0 && !isEmpty && (
        <Button
          onClick={() => {
            onShow();
            void readListsAgain(client, locationId);
          }}
        >
          {areMany ? words.arrivedMany : words.arrived(fitting)}
        </Button>
      )}
    </span>
  );
}
