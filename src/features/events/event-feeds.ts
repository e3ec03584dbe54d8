import { eventTypeNames } from '../../../contract/events/event-types.ts';
import type { Engine } from '../../storage/engine.ts';
import { type Tail, type Tails, createTails, tailBytes } from './event-tail.ts';
import { selectLastPosition, selectLocationsAfter } from './events.store.ts';
import { nextEventsQuery } from './next-events.ts';

/** How far one who follows a feed is. */
export type Follower = {
  readonly cursor: number;
  /** Whether it takes what there is for it; who does not is not waited for. */
  readonly takes: boolean;
  /** There may be something behind its cursor. */
  wake(): void;
};

/** The events of one location as they are written, read once for all who follow them. */
export type Feed = {
  readonly tail: Tail;
  readonly followers: Set<Follower>;
  /** To be called when a follower has taken. */
  moved(follower: Follower): void;
};

export type Feeds = {
  follow(locationNo: number, follower: Follower): Promise<Feed>;
  leave(locationNo: number, follower: Follower): void;
  /** Finds what another process wrote, and goes on where a read has failed. */
  look(): Promise<void>;
  /** The position of the last event there is. */
  present(): Promise<number>;
};

type Own = Feed & {
  locationNo: number;
  reading: boolean;
  /** Whether there may be events that are not read. */
  behind: boolean;
  /** Who is waited for before it is read on. */
  awaited: Set<Follower>;
};

const pageOfTail = { limit: 256, bytes: 1024 * 1024 };
/** More than this is not read ahead of most followers: they would each have to read it again. */
const leadBytes = tailBytes / 2;
/** Events looked through for their locations at once; where there are more, every feed is read. */
const mostLookedThrough = 2000;

/** One reader of each location that is followed, however many follow it. */
export function createFeeds(engine: Engine, onFault: (error: unknown) => void): Feeds {
  const feeds = new Map<number, Own>();
  const tails: Tails = createTails();
  let stopListening: (() => void) | undefined;
  let lookedTo = 0;

  const isFarBehind = ({ tail }: Own, { takes, cursor }: Follower): boolean =>
    takes && cursor >= tail.from && tail.bytesAfter(cursor) > leadBytes;
  /** A few who are slow hold nobody up. */
  const isTooMany = ({ awaited, followers }: Own): boolean => awaited.size * 2 > followers.size;
  const read = async (feed: Own): Promise<void> => {
    if (feed.reading) return;
    feed.reading = true;
    const { locationNo, tail, followers } = feed;
    try {
      while (feed.behind && followers.size > 0) {
        feed.awaited = new Set([...followers].filter((each) => isFarBehind(feed, each)));
        if (isTooMany(feed)) return;
        feed.behind = false;
        const input = { locationNo, contactId: null, types: eventTypeNames, after: tail.upTo };
        const { rows, upTo, more } = await engine.query(
          nextEventsQuery,
          { ...input, ...pageOfTail },
          { turn: { locationNo, actorKey: '' } },
        );
        if (more) feed.behind = true;
        tail.add(rows, upTo);
        for (const each of followers) each.wake();
      }
    } catch (error) {
      // Tried again with the next look.
      feed.behind = true;
      onFault(error);
    } finally {
      feed.reading = false;
    }
  };
  const wake = (feed: Own | undefined): void => {
    if (!feed) return;
    feed.behind = true;
    void read(feed);
  };
  const present = (): Promise<number> => selectLastPosition(engine.read);

  return {
    present,
    follow: async (locationNo, follower) => {
      stopListening ??= engine.onEvents((locations) => {
        for (const each of locations) wake(feeds.get(each));
      });
      // After that: what is committed from now on wakes.
      const position = await present();
      if (feeds.size === 0) lookedTo = position;
      const feed = feeds.get(locationNo) ?? {
        locationNo,
        tail: tails.open(position),
        followers: new Set(),
        reading: false,
        behind: false,
        awaited: new Set(),
        moved: (moved: Follower) => {
          if (!feed.awaited.has(moved) || isFarBehind(feed, moved)) return;
          feed.awaited.delete(moved);
          if (!isTooMany(feed)) wake(feed);
        },
      };
      feeds.set(locationNo, feed);
      feed.followers.add(follower);
      return feed;
    },
    leave: (locationNo, follower) => {
      const feed = feeds.get(locationNo);
      if (!feed?.followers.delete(follower)) return;
      feed.awaited.delete(follower);
      if (feed.behind && !isTooMany(feed)) wake(feed);
      if (feed.followers.size > 0) return;
      feed.tail.close();
      feeds.delete(locationNo);
      if (feeds.size > 0) return;
      stopListening?.();
      stopListening = undefined;
    },
    look: async () => {
      const page = { after: lookedTo, limit: mostLookedThrough };
      const rows = await selectLocationsAfter(engine.read, page);
      const isAll = rows.length < mostLookedThrough;
      lookedTo = isAll ? (rows.at(-1)?.position ?? lookedTo) : await present();
      const changed = new Set(rows.map((row) => row.location_no));
      for (const feed of feeds.values()) {
        if (!isAll || changed.has(feed.locationNo) || feed.behind) wake(feed);
      }
    },
  };
}
