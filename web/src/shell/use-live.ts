import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { type LiveEvent, type LiveState, followEvents } from '../api/event-stream.ts';
import { applyEvents } from '../api/live.ts';
import { liveMarks } from '../api/live-marks.ts';

/** Together in one drawing. */
const togetherMs = 100;

/** What happens in the location elsewhere shows here. */
export function useLive(locationId: string, mayRead: boolean): LiveState {
  const client = useQueryClient();
  const [state, setState] = useState<LiveState>('connecting');
  useEffect(() => {
    if (!mayRead) return;
    const ending = new AbortController();
    let waiting: LiveEvent[] = [];
    const apply = (): void => {
      const events = waiting;
      waiting = [];
      if (!ending.signal.aborted) applyEvents(client, locationId, events);
    };
    const onEvent = (event: LiveEvent): void => {
      waiting.push(event);
      if (waiting.length === 1) window.setTimeout(apply, togetherMs);
    };
    void followEvents(locationId, { onState: setState, onEvent }, ending.signal);
    return () => {
      ending.abort();
      liveMarks.clear();
    };
  }, [client, locationId, mayRead]);
  return mayRead ? state : 'forbidden';
}
