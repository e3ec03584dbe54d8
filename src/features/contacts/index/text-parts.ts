import { gramsOfPart } from '../../../lib/grams.ts';
import { type TermExpression, allOf } from '../../../storage/term-expression.ts';
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
