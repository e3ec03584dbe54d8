import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { type Expression, type RawBuilder, sql } from 'kysely';
import { temporaryDatabase } from '../../test/support/temporary.ts';
import { foldText } from '../lib/text.ts';
import {
  byteLength,
  charLength,
  columnsOfTablesWith,
  foldedText,
  greater,
  holdsText,
  holdsWordNearly,
  isText,
  itemRows,
  itemRowsAt,
  itemsOf,
  listOf,
  memberNumber,
  memberText,
  memberValues,
  notIndexed,
  orElse,
  sameOrNull,
  smallLetters,
  spacedAt,
  stillWanted,
  tableReferences,
  trimmed,
  valueAt,
} from './dialect.ts';
import { type Connection, openConnection } from './sqlite/connection.ts';
import { addFunctions } from './sqlite/functions.ts';

/** What every engine must answer alike. */
type Engine = Connection & { answerTo(expression: Expression<unknown>): Promise<unknown> };

function open(t: TestContext): Engine {
  const connection = openConnection(temporaryDatabase(t), 'write');
  t.after(() => connection.close());
  const answerTo = async (expression: Expression<unknown>): Promise<unknown> => {
    const { rows } = await sql<{ value: unknown }>`select ${expression} as value`.execute(
      connection.db,
    );
    return rows[0]?.value;
  };
  return { ...connection, answerTo };
}

/** A value of the statement, and not a column of this name. */
const given = (value: unknown): RawBuilder<unknown> => sql`${value}`;

const awkward = ['', ' ', "it's", '"', '\\', '%_*?', 'a\nb', 'é', 'e\u0301', 'ß', '🜁', '$.a', '[]'];

test('a statement goes on while it is wanted, and ends where it is not', async (t) => {
  const engine = open(t);
  assert.equal(await engine.answerTo(stillWanted()), 1);
  addFunctions(engine.database, () => {
    throw new Error('enough');
  });
  await assert.rejects(engine.answerTo(stillWanted()), /enough/);
});

test('a text has a word nearly where one slip makes it another, and what is no text has none', async (t) => {
  const engine = open(t);
  const nearly = (text: unknown, word: string): Promise<unknown> =>
    engine.answerTo(holdsWordNearly(given(text), word));
  assert.equal(await nearly('ann archer', 'acrher'), 1);
  assert.equal(await nearly('ann archer', 'rcher'), 1);
  assert.equal(await nearly('ann archer', 'marchers'), 0);
  assert.equal(await nearly(null, 'archer'), 0);
  addFunctions(engine.database, () => {
    throw new Error('enough');
  });
  await assert.rejects(nearly('ann archer', 'archer'), /enough/);
});

test('the items of a list are those that were put in, an empty one has none', async (t) => {
  const engine = open(t);
  const isIn = (value: unknown, list: unknown[]): Promise<unknown> =>
    engine.answerTo(sql`${value} in ${itemsOf(JSON.stringify(list))}`);
  for (const each of awkward) {
    assert.equal(await isIn(each, ['other', each]), 1, JSON.stringify(each));
    assert.equal(
      await isIn(each, [`${each}x`, each.toUpperCase() || 'x', 0]),
      each === each.toUpperCase() && each !== '' ? 1 : 0,
    );
    assert.equal(await isIn(each, []), 0);
  }
  assert.equal(await isIn(2, [1, 2]), 1);
  assert.equal(await isIn(2, ['2']), 0);
});

test('the rows of a list have the places of its items', async (t) => {
  const { db } = open(t);
  const rowsOf = (list: unknown[]) =>
    db
      .selectFrom(itemRows<unknown>(JSON.stringify(list)))
      .select(['item.key', 'item.value'])
      .orderBy('item.key')
      .execute();
  assert.deepEqual(
    (await rowsOf([...awkward, null, 7, 7])).map(({ value }) => value),
    [...awkward, null, 7, 7],
  );
  assert.deepEqual(
    (await rowsOf(['b', 'a'])).map(({ key }) => key),
    [0, 1],
  );
  assert.deepEqual(await rowsOf([]), []);
});

