export type LastUses = {
  /** Of an integration, or of a session, by its number. */
  note(no: number, at: number): void;
  /** What was noted since the last call. */
  take(): { no: number; at: number }[];
  /** What could not be written stays noted, unless a later use was. */
  giveBack(uses: readonly { no: number; at: number }[]): void;
};

/** Collects last uses in memory: one write for many requests. */
export function createLastUses(): LastUses {
  let noted = new Map<number, number>();
  return {
    note: (no, at) => void noted.set(no, at),
    take: () => {
      const taken = [...noted].map(([no, at]) => ({ no, at }));
      noted = new Map();
      return taken;
    },
    giveBack: (uses) => {
      for (const { no, at } of uses) if (!noted.has(no)) noted.set(no, at);
    },
  };
}
