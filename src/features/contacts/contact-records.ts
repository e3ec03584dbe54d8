import { errors } from '../../errors/catalogue.ts';
import { countWithin } from '../../lib/count-within.ts';
import { decodeCursor, encodeCursor } from '../../lib/cursor.ts';

/** A page of the notes or tasks of a contact. */
export type RecordPage<R> = { rows: R[]; total: number; more: boolean };

/** How many of a contact's records one reply holds: clients that know no pages get all of most. */
export const recordLimits = { fallback: 1000, maximum: 1000 };

/** Where a page ends, however many records were asked for; one alone is always sent. */
export const pageBytes = 8 * 1024 * 1024;

/** How many records of these sizes make a page. */
export function fittingPage(sizes: readonly number[]): number {
  return countWithin(sizes, pageBytes);
}

/** How many of the rows of these sizes, one more than asked for, make the page. */
export function pageOf(sizes: readonly number[], limit: number): { count: number; more: boolean } {
  const count = fittingPage(sizes.slice(0, limit));
  return { count, more: sizes.length > count };
}

/** The opaque cursor of a record: what its list is ordered by. */
export function recordCursor(...place: readonly number[]): string {
  return encodeCursor({ r: place });
}

/** What `recordCursor` was given; throws `validation_failed`. */
export function placeAfter(cursor: string, length: number): number[] {
  const decoded = decodeCursor(cursor);
  const place: unknown =
    typeof decoded === 'object' && decoded !== null && 'r' in decoded ? decoded.r : undefined;
  if (!Array.isArray(place) || place.length !== length || !place.every(Number.isSafeInteger)) {
    const message = 'after must be a cursor that this server returned';
    throw errors.validationFailed([{ field: 'after', message }]);
  }
  return place.map(Number);
}

/** For who asked for no page and gets no more than one. */
export function cutWarning(
  kind: string,
  { rows, total, more }: RecordPage<unknown>,
): readonly string[] {
  return more ? [`${rows.length} of ${total} ${kind} are returned; after reads the rest`] : [];
}
