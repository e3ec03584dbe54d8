/** Whose turn something waits for: a location's, and in it an actor's; 0 and none for the server itself. */
export type Turn = { locationNo: number; actorKey: string };

/** Of what the server and the command line do by themselves. */
export const ownTurn: Turn = { locationNo: 0, actorKey: '' };

export type Turns<T> = {
  add(turn: Turn, item: T): void;
  /**
   * The next of all who wait and may: locations in turn, in each its integrations in turn, of each
   * the one that has waited longest.
   */
  take(may?: (turn: Turn) => boolean): T | undefined;
  /** Whether it was waiting. */
  remove(turn: Turn, item: T): boolean;
  readonly size: number;
};

/** What waits, so that one who asks for much delays nobody but itself. */
export function createTurns<T>(): Turns<T> {
  /** Location to integration to its items; the first of each is the next in turn. */
  const locations = new Map<number, Map<string, T[]>>();
  let size = 0;

  return {
    add: ({ locationNo, actorKey }, item) => {
      const lines = locations.get(locationNo) ?? new Map<string, T[]>();
      locations.set(locationNo, lines);
      const line = lines.get(actorKey) ?? [];
      lines.set(actorKey, line);
      line.push(item);
      size += 1;
    },
    take: (may = () => true) => {
      for (const [locationNo, lines] of locations) {
        for (const [actorKey, line] of lines) {
          if (!may({ locationNo, actorKey })) continue;
          const item = line.shift();
          size -= 1;
          lines.delete(actorKey);
          if (line.length > 0) lines.set(actorKey, line);
          locations.delete(locationNo);
          if (lines.size > 0) locations.set(locationNo, lines);
          return item;
        }
      }
      return undefined;
    },
    remove: ({ locationNo, actorKey }, item) => {
      const lines = locations.get(locationNo);
      const line = lines?.get(actorKey);
      const at = line?.indexOf(item) ?? -1;
      if (!lines || !line || at < 0) return false;
      line.splice(at, 1);
      size -= 1;
      if (line.length === 0) lines.delete(actorKey);
      if (lines.size === 0) locations.delete(locationNo);
      return true;
    },
    get size() {
      return size;
    },
  };
}

/** How many places one integration can take while nobody else is there. */
export function placesOfOne(limit: number): number {
  return Math.ceil(limit / 3);
}

export type Places = {
  /** Takes a place; false when this turn has its share of them. */
  enter(turn: Turn): boolean;
  leave(turn: Turn): void;
  readonly taken: number;
};

/**
 * A bounded number of places to wait in, of which nobody can take all: there must be more free than
 * the location and the integration have already. One integration alone gets a third; who asks for
 * little finds a place beside any that ask for much.
 */
export function createPlaces(limit: number): Places {
  const byLocation = new Map<number, number>();
  const byIntegration = new Map<string, number>();
  let taken = 0;
  const keyOf = ({ locationNo, actorKey }: Turn): string => `${locationNo} ${actorKey}`;

  return {
    enter: (turn) => {
      const ofLocation = byLocation.get(turn.locationNo) ?? 0;
      const ofIntegration = byIntegration.get(keyOf(turn)) ?? 0;
      if (ofLocation + ofIntegration >= limit - taken) return false;
      byLocation.set(turn.locationNo, ofLocation + 1);
      byIntegration.set(keyOf(turn), ofIntegration + 1);
      taken += 1;
      return true;
    },
    leave: (turn) => {
      lessOne(byLocation, turn.locationNo);
      lessOne(byIntegration, keyOf(turn));
      taken -= 1;
    },
    get taken() {
      return taken;
    },
  };
}

function lessOne<K>(counts: Map<K, number>, key: K): void {
  const left = (counts.get(key) ?? 0) - 1;
  if (left > 0) counts.set(key, left);
  else counts.delete(key);
}
