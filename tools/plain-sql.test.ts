import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as dialect from '../src/storage/dialect.ts';
import { checkPlainSql, instead } from './plain-sql.ts';

const file = 'src/features/notes/planted.store.ts';

/** `@{` is where a value begins. */
const foreignWords: readonly [string, string, RegExp][] = [
  ['a function', 'sql`lower(name)`', /:3: lower\( .* smallLetters of src\/storage\/dialect\.ts/],
  ['a function of the server', 'sql<SqlBool>`a = 1\n  and keep_going()`', /:4: .* stillWanted of/],
  [
    'a function of no known name',
    'sql`select * from pragma_x (a)`',
    /:3: pragma_x\( .* a function of/,
  ],
  ['the greater of two', 'sql`max(a, (b))`', /max\( .* greater of/],
  ['a function by a value', "sql`@{sql.ref('lower')}(name)`", /\$\{\}\( is of one engine/],
  ['a function within a value', 'sql`@{[sql`lower(a)`].at(0)} = @{1}`', /lower\(/],
  ['a function after a value', 'sql`a = @{\n  1\n} and instr(a, b) > 0`', /:5: instr\(/],
  ['a member', "sql`body -> 'a'`", /-> .* valueAt of/],
  ['the text of a member', 'sql<Map<string, number>>`body ->> @{1}`', /->> .* valueAt of/],
  ['the same or null', 'sql`a is @{null}`', /is \$\{\} .* sameOrNull of/],
  ['not the same or null', 'sql`a is not b`', /is not b .* sameOrNull of/],
  ['a pattern', "sql`a like 'b%'`", /like .* holdsText of/],
  ['a pattern of files', "sql`a glob 'b*'`", /glob .* holdsText of/],
  ['a sign that keeps off an index', 'sql`b = 1 and +a = 1`', /\+ .* notIndexed of/],
  ['a cast', 'sql`a::text`', /:: is of one engine/],
  ['the schema', 'sql`select name from sqlite_schema`', /sqlite_schema is of one engine/],
  ['a text of no template', "sql.raw('select 1')", /\.raw is of one engine/],
  ['the query builder by a function', "(fn) => fn('lower', ['a'])", /fn\( is of one engine/],
  [
    'the query builder by a known one',
    "(fn) => fn.coalesce('a', 'b')",
    /fn\.coalesce .* orElse of/,
  ],
  ['the query builder by a pattern', "(eb) => eb('a', 'like', 'b%')", /'like' .* holdsText of/],
  ['the query builder by null', "(eb, b) => eb('a', 'is', b)", /'is' .* sameOrNull of/],
  ['the query builder by a member', "(eb) => eb.ref('a', '->>')", /'->>' .* valueAt of/],
  ['another name for sql', 'sql', /:3: sql goes by its own name/],
];

for (const [name, value, expected] of foreignWords) {
  test(`${name} in the SQL of a store fails`, () => {
    const planted = value.replaceAll('@{', '$\u007b');
    const text = `import { type SqlBool, sql } from 'kysely';\n\nexport const planted = ${planted};\n`;
    const [finding = '', ...others] = checkPlainSql(file, text);
    assert.deepEqual(others, []);
    assert.match(finding, /^src\/\S+\/planted[^:]*:\d+: /);
    assert.match(finding, expected);
  });
}

test('the functions that a finding names are there', () => {
  const named = Object.values(instead).flatMap((each) => each.split(/, | or /));
  for (const each of named) assert.ok(Object.hasOwn(dialect, each), each);
});

const hiddenImports: readonly string[] = [
  "import { sql as text } from 'kysely';",
  "import * as builder from 'kysely';",
  "export { sql } from 'kysely';",
  "const { sql: text } = await import('kysely');",
];

for (const text of hiddenImports) {
  test(`${text} fails in a store`, () => {
    assert.match(
      checkPlainSql(file, `${text}\n`).join(),
      /planted\.store\.ts:1: sql goes by its own name/,
    );
  });
}

test('plain SQL passes in a store, and words of an engine where they are quoted or no SQL', () => {
  const text = `import { sql } from 'kysely';

/** sql\`lower(a)\` is what nobody runs. */
export const plain = sql\`with found as materialized (select max(a), count(*) from t)
  insert into t (a, b) values (-1, 2 * \${3}), ('it''s like ->> instr(a)', "is that")
  on conflict (a) do update set a = case when b is not null then a || ' ' else \${sql\`b\`} + 1 end
  where a in (select b from \${sql.table('u')}) and not exists (select 1) and a <= b\`;
export const other = \`\${plain} is lower(a)\`;
export const nulls = (eb: (...of: unknown[]) => void) => eb('a', 'is not', null);
export const quotient = /\`/.exec('a') ? 4 / 2 : \`\${{ a: 1 }.a}\`;
`;
  assert.deepEqual(checkPlainSql(file, text), []);
});
