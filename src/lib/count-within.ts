/** How many of the first sizes fit into a limit together; one alone always does. */
export function countWithin(sizes: readonly number[], limitBytes: number): number {
  let sum = 0;
  const over = sizes.findIndex((size, at) => {
    sum += size;
    return at > 0 && sum > limitBytes;
  });
  return over < 0 ? sizes.length : over;
}
