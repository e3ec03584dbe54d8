import type { EventType } from '../../../contract/events/event-types.ts';
import { AppError } from '../../errors/app-error.ts';
import { errors } from '../../errors/catalogue.ts';
import type { Clock } from '../../lib/clock.ts';
import type { Turn } from '../../lib/turns.ts';
import type { Engine } from '../../storage/engine.ts';
import { type Feeds, createFeeds } from './event-feeds.ts';
import { type EventStream, type StreamReader, createEventStream } from './event-stream.ts';
import { positionOf } from './events.ts';
import { type StreamPlaces, createStreamPlaces } from './stream-places.ts';

export const lookMs = 250;

export type StreamRequest = {
  turn: Turn;
  /** Undefined is all that the reader may read. */
  types: readonly EventType[] | undefined;
  contactId: string | undefined;
  /** A cursor; undefined begins at the present. */
  after: string | undefined;
  /** Who reads, as of now; throws once it may not read here any more. */
  look(): Promise<StreamReader>;
};

export type EventStreams = {
  /** Throws `validation_failed` on a cursor that is none, `too_many_streams` or `unavailable`. */
  open(request: StreamRequest): Promise<EventStream>;
  /** Looks at once at what is looked at again and again: who may still read, who is slow. */
  look(): Promise<void>;
  /** How many are open. */
  readonly size: number;
  /** Ends all, and refuses new ones. */
  close(): void;
};

export type StreamsOptions = {
  engine: Engine;
  clock: Clock;
  onFault(error: unknown): void;
};

/** Everyone who listens to events. */
export function createEventStreams({ engine, clock, onFault }: StreamsOptions): EventStreams {
  const streams = new Set<EventStream>();
  const places: StreamPlaces = createStreamPlaces();
  const feeds: Feeds = createFeeds(engine, (error) => {
    if (!(error instanceof AppError)) onFault(error);
  });
  let timer: NodeJS.Timeout | undefined;
  let closed = false;

  const look = async (): Promise<void> => {
    if (streams.size === 0) return;
    try {
      await Promise.all([feeds.look(), ...[...streams].map((each) => each.look())]);
    } catch (error) {
      onFault(error);
    }
  };

  return {
    open: async ({ turn, types, contactId = null, after, look: lookAt }) => {
      if (closed) throw errors.unavailable('The server is stopping');
      const start = after === undefined ? undefined : positionOf(after);
      const reader = await lookAt();
      places.enter(turn);
      try {
        const stream = await createEventStream({
          engine,
          feeds,
          clock,
          turn,
          filter: { types, contactId },
          start,
          reader,
          look: lookAt,
          onFault,
          onClose: () => {
            streams.delete(stream);
            places.leave(turn);
            if (streams.size > 0) return;
            clearInterval(timer);
            timer = undefined;
          },
        });
        streams.add(stream);
        timer ??= setInterval(() => void look(), lookMs).unref();
        if (closed) stream.end('shutdown');
        return stream;
      } catch (error) {
        places.leave(turn);
        throw error;
      }
    },
    look,
    get size() {
      return streams.size;
    },
    close: () => {
      closed = true;
      for (const each of streams) each.end('shutdown');
    },
  };
}
