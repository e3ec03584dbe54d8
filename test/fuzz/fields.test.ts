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

const plain: Omit<Recipe, 'compatibility' | 'body'> = {
  params: [],
  suffix: '',
  query: [],
  headers: [],
};
const sampled: BodyRecipe = { kind: 'as sampled' };

for (const operation of operations) {
  test(`each field of ${operation.id} is answered in order for each troublesome value`, async () => {
    const fire = await range.aimAt(operation);
    const bodies: BodyRecipe[] = propertiesOf(operation.body ?? operation.form).flatMap(([name]) =>
      values.map((value): BodyRecipe => ({ kind: 'edited', edits: [{ name, value }] })),
    );
    for (const compatibility of ['documented', 'observed'] as const) {
      for (const body of bodies) await fire({ ...plain, compatibility, body });
      if (!operation.body) continue;
      for (const put of insertions) await fire({ ...plain, compatibility, body: inserted(put) });
    }
    const texts = values.filter((value) => typeof value === 'string');
    const params = [...operation.path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
    for (const text of texts.filter((each) => each.length < 1000)) {
      for (const [name] of propertiesOf(operation.query)) {
        await fire({ ...plain, compatibility: 'documented', body: sampled, query: [[name, text]] });
      }
      for (const name of params) {
        await fire({
          ...plain,
          compatibility: 'documented',
          body: sampled,
          params: [[name, text]],
        });
      }
    }
  });
}

test('after all of it the database is sound', () => assertSound(range.server.databasePath));
