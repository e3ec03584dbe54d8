import type { Reader } from '../../../storage/engine.ts';
import type { Of } from './meant-by.ts';
import type { Match } from './search-contacts.store.ts';

/** Of one connection, together. */
const mostKeptNumbers = 500_000;
const mostKept = 500;
/** What a contact in its order takes, with what it is ordered by. */
const asNumbers = 20;

type Found = {
  total: number;
  nos?: readonly number[];
  further?: readonly number[];
  matches?: readonly Match[];
};
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
  const { nos = [], further = [], matches = [] } = found;
  const numbers = key.length + nos.length + further.length + matches.length * asNumbers;
  if (of.found.size >= mostKept || of.numbers + numbers > mostKeptNumbers) {
    of.found.clear();
    of.numbers = 0;
  }
  if (numbers > mostKeptNumbers || reader.version() !== version) return found;
  of.found.set(key, found);
  of.numbers += numbers;
  return found;
}
