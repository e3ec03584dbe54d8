/** Numbers that look random and are the same for the same seed and place. */
export type Random = {
  /** From 0 to under 1. */
  next(): number;
  chance(share: number): boolean;
  /** A whole number from 0 to under the bound. */
  below(bound: number): number;
  pick<T>(list: readonly T[]): T;
  /** The first ones often, the last ones rarely. */
  pickSkewed<T>(list: readonly T[]): T;
};

const skew = 2;

/** Mulberry32, begun anew for each place: what one takes changes no other. */
export function createRandom(seed: number, place: number): Random {
  let state = mixed(mixed(seed) ^ place);
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    return mixed(state) / 2 ** 32;
  };
  const at = <T>(list: readonly T[], index: number): T => {
    const found = list[index];
    if (found === undefined) throw new Error('nothing to pick from');
    return found;
  };
  return {
    next,
    chance: (share) => next() < share,
    below: (bound) => Math.floor(next() * bound),
    pick: (list) => at(list, Math.floor(next() * list.length)),
    pickSkewed: (list) => at(list, Math.floor(next() ** skew * list.length)),
  };
}

function mixed(value: number): number {
  let bits = value | 0;
  bits = Math.imul(bits ^ (bits >>> 15), bits | 1);
  bits ^= bits + Math.imul(bits ^ (bits >>> 7), bits | 61);
  return (bits ^ (bits >>> 14)) >>> 0;
}
