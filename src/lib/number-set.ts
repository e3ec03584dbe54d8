/** Whole numbers from 0 to a last one: a bit each. */
export type NumberSet = { add(no: number): void; has(no: number): boolean };

export function numberSetOf(nos: readonly number[], last: number): NumberSet {
  const set = createNumberSet(last);
  for (const no of nos) set.add(no);
  return set;
}

export function createNumberSet(last: number): NumberSet {
  const bits = new Uint32Array((last >>> 5) + 1);
  return {
    add: (no) => {
      const at = no >>> 5;
      bits[at] = (bits[at] ?? 0) | (1 << (no & 31));
    },
    has: (no) => ((bits[no >>> 5] ?? 0) & (1 << (no & 31))) !== 0,
  };
}
