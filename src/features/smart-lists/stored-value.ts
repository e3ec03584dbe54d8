/** A value as the database has it: of JSON, true is 1, and a list or object is its text. */
export type Stored = string | number | null;

export function storedOf(value: unknown): Stored {
  if (value === undefined || value === null) return null;
  if (typeof value === 'string' || typeof value === 'number') return value;
  if (typeof value === 'boolean') return value ? 1 : 0;
  return JSON.stringify(value);
}

/** Numbers come before texts, which go by code points: JavaScript compares by halves of surrogate pairs. */
export function compareStored(one: string | number, other: string | number): number {
  if (typeof one === 'number') return typeof other === 'number' ? one - other : -1;
  if (typeof other === 'number') return 1;
  return Buffer.compare(Buffer.from(one), Buffer.from(other));
}
