/** One word that a contact has in the index. */
export type Term = string;

/** Of every live contact. */
export const everyContact: Term = '*';

/** Contacts by their numbers; `json` is the list of them. */
export type Listed = { nos: ReadonlySet<number>; json: string };

/** Which contacts are meant, by the terms that they have, or as those of a list. */
export type TermExpression =
  | { term: Term }
  | { among: Listed }
  | { all: readonly TermExpression[] }
  | { any: readonly TermExpression[] }
  | { of: TermExpression; without: TermExpression }
  | 'nobody';

export const everybody: TermExpression = { term: everyContact };
export const nobody: TermExpression = 'nobody';

export function isEverybody(expression: TermExpression): boolean {
  return expression !== 'nobody' && 'term' in expression && expression.term === everyContact;
}

/*
 * Made by these three an expression says `without` outside of `all`, and "everybody without" outside of all others:
 * what is looked through is what contacts have, not what they lack.
 */

export function allOf(expressions: readonly TermExpression[]): TermExpression {
  const parts = expressions
    .flatMap((each) => (each !== 'nobody' && 'all' in each ? each.all : [each]))
    .filter((each) => !isEverybody(each));
  if (parts.includes(nobody)) return nobody;
  const differences = parts.filter((each) => each !== 'nobody').filter((each) => 'without' in each);
  if (differences.length > 0) {
    const rest = parts.filter((each) => each === 'nobody' || !('without' in each));
    const of = allOf([...differences.map((each) => each.of), ...rest]);
    return without(of, anyOf(differences.map((each) => each.without)));
  }
  const [first, ...rest] = parts;
  if (!first) return everybody;
  return rest.length === 0 ? first : { all: parts };
}

export function anyOf(expressions: readonly TermExpression[]): TermExpression {
  const parts = expressions
    .flatMap((each) => (each !== 'nobody' && 'any' in each ? each.any : [each]))
    .filter((each) => each !== nobody);
  if (parts.some(isEverybody)) return everybody;
  const lacking = parts.flatMap((each) => lackedIn(each) ?? []);
  if (lacking.length > 0) {
    const having = parts.filter((each) => lackedIn(each) === undefined);
    return without(everybody, without(allOf(lacking), anyOf(having)));
  }
  const [first, ...rest] = parts;
  if (!first) return nobody;
  return rest.length === 0 ? first : { any: parts };
}

export function without(of: TermExpression, removed: TermExpression): TermExpression {
  if (of === nobody || isEverybody(removed)) return nobody;
  if (removed === nobody) return of;
  const left = lackedIn(removed);
  if (left) return allOf([of, left]);
  if (isDisjoint(of, removed)) return nobody;
  if (of !== 'nobody' && 'without' in of)
    return { of: of.of, without: anyOf([of.without, removed]) };
  return { of, without: removed };
}

/** Whether whoever is meant has one of the terms that are to be lacked. */
function isDisjoint(of: TermExpression, removed: TermExpression): boolean {
  const inner = of !== 'nobody' && 'without' in of ? of.of : of;
  const has = termsAmong(inner !== 'nobody' && 'all' in inner ? inner.all : [inner]);
  if (has.length === 0) return false;
  const lacks = termsAmong(removed !== 'nobody' && 'any' in removed ? removed.any : [removed]);
  return lacks.some((term) => has.includes(term));
}

function termsAmong(expressions: readonly TermExpression[]): Term[] {
  return expressions.flatMap((each) => (each !== 'nobody' && 'term' in each ? each.term : []));
}

/** What everybody lacks who is meant, where nothing else is asked for. */
export function lackedIn(expression: TermExpression): TermExpression | undefined {
  if (expression === 'nobody' || !('without' in expression)) return undefined;
  return isEverybody(expression.of) ? expression.without : undefined;
}

export function terms(list: readonly Term[]): TermExpression {
  return anyOf(list.map((term) => ({ term })));
}

/** How many terms are looked at. */
export function sizeOf(expression: TermExpression): number {
  if (expression === 'nobody') return 0;
  if ('term' in expression || 'among' in expression) return 1;
  if ('without' in expression) return sizeOf(expression.of) + sizeOf(expression.without);
  const parts = 'all' in expression ? expression.all : expression.any;
  return parts.reduce((sum, each) => sum + sizeOf(each), 0);
}

/** Whether a contact with these terms is meant. */
export function isMeant(expression: TermExpression, has: ReadonlySet<Term>): boolean {
  if (expression === 'nobody') return false;
  if ('term' in expression) return has.has(expression.term);
  if ('among' in expression) throw new Error('terms do not tell who is in a list');
  if ('all' in expression) return expression.all.every((each) => isMeant(each, has));
  if ('any' in expression) return expression.any.some((each) => isMeant(each, has));
  return isMeant(expression.of, has) && !isMeant(expression.without, has);
}

/** Terms alone, for the contacts that are in some lists and not in others. */
export type Divided = { terms: TermExpression; within: Listed[]; outside: Listed[] };

/** An expression as several by terms alone, no two of which mean one contact: one for each way to be in its lists. */
export function divided(expression: TermExpression): Divided[] {
  const list = firstList(expression);
  if (!list) return [{ terms: expression, within: [], outside: [] }];
  return [
    ...divided(assumed(expression, list, everybody)).map((each) => ({
      ...each,
      within: [list, ...each.within],
    })),
    ...divided(assumed(expression, list, nobody)).map((each) => ({
      ...each,
      outside: [list, ...each.outside],
    })),
  ].filter(({ terms: by }) => by !== nobody);
}

function partsOf(expression: TermExpression): readonly TermExpression[] {
  if (expression === 'nobody' || 'term' in expression || 'among' in expression) return [];
  if ('all' in expression) return expression.all;
  return 'any' in expression ? expression.any : [expression.of, expression.without];
}

function firstList(expression: TermExpression): Listed | undefined {
  if (expression !== 'nobody' && 'among' in expression) return expression.among;
  for (const part of partsOf(expression)) {
    const found = firstList(part);
    if (found) return found;
  }
  return undefined;
}

function assumed(expression: TermExpression, list: Listed, as: TermExpression): TermExpression {
  if (expression === 'nobody' || 'term' in expression) return expression;
  if ('among' in expression) return expression.among === list ? as : expression;
  const of = (each: TermExpression): TermExpression => assumed(each, list, as);
  if ('all' in expression) return allOf(expression.all.map(of));
  if ('any' in expression) return anyOf(expression.any.map(of));
  return without(of(expression.of), of(expression.without));
}