test('a list within an object has rows, and none where it is empty or absent', async (t) => {
  const { db } = open(t);
  const json = JSON.stringify({ list: awkward, empty: [], in: { 'a.b': [1] } });
  const valuesAt = async (...path: string[]): Promise<unknown[]> => {
    const items = itemRowsAt<unknown>(given(json), ...path);
    const rows = await db.selectFrom(items).select('item.value').orderBy('item.key').execute();
    return rows.map(({ value }) => value);
  };
  assert.deepEqual(await valuesAt('list'), awkward);
  assert.deepEqual(await valuesAt('in', 'a.b'), [1]);
  assert.deepEqual(await valuesAt('empty'), []);
  assert.deepEqual(await valuesAt('absent'), []);
});

test('a member of an item is its text, null where the item has none', async (t) => {
  const { db } = open(t);
  const list = JSON.stringify([...awkward.map((name) => ({ name })), { name: null }, {}]);
  const rows = await db
    .selectFrom(itemRows<string>(list))
    .select(memberText('name').as('name'))
    .orderBy('item.key')
    .execute();
  assert.deepEqual(
    rows.map(({ name }) => name),
    [...awkward, null, null],
  );
});

test('a member of an item is its number, whole or not, null where the item has none', async (t) => {
  const { db } = open(t);
  const numbers = [0, -1, 1.5, Number.MAX_SAFE_INTEGER];
  const list = JSON.stringify([...numbers.map((no) => ({ no })), { no: null }, {}]);
  const rows = await db
    .selectFrom(itemRows<string>(list))
    .select(memberNumber('no').as('no'))
    .orderBy('item.key')
    .execute();
  assert.deepEqual(
    rows.map(({ no }) => no),
    [...numbers, null, null],
  );
});

test('what a member holds is each of its list, or the value itself', async (t) => {
  const { db } = open(t);
  const valuesOf = async (held: unknown, ...path: string[]): Promise<unknown[]> => {
    const { joined, value } = memberValues(...path);
    const { rows } = await sql<{ value: unknown }>`
      select ${value} as value from ${itemRows(JSON.stringify([held]))} ${joined}`.execute(db);
    return rows.map((each) => each.value);
  };
  assert.deepEqual(await valuesOf({ value: awkward }, 'value'), awkward);
  assert.deepEqual(await valuesOf({ value: "it's" }, 'value'), ["it's"]);
  assert.deepEqual(await valuesOf({ value: '[1]' }, 'value'), ['[1]']);
  assert.deepEqual(await valuesOf({ value: 2.5 }, 'value'), [2.5]);
  assert.deepEqual(await valuesOf({ value: { 'two words': ['a', 'b'] } }, 'value', 'two words'), [
    'a',
    'b',
  ]);
  assert.deepEqual(await valuesOf({ value: { one: 'a' } }, 'value', 'o"n\\e'), ['a']);
  // One that is empty is there, one that is absent is null.
  assert.deepEqual(await valuesOf({ value: [] }, 'value'), ['[]']);
  assert.deepEqual(await valuesOf({}, 'value'), [null]);
});

test('a value of an object is text, number, 0 or 1, JSON of a list, or null', async (t) => {
  const engine = open(t);
  const object = { no: 2.5, yes: true, not: false, none: null, list: [1, 'a'], in: { deep: 'x' } };
  const at = (of: object, ...path: string[]): Promise<unknown> =>
    engine.answerTo(valueAt(given(JSON.stringify(of)), ...path));
  for (const each of awkward) assert.equal(await at({ name: each }, 'name'), each);
  for (const name of ["o'clock", 'a.b', '$', 'é', 'a b', '0'])
    assert.equal(await at({ [name]: 1 }, name), 1);
  assert.equal(await at(object, 'no'), 2.5);
  assert.equal(await at(object, 'yes'), 1);
  assert.equal(await at(object, 'not'), 0);
  assert.equal(await at(object, 'none'), null);
  assert.equal(await at(object, 'absent'), null);
  assert.equal(await at(object, 'list'), '[1,"a"]');
  assert.equal(await at(object, 'in', 'deep'), 'x');
  assert.equal(
    await engine.answerTo(sql`'<' || ${valueAt(given('{"a":"b"}'), 'a')} || '>'`),
    '<b>',
  );
  assert.equal(await engine.answerTo(valueAt(given(null), 'a')), null);
});

