import { ApiError, openStream } from './client.ts';
import type { Operations } from './generated/operations.ts';

export type LiveEvent = Operations['list-events']['reply']['events'][number];

const lineEnd = 0x0a;

type Message = { event: string; data: string };

/** The messages of a stream of server-sent events, each when it is whole. */
async function* readMessages(body: ReadableStream<Uint8Array>): AsyncGenerator<Message> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let rest = '';
  let message: Message = { event: '', data: '' };
  try {
    for (;;) {
      const { value, done } = await reader.read();
      if (done) return;
      rest += decoder.decode(value, { stream: true });
      // A long line comes in many parts, and is looked through once.
      if (!value.includes(lineEnd)) continue;
      const lines = rest.split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) {
        if (line.startsWith('event: ')) message.event = line.slice('event: '.length);
        else if (line.startsWith('data: ')) message.data += line.slice('data: '.length);
        else if (line === '') {
          if (message.event !== '') yield message;
          message = { event: '', data: '' };
        }
      }
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

export type LiveState = 'connecting' | 'live' | 'away' | 'forbidden';

export type Follower = {
  onState(state: LiveState): void;
  onEvent(event: LiveEvent): void;
};

/** Of a second, by how often it failed. */
const pausesMs = [500, 1000, 2000, 5000, 10_000, 15_000];

/**
 * Every event of a location from the first connection on, each once and in order: what a broken
 * connection left out is sent when there is one again. Ends with the signal.
 */
export async function followEvents(
  locationId: string,
  { onState, onEvent }: Follower,
  signal: AbortSignal,
): Promise<void> {
  let after: string | undefined;
  let failures = 0;
  while (!signal.aborted) {
    await untilSeen(signal);
    onState(failures === 0 ? 'connecting' : 'away');
    const seen = whileSeen(signal);
    try {
      const body = await openStream('/api/events/stream', { locationId, after }, seen.signal);
      for await (const { event, data } of readMessages(body)) {
        // The server's own message, whose shapes are generated beside this.
        const said = JSON.parse(data) as LiveEvent & { cursor: string };
        after = said.cursor;
        if (event === 'end') break;
        failures = 0;
        if (event === 'ready') onState('live');
        else onEvent(said);
      }
    } catch (error) {
      if (signal.aborted) return;
      // Nobody looked: it goes on where it was.
      if (seen.signal.aborted) continue;
      if (error instanceof ApiError && error.status === 403) {
        onState('forbidden');
        return;
      }
    } finally {
      seen.end();
    }
    failures += 1;
    const pause = pausesMs[Math.min(failures, pausesMs.length) - 1] ?? 0;
    await untilOnlineAgain(pause, signal);
  }
}

/**
 * A browser has six connections to a server, for all of its tabs: one that nobody looks at gives its own
 * back after a while.
 */
const hiddenMs = 5000;

function untilSeen(signal: AbortSignal): Promise<void> {
  if (!document.hidden) return Promise.resolve();
  return new Promise((resolve) => {
    const look = (): void => {
      if (document.hidden && !signal.aborted) return;
      document.removeEventListener('visibilitychange', look);
      signal.removeEventListener('abort', look);
      resolve();
    };
    document.addEventListener('visibilitychange', look);
    signal.addEventListener('abort', look);
  });
}

/** Aborted with the one given, or when the tab has been hidden for a while. */
function whileSeen(signal: AbortSignal): { signal: AbortSignal; end(): void } {
  const hidden = new AbortController();
  let timer: number | undefined;
  const look = (): void => {
    window.clearTimeout(timer);
    if (document.hidden) timer = window.setTimeout(() => hidden.abort(), hiddenMs);
  };
  document.addEventListener('visibilitychange', look);
  return {
    signal: AbortSignal.any([signal, hidden.signal]),
    end: () => {
      window.clearTimeout(timer);
      document.removeEventListener('visibilitychange', look);
    },
  };
}

/** Earlier where the machine comes back to its network. */
function untilOnlineAgain(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const go = (): void => {
      window.clearTimeout(timer);
      window.removeEventListener('online', go);
      signal.removeEventListener('abort', go);
      resolve();
    };
    const timer = window.setTimeout(go, ms);
    window.addEventListener('online', go);
    signal.addEventListener('abort', go);
  });
}
