import { type Filled, countWithin } from '../lib/page-bytes.ts';

/**
 * A page of a list whose rows are read once their sizes are known. `written` is what a row takes in
 * the reply where that can be more than what is stored: escaped text has up to six times its bytes.
 */
export async function readPage<R>(
  limit: number,
  sizesOf: (limit: number) => Promise<readonly number[]>,
  rowsOf: (limit: number) => Promise<R[]>,
  written?: (row: R) => number,
): Promise<Filled<R>> {
  const sizes = await sizesOf(limit + 1);
  const fitting = countWithin(sizes.slice(0, limit));
  const read = await rowsOf(fitting);
  const rows = written ? read.slice(0, countWithin(read.map(written))) : read;
  return {
    rows,
    more: sizes.length > rows.length,
    full: rows.length < Math.min(limit, sizes.length),
  };
}
