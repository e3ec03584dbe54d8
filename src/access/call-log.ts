/** A call of an integration, without anything that it said. */
export type LoggedCall = {
  integrationNo: number;
  locationNo: number;
  at: number;
  method: string;
  route: string;
  status: number;
};

export type CallLog = {
  note(call: LoggedCall): void;
  /** The next calls to write, the oldest first; none when there are none. */
  take(most: number): LoggedCall[];
};

/** So many are kept of an integration, in memory and in the database. */
export const mostCallsKept = 1000;
/** Of all integrations together, until they are written: some 2 MB. */
export const mostCallsWaiting = 20_000;

/**
 * Collects calls in memory: one write for many requests. Of an integration that calls more than is kept
 * between two writes the newest wait; beyond the bound of all what comes next is not noted.
 */
export function createCallLog(): CallLog {
  const waiting = new Map<number, LoggedCall[]>();
  let total = 0;
  return {
    note: (call) => {
      const calls = waiting.get(call.integrationNo) ?? [];
      if (total >= mostCallsWaiting && calls.length < mostCallsKept) return;
      calls.push(call);
      total += 1;
      // Cut now and then, so that each call costs the same.
      if (calls.length >= 2 * mostCallsKept) total -= calls.splice(0, mostCallsKept).length;
      waiting.set(call.integrationNo, calls);
    },
    take: (most) => {
      const taken: LoggedCall[] = [];
      for (const [integrationNo, calls] of waiting) {
        if (taken.length >= most) break;
        taken.push(...calls.splice(0, most - taken.length));
        if (calls.length === 0) waiting.delete(integrationNo);
      }
      total -= taken.length;
      return taken;
    },
  };
}
