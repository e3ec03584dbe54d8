/** Bytes of the bodies of all requests that are received or answered, but for very large bodies. */
const usualBytes = 96 * 1024 * 1024;
/** Bodies of the longest that are taken at once where they are very large. */
const mostLongest = 12;

export type HeldBody = {
  /** Counts what has come of it; false where its integration or all have too much. */
  hold(bytes: number): boolean;
  release(): void;
};

export type BodyBudget = { bodyOf(actorKey: string): HeldBody };

export function bodyBytesAtOnce(bodyLimitBytes: number): number {
  return Math.max(usualBytes, mostLongest * bodyLimitBytes);
}

/** What of it one integration can have, so that it never keeps the others out. */
export function bodyBytesOfOne(bodyLimitBytes: number): number {
  return Math.floor(bodyBytesAtOnce(bodyLimitBytes) / 3);
}

/** Bytes as they arrive: what a request says that it will send is not counted. */
export function createBodyBudget(bodyLimitBytes: number): BodyBudget {
  const all = bodyBytesAtOnce(bodyLimitBytes);
  const ofOne = bodyBytesOfOne(bodyLimitBytes);
  const held = new Map<string, number>();
  let total = 0;
  return {
    bodyOf: (actorKey) => {
      let bytes = 0;
      return {
        hold: (more) => {
          const own = (held.get(actorKey) ?? 0) + more;
          if (own > ofOne || total + more > all) return false;
          held.set(actorKey, own);
          total += more;
          bytes += more;
          return true;
        },
        release: () => {
          const left = (held.get(actorKey) ?? 0) - bytes;
          if (left > 0) held.set(actorKey, left);
          else held.delete(actorKey);
          total -= bytes;
          bytes = 0;
        },
      };
    },
  };
}
