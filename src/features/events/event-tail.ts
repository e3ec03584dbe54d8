import type { EventRow } from './events.store.ts';

/** Of recent events that are kept for all listeners: of one location, and of all. */
export const tailBytes = 4 * 1024 * 1024;
export const allTailsBytes = 32 * 1024 * 1024;

/** An event that several listeners are shown: what is made of it for one is there for the next. */
export type SharedEvent = EventRow & { readonly forms: Map<string, string> };

export type Taken = {
  events: SharedEvent[];
  /** Everything up to this position has been looked at. */
  upTo: number;
};

/** The recent events of a location. */
export type Tail = {
  /** Those behind this position are here, */
  readonly from: number;
  /** up to this one. */
  readonly upTo: number;
  add(rows: readonly EventRow[], upTo: number): void;
  /** The next that are wanted, in order, until they have so many bytes. */
  take(after: number, wanted: (row: EventRow) => boolean, bytes: number): Taken;
  /** Bytes of the events behind a position. */
  bytesAfter(position: number): number;
  close(): void;
};

export type Tails = { open(position: number): Tail };

type Kept = { event: SharedEvent; bytes: number; bytesBefore: number };

export function shared(row: EventRow): SharedEvent {
  return { ...row, forms: new Map() };
}

/** A row, and two forms of it: more are made of few and short events only. */
function bytesOf({ before, after, actor }: EventRow): number {
  return 1000 + 3 * ((before?.length ?? 0) + (after?.length ?? 0) + actor.length);
}

/** Tails with a bound on all of them: that which has gone longest without an event is emptied first. */
export function createTails(each = tailBytes, all = allTailsBytes): Tails {
  /** The longest without an event first. */
  const open = new Map<object, { bytes: number; drop(): void }>();
  const total = (): number => {
    let sum = 0;
    for (const { bytes } of open.values()) sum += bytes;
    return sum;
  };
  return {
    open: (position) => {
      const key = {};
      const own = { bytes: 0, drop: () => dropWhile(() => true) };
      open.set(key, own);
      let [from, upTo, bytesBefore] = [position, position, 0];
      let kept: Kept[] = [];
      let isClosed = false;
      const dropWhile = (tooMany: (left: number) => boolean): void => {
        let gone = 0;
        while (gone < kept.length && tooMany(kept.length - gone)) {
          own.bytes -= kept[gone]?.bytes ?? 0;
          gone += 1;
        }
        if (gone === 0) return;
        from = gone === kept.length ? upTo : (kept[gone - 1]?.event.position ?? from);
        kept = kept.slice(gone);
      };
      const indexAfter = (after: number): number => {
        let [low, high] = [0, kept.length];
        while (low < high) {
          const middle = (low + high) >> 1;
          if ((kept[middle]?.event.position ?? 0) > after) high = middle;
          else low = middle + 1;
        }
        return low;
      };
      return {
        get from() {
          return from;
        },
        get upTo() {
          return upTo;
        },
        add: (rows, to) => {
          if (isClosed) return;
          for (const row of rows) {
            const bytes = bytesOf(row);
            kept.push({ event: shared(row), bytes, bytesBefore });
            bytesBefore += bytes;
            own.bytes += bytes;
          }
          upTo = Math.max(upTo, to);
          // One alone is kept, however long it is: its listeners share it.
          dropWhile((left) => left > 1 && own.bytes > each);
          open.delete(key);
          open.set(key, own);
          let over = total() - all;
          for (const other of open.values()) {
            if (over <= 0 || other === own) break;
            over -= other.bytes;
            other.drop();
          }
        },
        take: (after, wanted, bytes) => {
          const events: SharedEvent[] = [];
          let [sum, at] = [0, after];
          for (let index = indexAfter(after); index < kept.length && sum < bytes; index += 1) {
            const event = kept[index]?.event;
            if (!event) break;
            at = event.position;
            if (!wanted(event)) continue;
            events.push(event);
            sum += (event.before?.length ?? 0) + (event.after?.length ?? 0) + 400;
          }
          const isEnd = at >= (kept.at(-1)?.event.position ?? 0);
          return { events, upTo: isEnd ? Math.max(at, upTo) : at };
        },
        bytesAfter: (position_) => {
          const next = kept[indexAfter(position_)];
          return next ? bytesBefore - next.bytesBefore : 0;
        },
        close: () => {
          isClosed = true;
          open.delete(key);
        },
      };
    },
  };
}
