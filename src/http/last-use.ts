export type LastUses = {
  note(integrationNo: number, at: number): void;
  /** What was noted since the last call. */
  take(): { no: number; at: number }[];
};

/** Collects last uses in memory: one write for many requests. */
export function createLastUses(): LastUses {
  let noted = new Map<number, number>();
  return {
    note: (integrationNo, at) => void noted.set(integrationNo, at),
    take: () => {
      const taken = [...noted].map(([no, at]) => ({ no, at }));
      noted = new Map();
      return taken;
    },
  };
}