test('a list is made of the rows in their order, an empty one of none', async (t) => {
  const engine = open(t);
  const listed = (list: unknown[]): Promise<unknown> =>
    engine.answerTo(sql`(select ${listOf('sent.value')} from (
      select item.value from ${itemRows(JSON.stringify(list))} order by item.key desc) sent)`);
  const mixed = [...awkward, null, 1];
  assert.deepEqual(JSON.parse(String(await listed(mixed))), mixed.toReversed());
  assert.equal(await listed([]), '[]');
});

test('a text holds its parts as they are written, no pattern and no other case', async (t) => {
  const engine = open(t);
  const holds = (text: string | null, part: string): Promise<unknown> =>
    engine.answerTo(holdsText(given(text), part));
  for (const each of awkward) assert.equal(await holds(`x${each}y`, each), 1, JSON.stringify(each));
  assert.equal(await holds('Abc', 'abc'), 0);
  assert.equal(await holds('abc', 'a%'), 0);
  assert.equal(await holds('abc', 'a_c'), 0);
  assert.equal(await holds('e\u0301', 'é'), 0);
  assert.equal(await holds('', 'a'), 0);
  assert.equal(await holds(null, 'a'), null);
});

test('a text is folded as the library folds it, what is no text stays', async (t) => {
  const engine = open(t);
  for (const each of [...awkward, 'ÉCOLE', '  Two   words ', 'ﬁ', 'İ']) {
    assert.equal(
      await engine.answerTo(foldedText(given(each))),
      foldText(each),
      JSON.stringify(each),
    );
  }
  assert.equal(await engine.answerTo(foldedText(given(null))), null);
  assert.equal(await engine.answerTo(foldedText(given(2.5))), 2.5);
});

test('only the letters A to Z become small', async (t) => {
  const engine = open(t);
  assert.equal(await engine.answerTo(smallLetters(given('ABZ@ÄÉİ'))), 'abz@ÄÉİ');
  assert.equal(await engine.answerTo(smallLetters(given(''))), '');
  assert.equal(await engine.answerTo(smallLetters(given(null))), null);
});

test('a text is trimmed of spaces alone, and spaced at the characters named', async (t) => {
  const engine = open(t);
  assert.equal(await engine.answerTo(trimmed(given('  a b\n '))), 'a b\n');
  assert.equal(await engine.answerTo(trimmed(given('  '))), '');
  assert.equal(await engine.answerTo(trimmed(given(null))), null);
  assert.equal(await engine.answerTo(spacedAt(given("a-b'c_é"), ['-', "'", '_'])), 'a b c é');
  assert.equal(await engine.answerTo(spacedAt(given('a-b'), [])), 'a-b');
});

test('a text has its bytes in UTF-8, and its characters as code points', async (t) => {
  const engine = open(t);
  for (const each of awkward) {
    assert.equal(await engine.answerTo(byteLength(given(each))), Buffer.byteLength(each));
    assert.equal(await engine.answerTo(charLength(given(each))), [...each].length);
  }
  assert.equal(await engine.answerTo(byteLength(given(null))), null);
  assert.equal(await engine.answerTo(charLength(given(null))), null);
});

test('bytes are no text, nor is a number or null', async (t) => {
  const engine = open(t);
  for (const each of awkward) assert.equal(await engine.answerTo(isText(given(each))), 1);
  for (const each of [Buffer.from('a'), 1, null])
    assert.equal(await engine.answerTo(isText(given(each))), 0);
});

