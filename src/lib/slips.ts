import { wordsOf } from './grams.ts';

/** Signs of words that are found with a slip; in shorter ones a slip makes another word too often. */
export const shortestForgiven = 5;
export const longestForgiven = 30;

/** Whether a slip is looked for in it: letters alone, of which there are neither too few nor too many. */
export function isForgiven(word: string): boolean {
  const signs = [...word].length;
  return /^\p{L}+$/u.test(word) && signs >= shortestForgiven && signs <= longestForgiven;
}

/** Whether two words are the same but for one sign that is missing, added or changed, or two neighbours swapped. */
export function isNearly(one: string, other: string): boolean {
  const [short, long] = [[...one], [...other]].toSorted((a, b) => a.length - b.length);
  if (!short || !long || long.length - short.length > 1) return false;
  let from = 0;
  while (from < short.length && short[from] === long[from]) from += 1;
  const isSame = (fromShort: number, fromLong: number): boolean =>
    short.slice(fromShort).join('') === long.slice(fromLong).join('');
  if (short.length < long.length) return isSame(from, from + 1);
  const isSwapped = short[from] === long[from + 1] && short[from + 1] === long[from];
  return isSame(from + 1, from + 1) || (isSwapped && isSame(from + 2, from + 2));
}

/** Whether a folded text has a word that is nearly this one. */
export function holdsNearly(text: string, word: string): boolean {
  return wordsOf(text).some((each) => isNearly(each, word));
}
