import type { EventType } from '../../../contract/events/event-types.ts';
import type { StreamEndReason } from '../../../contract/events/stream.ts';
import { AppError } from '../../errors/app-error.ts';
import type { Clock } from '../../lib/clock.ts';
import type { Turn } from '../../lib/turns.ts';
import type { Engine } from '../../storage/engine.ts';
import type { Feeds, Follower } from './event-feeds.ts';
import { type SharedEvent, shared } from './event-tail.ts';
import { readableTypes } from './events.ts';
import type { EventRow } from './events.store.ts';
import { nextEventsQuery } from './next-events.ts';

export type StreamReader = { actor: { id: string }; scopes: readonly string[] };

/** `position`: where a reader goes on that has this part. */
export type StreamPart =
  | {
      kind: 'events';
      position: number;
      events: readonly SharedEvent[];
      reader: StreamReader;
    }
  /** All that was there has been told; what comes now is new. */
  | { kind: 'ready'; position: number }
  | { kind: 'beat'; position: number }
  | { kind: 'end'; position: number; reason: StreamEndReason };

export type EventStream = {
  /** To be read once; nothing is fetched before it is asked for. */
  parts: AsyncIterable<StreamPart>;
  /** Calls when the last part, which says why, is there to be read, for so long. */
  onEnd(listener: (lastWordMs: number) => void): void;
  end(reason: StreamEndReason): void;
  look(): Promise<void>;
  /** Whoever read has gone. */
  close(): void;
};

export type StreamSetup = {
  engine: Engine;
  feeds: Feeds;
  clock: Clock;
  turn: Turn;
  filter: { types: readonly EventType[] | undefined; contactId: string | null };
  /** The position that it follows; undefined is the present. */
  start: number | undefined;
  reader: StreamReader;
  look(): Promise<StreamReader>;
  onFault(error: unknown): void;
  onClose(): void;
};

export const heartbeatMs = 15_000;
/** A reader that takes nothing for so long is ended. */
export const slowMs = 20_000;
/** How long the last event may take to be read; one who was slow may go on reading for longer. */
export const lastWordMs = 500;
export const slowLastWordMs = 5000;
/** Who has taken within this time is waited for by the feed. */
const takesMs = 250;
/** What is fetched for one reader that is behind, and what is handed on at once. */
export const pageOfOne = { limit: 64, bytes: 64 * 1024 };
export const partBytes = 32 * 1024;

/** What one reader is shown: from the feed of its location, or where that has gone on, read for it alone. */
export async function createEventStream(setup: StreamSetup): Promise<EventStream> {
  const { engine, feeds, clock, turn, onFault } = setup;
  const { contactId } = setup.filter;
  const gone = new AbortController();
  let reader = setup.reader;
  let types = readableTypes(setup.filter.types, reader.scopes);
  let known: ReadonlySet<string> = new Set(types);
  let lookedAt = Number.NaN;
  let reason: StreamEndReason | undefined;
  let closed = false;
  let whenEnded = (_lastWordMs: number): void => undefined;
  let resume = (): void => undefined;
  let woken = false;
  let toldAt = clock.monotonicMs();
  /** Since when a part waits to be taken. */
  let offeredAt: number | undefined;
  let cursor = setup.start ?? 0;

  const wake = (): void => {
    woken = true;
    resume();
  };
  const follower: Follower = {
    get cursor() {
      return cursor;
    },
    get takes() {
      return offeredAt === undefined || clock.monotonicMs() - offeredAt < takesMs;
    },
    wake,
  };
  const untilWoken = async (): Promise<void> => {
    if (!woken) {
      await new Promise<void>((resolve) => {
        resume = resolve;
      });
    }
    woken = false;
  };
  const end = (why: StreamEndReason): void => {
    if (reason || closed) return;
    reason = why;
    gone.abort();
    wake();
    whenEnded(lastWordOf(why));
  };
  const check = async (): Promise<void> => {
    try {
      const version = engine.read.version();
      reader = await setup.look();
      types = readableTypes(setup.filter.types, reader.scopes);
      known = new Set(types);
      lookedAt = version;
    } catch (error) {
      if (!(error instanceof AppError)) onFault(error);
      end(error instanceof AppError ? reasonOf(error) : 'internal');
    }
  };
  const isWanted = (row: EventRow): boolean =>
    known.has(row.type) && (contactId === null || row.contact_id === contactId);

  const feed = await feeds.follow(turn.locationNo, follower);
  if (setup.start === undefined) cursor = await feeds.present();

  /** The next events, undefined where there are none; where they cannot be read, after a while. */
  const next = async (): Promise<StreamPart | undefined> => {
    let events: readonly SharedEvent[];
    let position: number;
    if (cursor >= feed.tail.from) {
      if (lookedAt !== engine.read.version()) await check();
      ({ events, upTo: position } = feed.tail.take(cursor, isWanted, partBytes));
    } else {
      const input = { locationNo: turn.locationNo, contactId, types, after: cursor, ...pageOfOne };
      const page = await engine.query(nextEventsQuery, input, { turn, signal: gone.signal });
      if (lookedAt !== engine.read.version()) await check();
      events = page.rows.filter(isWanted).map(shared);
      position = page.upTo;
    }
    if (reason || position === cursor) return undefined;
    cursor = Math.max(cursor, position);
    feed.moved(follower);
    return { kind: 'events', position: cursor, events, reader };
  };

  async function* parts(): AsyncGenerator<StreamPart> {
    let isReady = false;
    try {
      while (!closed) {
        if (reason) {
          yield { kind: 'end', position: cursor, reason };
          return;
        }
        let part: StreamPart | undefined;
        try {
          part = await next();
        } catch (error) {
          if (!(error instanceof AppError)) {
            onFault(error);
            end('internal');
          }
          // Too much waits, or it took too long: again with the next look.
          if (!reason) await untilWoken();
          continue;
        }
        if (!part) {
          if (!isReady) {
            isReady = true;
            part = { kind: 'ready', position: cursor };
          } else if (clock.monotonicMs() - toldAt >= heartbeatMs) {
            part = { kind: 'beat', position: cursor };
          }
        }
        if (part && (part.kind !== 'events' || part.events.length > 0)) {
          toldAt = clock.monotonicMs();
          offeredAt = toldAt;
          yield part;
          offeredAt = undefined;
        } else if (!part && !reason) await untilWoken();
      }
    } finally {
      close();
    }
  }
  const close = (): void => {
    if (closed) return;
    closed = true;
    gone.abort();
    feeds.leave(turn.locationNo, follower);
    setup.onClose();
    wake();
  };

  return {
    parts: parts(),
    onEnd: (listener) => {
      whenEnded = listener;
      if (reason) listener(lastWordOf(reason));
    },
    end,
    look: async () => {
      await check();
      const now = clock.monotonicMs();
      if (offeredAt !== undefined && now - offeredAt >= slowMs) end('slow_reader');
      wake();
    },
    close,
  };
}

function lastWordOf(reason: StreamEndReason): number {
  return reason === 'slow_reader' ? slowLastWordMs : lastWordMs;
}

function reasonOf({ code }: AppError): StreamEndReason {
  switch (code) {
    case 'token_invalid':
    case 'scope_missing':
    case 'session_missing':
    case 'role_forbidden':
    case 'location_forbidden':
    case 'location_not_found':
      return code;
    default:
      return 'internal';
  }
}