test('something stands in for null, and for nothing else', async (t) => {
  const engine = open(t);
  for (const each of awkward) {
    assert.equal(await engine.answerTo(orElse(given(each), 'other')), each);
    assert.equal(await engine.answerTo(orElse(given(null), each)), each);
  }
  assert.equal(await engine.answerTo(orElse(given(0), 1)), 0);
  assert.equal(await engine.answerTo(orElse(given(null), 1)), 1);
  assert.equal(await engine.answerTo(sql`not ${orElse(given(null), false)}`), 1);
});

test('the greater of two numbers is either of them', async (t) => {
  const engine = open(t);
  assert.equal(await engine.answerTo(greater(given(-1), 2)), 2);
  assert.equal(await engine.answerTo(greater(given(10), 9)), 10);
  assert.equal(await engine.answerTo(greater(given(3), 3)), 3);
});

test('null is the same as null, and as nothing else', async (t) => {
  const engine = open(t);
  const isSame = (one: unknown, other: string | number | null): Promise<unknown> =>
    engine.answerTo(sameOrNull(given(one), other));
  for (const each of awkward) {
    assert.equal(await isSame(each, each), 1);
    assert.equal(await isSame(each, null), 0);
    assert.equal(await isSame(null, each), 0);
  }
  assert.equal(await isSame(null, null), 1);
  assert.equal(await isSame(0, null), 0);
  assert.equal(await isSame(1, 2), 0);
});

test('a column keeps its value, whether an index may be taken for it or not', async (t) => {
  const engine = open(t);
  await engine.db
    .insertInto('event_values')
    .values({ position: 3, before: "it's", after: null })
    .execute();
  const rows = engine.db.selectFrom('event_values');
  const found = await rows
    .select([
      notIndexed<string>('before').as('before'),
      notIndexed('event_values.after').as('after'),
    ])
    .where(notIndexed<number>('position'), '=', 3)
    .execute();
  assert.deepEqual(
    found.map((row) => ({ ...row })),
    [{ before: "it's", after: null }],
  );
  assert.match(planOf(engine, rows.select('after').where('position', '=', 3)), /SEARCH/);
  assert.match(planOf(engine, rows.select('after').where(notIndexed('position'), '=', 3)), /SCAN/);
});

test('contacts of a business come by name from the index of that expression', (t) => {
  const engine = open(t);
  const name = orElse(valueAt('body', 'fullNameLowerCase'), '');
  const listed = engine.db
    .selectFrom('contacts')
    .select('no')
    .where('location_no', '=', 1)
    .where('business_id', '=', 'some')
    .where('deleted_at', 'is', null)
    .orderBy(name)
    .orderBy('id');
  const plan = planOf(engine, listed);
  assert.match(plan, /contacts_business/);
  assert.doesNotMatch(plan, /B-TREE/);
});

test('tables know their columns in the order of the key, and each other', async (t) => {
  const { db } = open(t);
  const { rows } = await columnsOfTablesWith('contact_no').execute(db);
  const keyOf = (table: string): string[] =>
    rows
      .filter(({ name, pk }) => name === table && pk > 0)
      .toSorted((one, other) => one.pk - other.pk)
      .map(({ column }) => column);
  assert.deepEqual(keyOf('contact_identities'), ['location_no', 'kind', 'value', 'slot']);
  assert.deepEqual(keyOf('notes'), ['no']);
  assert.deepEqual(keyOf('tags'), []);
  assert.deepEqual((await columnsOfTablesWith("no'ne").execute(db)).rows, []);
  const { rows: references } = await tableReferences().execute(db);
  const parents = references
    .filter(({ child }) => child === 'appointments')
    .map(({ parent }) => parent);
  assert.deepEqual(new Set(parents), new Set(['contacts', 'locations']));
});

function planOf(
  { database }: Engine,
  query: { compile(): { sql: string; parameters: readonly unknown[] } },
): string {
  const plan = database.prepare(`explain query plan ${query.compile().sql}`);
  const values = query.compile().parameters.map(() => null);
  return plan
    .all(...values)
    .map(({ detail }) => String(detail))
    .join('\n');
}
