/** One word that a contact has in the index. */
export type Term = string;

/** Of every live contact. */
export const everyContact: Term = '*';

/** Which contacts are meant, by the terms that they have. */
export type TermExpression =
  | { term: Term }
  | { all: readonly TermExpression[] }
  | { any: readonly TermExpression[] }
  | { of: TermExpression; without: TermExpression }
  | 'nobody';

export const everybody: TermExpression = { term: everyContact };
export const nobody: TermExpression = 'nobody';

export function isEverybody(expression: TermExpression): boolean {
  return expression !== 'nobody' && 'term' in expression && expression.term === everyContact;
}

export function allOf(expressions: readonly TermExpression[]): TermExpression {
  const parts = expressions
    .flatMap((each) => (each !== 'nobody' && 'all' in each ? each.all : [each]))
    .filter((each) => !isEverybody(each));
  if (parts.includes(nobody)) return nobody;
  const [first, ...rest] = parts;
  if (!first) return everybody;
  return rest.length === 0 ? first : { all: parts };
}

export function anyOf(expressions: readonly TermExpression[]): TermExpression {
  const parts = expressions
    .flatMap((each) => (each !== 'nobody' && 'any' in each ? each.any : [each]))
    .filter((each) => each !== nobody);
  if (parts.some(isEverybody)) return everybody;
  const [first, ...rest] = parts;
  if (!first) return nobody;
  return rest.length === 0 ? first : { any: parts };
}

export function without(of: TermExpression, removed: TermExpression): TermExpression {
  if (of === nobody || isEverybody(removed)) return nobody;
  return removed === nobody ? of : { of, without: removed };
}

export function terms(list: readonly Term[]): TermExpression {
  return anyOf(list.map((term) => ({ term })));
}

/** How many terms are looked at. */
export function sizeOf(expression: TermExpression): number {
  if (expression === 'nobody') return 0;
  if ('term' in expression) return 1;
  if ('without' in expression) return sizeOf(expression.of) + sizeOf(expression.without);
  const parts = 'all' in expression ? expression.all : expression.any;
  return parts.reduce((sum, each) => sum + sizeOf(each), 0);
}

/** Whether a contact with these terms is meant. */
export function isMeant(expression: TermExpression, has: ReadonlySet<Term>): boolean {
  if (expression === 'nobody') return false;
  if ('term' in expression) return has.has(expression.term);
  if ('all' in expression) return expression.all.every((each) => isMeant(each, has));
  if ('any' in expression) return expression.any.some((each) => isMeant(each, has));
  return isMeant(expression.of, has) && !isMeant(expression.without, has);
}
