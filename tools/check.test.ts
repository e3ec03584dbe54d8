import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, test } from 'node:test';
import * as dialect from '../src/storage/dialect.ts';
import { checks } from './check.ts';
import { instead } from './plain-sql.ts';

const source = join(import.meta.dirname, '..');
let root = '';

before(() => {
  root = mkdtempSync(join(tmpdir(), 'groundlevel-check-'));
  const folders = ['contract', 'src', 'test', 'tools', 'bench'];
  for (const each of ['biome.json', 'tsconfig.json', 'package.json', ...folders]) {
    cpSync(join(source, each), join(root, each), { recursive: true });
  }
  symlinkSync(join(source, 'node_modules'), join(root, 'node_modules'), 'junction');
  writeFileSync(join(root, '.gitignore'), 'node_modules\n');
  execFileSync('git', ['init', '-q'], { cwd: root });
});
after(() => rmSync(root, { recursive: true, force: true }));

async function found(name: string): Promise<string> {
  const check = checks.find((each) => each.name.includes(name));
  assert.ok(check, name);
  return (await check.run(root)).join('\n');
}

async function withFile(path: string, text: string, use: () => Promise<void>): Promise<void> {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
  try {
    await use();
  } finally {
    rmSync(join(root, path));
  }
}

test('the clean copy passes', async () => {
  assert.equal(await found('types'), '');
  assert.equal(await found('lint'), '');
  assert.equal(await found('layers'), '');
  assert.equal(await found('length'), '');
});

test('a wrong type fails', async () => {
  await withFile('src/lib/planted.ts', "export const planted: number = 'text';\n", async () => {
    assert.match(await found('types'), /planted\.ts/);
  });
});

const violations: readonly [string, string, string, RegExp][] = [
  [
    'a floating promise',
    'src/lib/planted.ts',
    'async function work(): Promise<void> {}\n\nexport function planted(): void {\n  work();\n}\n',
    /noFloatingPromises/,
  ],
  ['unformatted code', 'src/lib/planted.ts', 'export const planted = {a:1}\n', /format/],
  ['any', 'src/lib/planted.ts', 'export const planted: any = 1;\n', /noExplicitAny/],
  [
    'the environment read outside config',
    'src/http/planted.ts',
    'export const planted = process.env.HOME;\n',
    /noProcessEnv/,
  ],
];

for (const [name, file, text, expected] of violations) {
  test(`${name} fails`, async () => {
    await withFile(file, text, async () => assert.match(await found('lint'), expected));
  });
}

const crossings: readonly [string, string][] = [
  ['contract/planted.ts', '../src/lib/clock.ts'],
  ['src/lib/planted.ts', '../storage/engine.ts'],
  ['src/errors/planted.ts', '../http/server.ts'],
  ['src/config/planted.ts', '../storage/engine.ts'],
  ['src/storage/planted.ts', '../features/events/events.ts'],
  ['src/features/contacts/planted.ts', '../../http/server.ts'],
  ['src/features/contacts/planted.ts', '../../access/admit.ts'],
  ['src/features/contacts/planted.ts', '../events/events.store.ts'],
  ['src/features/contacts/search/planted.ts', '../../events/events.store.ts'],
  ['src/features/contacts/planted.store.ts', '../events/events.ts'],
  ['src/features/contacts/search/planted.store.ts', './search-filters.ts'],
  ['src/features/contacts/http/planted.ts', '../contacts.store.ts'],
  ['src/features/contacts/http/planted.ts', '../../../storage/engine.ts'],
  ['src/access/planted.ts', '../http/server.ts'],
  ['src/http/planted.ts', '../features/contacts/contacts.store.ts'],
  ['src/http/planted.ts', '../storage/sqlite/connection.ts'],
  ['src/cli/planted.ts', '../http/server.ts'],
];

for (const [file, imported] of crossings) {
  test(`${file} importing ${imported} fails`, async () => {
    const text = `import * as other from '${imported}';\n\nexport const planted = Object.keys(other);\n`;
    await withFile(file, text, async () => {
      assert.match(await found('layers'), /planted\S*: \w+ may not import/);
    });
  });
}

test('SQL outside a store fails, by the query builder and by text', async () => {
  const built = "export const planted = (tx) => tx.db.selectFrom('contacts').execute();\n";
  await withFile('src/features/contacts/planted.ts', built, async () => {
    assert.match(await found('layers'), /contacts\/planted\.ts: SQL stands in stores alone/);
  });
  const text = "import { sql } from 'kysely';\n\nexport const planted = sql`select 1`;\n";
  await withFile('src/access/planted.ts', text, async () => {
    assert.match(await found('layers'), /access\/planted\.ts: SQL stands in stores alone/);
  });
});

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
  test(`${name} in the SQL of a store fails`, async () => {
    const planted = value.replaceAll('@{', '$\u007b');
    const text = `import { type SqlBool, sql } from 'kysely';\n\nexport const planted = ${planted};\n`;
    for (const file of ['src/features/notes/planted.store.ts', 'src/storage/planted.ts']) {
      await withFile(file, text, async () => {
        const finding = await found('layers');
        assert.match(finding, /^src\/\S+\/planted[^:]*:\d+: [^\n]*$/);
        assert.match(finding, expected);
      });
    }
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
  test(`${text} fails in a store`, async () => {
    await withFile('src/features/notes/planted.store.ts', `${text}\n`, async () => {
      assert.match(await found('layers'), /planted\.store\.ts:1: sql goes by its own name/);
    });
  });
}

test('plain SQL passes in a store, and words of an engine where they are quoted or no SQL', async () => {
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
  await withFile('src/features/notes/planted.store.ts', text, async () => {
    assert.equal(await found('layers'), '');
  });
});

test('a cycle between the rules of features fails', async () => {
  const text = "export { listNotes } from '../notes/notes.ts';\n";
  await withFile('src/features/events/planted.ts', text, async () => {
    assert.match(await found('layers'), /src\/features\/notes: its rules are in a cycle/);
  });
});

test('an import cycle fails', async () => {
  const first = "import { second } from './planted-b.ts';\n\nexport const first = () => second;\n";
  const other = "import { first } from './planted-a.ts';\n\nexport const second = () => first;\n";
  await withFile('src/lib/planted-a.ts', first, () =>
    withFile('src/lib/planted-b.ts', other, async () => {
      assert.match(await found('lint'), /noImportCycles/);
    }),
  );
});

test('a long file, a bare suppression, a clock of its own and a machine path fail', async () => {
  await withFile('src/lib/planted.ts', 'export const planted = Date.now();\n', async () => {
    assert.match(await found('length'), /planted\.ts:1: a clock not passed in/);
  });
  await withFile('src/lib/planted.ts', '\n'.repeat(401), async () => {
    assert.match(await found('length'), /planted\.ts: 402 lines/);
  });
  await withFile('src/lib/planted.ts', `// @ts-${'expect'}-error\n`, async () => {
    assert.match(await found('length'), /planted\.ts:1: a suppression/);
  });
  await withFile('README.md', `see /${'work'}/main\n`, async () => {
    assert.match(await found('length'), /README\.md:1/);
  });
});
