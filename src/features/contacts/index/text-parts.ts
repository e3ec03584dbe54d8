import { gramLength, gramsOfPart, lengthOf } from '../../../lib/grams.ts';
import { type TermExpression, allOf, anyOf } from '../../../storage/term-expression.ts';
import * as terms from './terms.ts';

/** Of the parts that one text is told by. */
export const mostParts = 12;

export function chunksOf(text: string): string[] {
  return terms
    .words(text)
    .split(/\s+/)
    .filter((chunk) => chunk !== '');
}

/** Contacts in whose text is all that a part of it is made of. */
export function partsOfText(text: string): TermExpression {
  const parts = chunksOf(text).flatMap(gramsOfPart).slice(0, mostParts);
  return allOf(parts.map((gram) => ({ term: terms.textPart(gram) })));
}

/** Contacts in whose other texts, such as custom fields, it may be a part. */
export function otherPartsOf(text: string): TermExpression {
  const parts = chunksOf(text).flatMap(gramsOfPart);
  const long = parts.filter((part) => lengthOf(part) === gramLength).slice(0, mostParts);
  const grams = allOf(long.map((gram) => ({ term: terms.otherPart(gram) })));
  return anyOf([grams, { term: terms.cutShort }]);
}
