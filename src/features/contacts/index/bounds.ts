import {
  type TermExpression,
  allOf,
  anyOf,
  everybody,
  nobody,
  without,
} from '../../../storage/term-expression.ts';
import type { Bounds } from './ranges.ts';

/** What terms say all of. */
export function exactly(expression: TermExpression): Bounds {
  return { upper: expression, lower: expression };
}

export function atMost(upper: TermExpression): Bounds {
  return { upper, lower: nobody };
}

function isExact({ upper, lower }: Bounds): boolean {
  return upper === lower;
}

export function every(bounds: readonly Bounds[]): Bounds {
  const upper = allOf(bounds.map((each) => each.upper));
  return bounds.every(isExact)
    ? exactly(upper)
    : { upper, lower: allOf(bounds.map((each) => each.lower)) };
}

export function some(bounds: readonly Bounds[]): Bounds {
  const upper = anyOf(bounds.map((each) => each.upper));
  return bounds.every(isExact)
    ? exactly(upper)
    : { upper, lower: anyOf(bounds.map((each) => each.lower)) };
}

export function not({ upper, lower }: Bounds): Bounds {
  const rest = without(everybody, upper);
  return { lower: rest, upper: upper === lower ? rest : without(everybody, lower) };
}
