import { after, before, test } from 'node:test';
import { operations } from '../../contract/operations.ts';
import { type Range, openRange } from '../support/fuzz-range.ts';
import {
  type BodyRecipe,
  type Recipe,
  inserted,
  insertions,
  propertiesOf,
} from '../support/shots.ts';
import { assertSound } from '../support/soundness.ts';

let range: Range;
before(async () => {
  range = await openRange();
});
after(() => range.close());

/** Values that fields of any type meet sooner or later. */
const values: readonly unknown[] = [
  null,
  true,
  0,
  -1,
  1.5,
  1e308,
  8_640_000_000_000_001,
  '',
  ' ',
  '0',
  'a\u0000b',
  '\udc00',
  '\u2028\u202e',
  'x'.repeat(300),
  'x'.repeat(20_000),
  '1'.repeat(60),
  // One sign that folds to eighteen, in four words; and more words than a search takes.
  '\ufdfa'.repeat(200),
  'a b c d e '.repeat(50),
  Array.from({ length: 200 }, (_, each) => each.toString(36)).join(' '),
  '9999-99-99',
  '+0',
  '__proto__',
  [],
  [null],
  ['x', 1],
  {},
  { all: null },
  { __proto__: null, constructor: { prototype: 1 } },
];

/** Of each kind one. */
const few: readonly unknown[] = [
  null,
  1.5,
  'a\u0000b',
  'x'.repeat(20_000),
  ['x', 1],
  { all: null },
];

/**
 * Fields of one name and schema are read by the same code: the first operation that has one is sent every
 * value, the others a few, unless every one is asked for.
 */
const isEvery = process.env['EVERY_FIELD'] !== undefined;
const tried = new Set<string>();
function valuesFor(...field: unknown[]): readonly unknown[] {
  const key = JSON.stringify(field);
  const isKnown = tried.has(key);
  tried.add(key);
  return isEvery || !isKnown ? values : few;
}

const plain: Omit<Recipe, 'compatibility' | 'body'> = {
  params: [],
  suffix: '',
  query: [],
  headers: [],
};
const sampled: BodyRecipe = { kind: 'as sampled' };

const textsOf = (all: readonly unknown[]): string[] =>
  all.filter((each) => typeof each === 'string').filter(({ length }) => length < 1000);

for (const operation of operations) {
  test(`each field of ${operation.id} is answered in order for each troublesome value`, async () => {
    const fire = await range.aimAt(operation);
    for (const compatibility of ['documented', 'observed'] as const) {
      for (const [name, schema] of propertiesOf(operation.body ?? operation.form)) {
        for (const value of valuesFor(compatibility, name, schema)) {
          const body: BodyRecipe = { kind: 'edited', edits: [{ name, value }] };
          await fire({ ...plain, compatibility, body });
        }
      }
      if (!operation.body) continue;
      for (const put of insertions) await fire({ ...plain, compatibility, body: inserted(put) });
    }
    const inAddress = { ...plain, compatibility: 'documented', body: sampled } as const;
    for (const [name, schema] of propertiesOf(operation.query)) {
      for (const text of textsOf(valuesFor('query', name, schema))) {
        await fire({ ...inAddress, query: [[name, text]] });
      }
    }
    for (const [, name = ''] of operation.path.matchAll(/\{(\w+)\}/g)) {
      for (const text of textsOf(values)) await fire({ ...inAddress, params: [[name, text]] });
    }
  });
}

test('after all of it the database is sound', () => assertSound(range.server.databasePath));
