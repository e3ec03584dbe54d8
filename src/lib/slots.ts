/** Objects that come and go, each by the number of its slot. */
export type Slots<T> = {
  add(item: T): number;
  /** What was there, which goes. */
  take(slot: number): T | undefined;
  takeAll(): T[];
  readonly size: number;
  [Symbol.iterator](): Iterator<T>;
};

/**
 * For what every request passes through. A Map or Set grows a new table every few dozen items, and
 * each outgrown table keeps its successor, with all that is in it, alive until the whole heap is
 * collected; an array is written over.
 */
export function createSlots<T extends object>(): Slots<T> {
  const items: (T | undefined)[] = [];
  const free: number[] = [];
  return {
    add: (item) => {
      const slot = free.pop() ?? items.length;
      items[slot] = item;
      return slot;
    },
    take: (slot) => {
      const item = items[slot];
      if (item === undefined) return undefined;
      items[slot] = undefined;
      free.push(slot);
      return item;
    },
    takeAll: () => {
      const all = items.filter((item) => item !== undefined);
      items.length = 0;
      free.length = 0;
      return all;
    },
    get size() {
      return items.length - free.length;
    },
    *[Symbol.iterator]() {
      for (const item of items) if (item !== undefined) yield item;
    },
  };
}
