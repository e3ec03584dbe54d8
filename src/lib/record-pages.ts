import { errors } from '../errors/catalogue.ts';
import type { Filled } from './page-bytes.ts';
import { decodeCursor, encodeCursor } from './cursor.ts';

/** A page of the notes or tasks of a contact. */
export type RecordPage<R> = Filled<R> & { total: number };

/** How many of a contact's records one reply holds: clients that know no pages get all of most. */
export const recordLimits = { fallback: 1000, maximum: 1000 };

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
