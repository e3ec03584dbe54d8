/** Where a page of any list ends, however many records were asked for; one alone is always sent. */
export const pageBytes = 8 * 1024 * 1024;

/** `full`: its bytes ended it, not its limit. `more`: another record follows. */
export type Filled<R> = { rows: R[]; more: boolean; full: boolean };

/** Takes the records of a page one by one; `take` says whether the next is wanted, too. */
export function fillPage<R>(
  limit: number,
  bytesOf: (row: R) => number,
): { take(row: R): boolean; filled(): Filled<R> } {
  const page: Filled<R> = { rows: [], more: false, full: false };
  let sum = 0;
  return {
    take: (row) => {
      page.more = page.rows.length === limit;
      if (page.more) return false;
      sum += bytesOf(row);
      page.full = page.rows.length > 0 && sum > pageBytes;
      page.more = page.full;
      if (page.full) return false;
      page.rows.push(row);
      return true;
    },
    filled: () => page,
  };
}

/** How many of the first sizes fit into a page together; one alone always does. */
export function countWithin(sizes: readonly number[], limitBytes = pageBytes): number {
  let sum = 0;
  const over = sizes.findIndex((size, at) => {
    sum += size;
    return at > 0 && sum > limitBytes;
  });
  return over < 0 ? sizes.length : over;
}

/** Where the page after so many begins, when each ends at its limit or where it is full. */
export function startOfPage(sizes: readonly number[], limit: number, pagesBefore: number): number {
  let start = 0;
  for (let page = 0; page < pagesBefore && start < sizes.length; page += 1) {
    start += countWithin(sizes.slice(start, start + limit));
  }
  return start;
}

/** The bytes that a text takes in JSON. */
export function jsonBytes(text: string | null): number {
  return text === null ? 4 : Buffer.byteLength(JSON.stringify(text));
}

/** For who would take a short page for the last one. */
export function fullWarning(
  kind: string,
  { rows, full }: Filled<unknown>,
  next: string,
): readonly string[] {
  return full ? [`${rows.length} ${kind} fill a reply; ${next} reads the rest`] : [];
}

/** Where the page after this one begins. */
export function skipBeyond(skip: number, { rows }: Filled<unknown>): string {
  return `skip=${skip + rows.length}`;
}
