import assert from 'node:assert/strict';
import { test } from 'node:test';
import { randomFrom } from '../../test/search/world.ts';
import {
  type TermExpression,
  allOf,
  anyOf,
  everybody,
  everyContact,
  isEverybody,
  isMeant,
  lackedIn,
  nobody,
  without,
} from './term-expression.ts';

const words = ['a', 'b', 'c', 'd', 'e'];
/** Every contact that there can be, by the terms that it has. */
const contacts = Array.from({ length: 2 ** words.length }, (_, bits) => {
  return new Set([everyContact, ...words.filter((_word, at) => (bits >> at) % 2 === 1)]);
});
type Meant = ReadonlySet<ReadonlySet<string>>;
type Made = { expression: TermExpression; meant: Meant };

const random = randomFrom(21);

function made(depth: number): Made {
  const meant = (test: (contact: ReadonlySet<string>) => boolean): Meant =>
    new Set(contacts.filter(test));
  const kind =
    depth === 0 ? 'term' : random.one(['term', 'all', 'any', 'without', 'lacking', 'edge']);
  if (kind === 'term') {
    const term = random.one(words);
    return { expression: { term }, meant: meant((each) => each.has(term)) };
  }
  if (kind === 'edge') {
    return random.one([
      { expression: everybody, meant: new Set(contacts) },
      { expression: nobody, meant: new Set() },
    ]);
  }
  const parts = Array.from({ length: 1 + random.below(3) }, () => made(depth - 1));
  const [first, second = first] = parts;
  if (!first || !second) throw new Error('at least one');
  const expressions = parts.map(({ expression }) => expression);
  switch (kind) {
    case 'all':
      return {
        expression: allOf(expressions),
        meant: meant((each) => parts.every((part) => part.meant.has(each))),
      };
    case 'any':
      return {
        expression: anyOf(expressions),
        meant: meant((each) => parts.some((part) => part.meant.has(each))),
      };
    case 'without':
      return {
        expression: without(first.expression, second.expression),
        meant: meant((each) => first.meant.has(each) && !second.meant.has(each)),
      };
    default:
      return {
        expression: without(everybody, first.expression),
        meant: meant((each) => !first.meant.has(each)),
      };
  }
}

/** Whether everybody is asked for anywhere but at the very outside. */
function asksForEverybody(expression: TermExpression): boolean {
  if (expression === 'nobody') return false;
  if ('term' in expression) return isEverybody(expression);
  if ('among' in expression) return false;
  if ('without' in expression) {
    return asksForEverybody(expression.of) || asksForEverybody(expression.without);
  }
  return ('all' in expression ? expression.all : expression.any).some(asksForEverybody);
}

test('whatever is made of them, expressions mean whom they say', () => {
  for (let round = 0; round < 3000; round += 1) {
    const { expression, meant } = made(4);
    for (const contact of contacts) {
      assert.equal(isMeant(expression, contact), meant.has(contact), JSON.stringify(expression));
    }
  }
});

test('what contacts lack is said once, at the outside', () => {
  for (let round = 0; round < 3000; round += 1) {
    const { expression } = made(4);
    const inner = lackedIn(expression) ?? (isEverybody(expression) ? nobody : expression);
    assert.equal(asksForEverybody(inner), false, JSON.stringify(expression));
  }
});
