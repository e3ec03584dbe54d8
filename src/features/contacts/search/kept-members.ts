import type { Reader } from '../../../storage/engine.ts';
import type { Members, Of } from './meant-by.ts';

/** Of one connection, together. */
const mostKeptNumbers = 500_000;
const mostKept = 500;

type Found = Pick<Members, 'total'> & Partial<Members>;
type Kept = { version: number; found: Map<string, Found>; numbers: number };
const ofConnections = new WeakMap<Reader, Kept>();

/** What was found of late on a connection, for as long as nobody has committed anything. */
export async function kept<F extends Found>(
  { reader, locationNo, known }: Of,
  what: object,
  find: () => Promise<F>,
): Promise<F> {
  const version = reader.version();
  let of = ofConnections.get(reader);
  if (of?.version !== version) of = { version, found: new Map(), numbers: 0 };
  ofConnections.set(reader, of);
  const key = JSON.stringify([locationNo, known, what]);
  // Kept under what it was made of, by this function alone.
  const before = of.found.get(key) as F | undefined;
  if (before) return before;
  const found = await find();
  const numbers = key.length + (found.nos?.length ?? 0) + (found.further?.length ?? 0);
  if (of.found.size >= mostKept || of.numbers + numbers > mostKeptNumbers) {
    of.found.clear();
    of.numbers = 0;
  }
  if (numbers > mostKeptNumbers || reader.version() !== version) return found;
  of.found.set(key, found);
  of.numbers += numbers;
  return found;
}
