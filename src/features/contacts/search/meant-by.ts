import type { Reader } from '../../../storage/engine.ts';
import {
  type TermExpression,
  anyOf,
  everybody,
  isEverybody,
  lackedIn,
  without,
} from '../../../storage/term-expression.ts';
import { type Span, countMeant, selectMeant } from '../index/index.store.ts';

/** Where is searched: so many live contacts, whether the index has all of them. */
export type Of = {
  reader: Reader;
  locationNo: number;
  contacts: number;
  /** The numbers of all contacts. */
  whole: Span;
  isIndexed: boolean;
  /** So many that are meant are known by their numbers: of more the index is asked again for what is needed of them. */
  known: number;
};

/** Who meets a condition: all that are meant by terms, and further ones that were looked up. */
export type Members = {
  meant: TermExpression;
  /** The numbers of those that are meant, where they are few enough to be known. */
  nos?: readonly number[];
  further: readonly number[];
  total: number;
  /** About how many are meant, where the total is not counted to its end. */
  about: number;
};
/** Those that are meant by terms, and by nothing else. */
type Meant = Pick<Members, 'nos' | 'total' | 'about'>;

/** All of a small location; of a large one as many as are read in a few milliseconds. */
export function knownOf(contacts: number): number {
  return contacts <= smallLocation ? contacts : Math.min(smallLocation, contacts / 50);
}

const smallLocation = 50_000;
/** Such a part of the numbers at either end tells about how many are meant in all. */
const sampled = 32;

/** Who is meant by terms: counted up to `most`, where they are not known by their numbers. */
export async function meantBy(of: Of, expression: TermExpression, most?: number): Promise<Meant> {
  const { reader, locationNo, contacts, whole } = of;
  if (isEverybody(expression)) return counted(contacts);
  const lacked = lackedIn(expression);
  if (lacked) return counted(contacts - (await meantBy(of, lacked)).total);
  const about = await estimated(of, expression);
  if (about <= of.known) {
    const nos = await selectMeant(reader, locationNo, expression, whole);
    return { nos, ...counted(nos.length) };
  }
  if (most === undefined) return counted(await countMany(of, expression));
  const total = await countMeant(reader, locationNo, expression, whole, most);
  return { total, about: Math.max(total, about) };
}

function counted(total: number): Meant {
  return { total, about: total };
}

/** By a part of the numbers. */
async function estimated(of: Of, expression: TermExpression): Promise<number> {
  const { reader, locationNo, contacts, whole } = of;
  if (contacts <= of.known) return contacts;
  const width = Math.floor((whole.to - whole.from) / sampled);
  const oldest = { ...whole, to: whole.from + width };
  const newest = { ...whole, from: whole.to - width };
  const found =
    (await countMeant(reader, locationNo, expression, oldest)) +
    (await countMeant(reader, locationNo, expression, newest));
  return (found * sampled) / 2;
}

/** Of so many terms each contact is held against all: dear where the first of them means most contacts. */
const manyTerms = 8;

async function countMany(of: Of, expression: TermExpression): Promise<number> {
  const { reader, locationNo, contacts, whole } = of;
  const isAny = expression !== 'nobody' && 'any' in expression;
  const [first, ...others] = isAny ? expression.any : [];
  if (!first || others.length < manyTerms) {
    return countMeant(reader, locationNo, expression, whole);
  }
  if ((await estimated(of, first)) < contacts / 2) {
    return countMeant(reader, locationNo, expression, whole);
  }
  // As it stands: few are left by the first, and only those are held against the others.
  const left = { of: without(everybody, first), without: anyOf(others) };
  return contacts - (await countMeant(reader, locationNo, left, whole));
}
