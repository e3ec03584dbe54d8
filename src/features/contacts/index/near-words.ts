import type { Executor } from '../../../storage/engine.ts';
import { type Term, anyOf, terms as anyTerm, nobody } from '../../../storage/term-expression.ts';
import { selectKnownTerms, selectTermsBegunBy } from './index.store.ts';
import type { Bounds } from './ranges.ts';
import * as terms from './terms.ts';
import { partsOfText } from './text-parts.ts';

/** Places in the list of words that are looked at for one word. */
export const mostPlaces = 1500;
/** Words that are near one. */
export const mostNear = 200;

/**
 * Contacts that have a word nearly: for certain by the words of the location that are one slip away, where there are
 * not too many. Else who may: a slip leaves one half of a word as it is, or swaps the two letters in its middle.
 */
export async function nearBounds(
  of: { reader: Executor; locationNo: number },
  word: string,
  { places, near } = { places: mostPlaces, near: mostNear },
): Promise<Bounds> {
  const signs = [...word];
  const written = await wordsAround(of, signs, places);
  const found = written && (await selectKnownTerms(of.reader, of.locationNo, written));
  if (found && found.length <= near) {
    const exact = anyTerm(found);
    return { upper: exact, lower: exact };
  }
  const half = Math.floor(signs.length / 2);
  const begins = terms.beginningAsTerm(signs.slice(0, half).join(''));
  const ends = partsOfText(signs.slice(half).join(''));
  const swapped = terms.textWord(withSwapped(signs, half - 1).join(''));
  return { upper: anyOf([{ term: begins }, ends, { term: swapped }]), lower: nobody };
}

function withSwapped(signs: readonly string[], at: number): string[] {
  const [one = '', other = ''] = signs.slice(at);
  return [...signs.slice(0, at), other, one, ...signs.slice(at + 2)];
}

/**
 * Words that a slip can have made of one: at each place of it only the signs that a word of the location has there.
 * Undefined where there are too many places to look at.
 */
async function wordsAround(
  { reader, locationNo }: { reader: Executor; locationNo: number },
  signs: readonly string[],
  places: number,
): Promise<Term[] | undefined> {
  const found = new Set<string>();
  let looked = 0;
  for (let at = 0; at <= signs.length; at += 1) {
    const beginning = signs.slice(0, at).join('');
    const rest = (from: number): string => signs.slice(from).join('');
    let isBegun = false;
    for (let from = beginning; ; looked += 1) {
      if (looked >= places) return undefined;
      const [word] = await selectTermsBegunBy(reader, locationNo, terms.textWords, {
        from,
        limit: 1,
      });
      if (!word?.startsWith(beginning)) break;
      isBegun = true;
      const [sign = ''] = word.slice(beginning.length);
      found.add(beginning + sign + rest(at + 1));
      if (sign !== '') found.add(beginning + sign + rest(at));
      if (sign === signs[at + 1]) {
        found.add(beginning + rest(at + 1));
        found.add(withSwapped(signs, at).join(''));
      }
      from = beginning + (sign === '' ? ' ' : sign + lastSign);
    }
    if (!isBegun) break;
  }
  return [...found].map(terms.textWord);
}

/** Behind every sign that a word can have. */
const lastSign = '\u{10ffff}';
