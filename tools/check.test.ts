import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, test } from 'node:test';
import { checks } from './check.ts';

const source = join(import.meta.dirname, '..');
const folders: string[] = [];
/** What each check found before anything was planted, and after. */
const clean = new Map<string, string>();
const found = new Map<string, string>();

type Plant = { name: string; file: string; text: string; check: string; expected: RegExp };

/** The compiler and the linter are shown as much as the planted files need. */
const enough = ['contract', 'src/errors', 'src/lib'];
const everything = ['contract', 'src', 'test', 'tools', 'bench'];
const shownTo: Readonly<Record<string, readonly string[]>> = {
  types: enough,
  lint: enough,
  layers: everything,
  length: everything,
};

const wrong: readonly Plant[] = [
  {
    name: 'a wrong type',
    file: 'src/lib/planted-type.ts',
    text: "export const planted: number = 'text';\n",
    check: 'types',
    expected: /planted-type\.ts/,
  },
  {
    name: 'a floating promise',
    file: 'src/lib/planted-promise.ts',
    text: 'async function work(): Promise<void> {}\n\nexport function planted(): void {\n  work();\n}\n',
    check: 'lint',
    expected: /planted-promise\.ts\S* lint\/nursery\/noFloatingPromises/,
  },
  {
    name: 'unformatted code',
    file: 'src/lib/planted-format.ts',
    text: 'export const planted = {a:1}\n',
    check: 'lint',
    expected: /planted-format\.ts format/,
  },
  {
    name: 'any',
    file: 'src/lib/planted-any.ts',
    text: 'export const planted: any = 1;\n',
    check: 'lint',
    expected: /planted-any\.ts\S* lint\/suspicious\/noExplicitAny/,
  },
  {
    name: 'the environment read outside config',
    file: 'src/lib/planted-environment.ts',
    text: 'export const planted = process.env.HOME;\n',
    check: 'lint',
    expected: /planted-environment\.ts\S* lint\/style\/noProcessEnv/,
  },
  {
    name: 'an import cycle',
    file: 'src/lib/planted-a.ts',
    text: "import { second } from './planted-b.ts';\n\nexport const first = () => second;\n",
    check: 'lint',
    expected: /planted-[ab]\.ts\S* lint\/suspicious\/noImportCycles/,
  },
  {
    name: 'SQL outside a store, by the query builder',
    file: 'src/features/contacts/planted-query.ts',
    text: "export const planted = (tx) => tx.db.selectFrom('contacts').execute();\n",
    check: 'layers',
    expected: /contacts\/planted-query\.ts: SQL stands in stores alone/,
  },
  {
    name: 'SQL outside a store, by text',
    file: 'src/access/planted-text.ts',
    text: "import { sql } from 'kysely';\n\nexport const planted = sql`select 1`;\n",
    check: 'layers',
    expected: /access\/planted-text\.ts: SQL stands in stores alone/,
  },
  {
    name: 'a word of one engine in a store',
    file: 'src/features/notes/planted.store.ts',
    text: "import { sql } from 'kysely';\n\nexport const planted = sql`lower(name)`;\n",
    check: 'layers',
    expected: /notes\/planted\.store\.ts:3: lower\( .* smallLetters/,
  },
  {
    name: 'a word of one engine elsewhere in the storage',
    file: 'src/storage/planted-word.ts',
    text: "import { sql } from 'kysely';\n\nexport const planted = sql`a is not b`;\n",
    check: 'layers',
    expected: /storage\/planted-word\.ts:3: is not b .* sameOrNull/,
  },
  {
    name: 'a cycle between the rules of features',
    file: 'src/features/events/planted-cycle.ts',
    text: "export { listNotes } from '../notes/notes.ts';\n",
    check: 'layers',
    expected: /src\/features\/notes: its rules are in a cycle/,
  },
  {
    name: 'a test of the contract that imports from src',
    file: 'test/contract/planted-source.ts',
    text: "export { pageBytes } from '../../src/lib/page-bytes.ts';\n",
    check: 'layers',
    expected: /planted-source\.ts: tests of the contract know no source/,
  },
  {
    name: 'a test of the contract that opens the database',
    file: 'test/contract/planted-database.ts',
    text: 'export const planted = (server) => new DatabaseSync(server.databasePath);\n',
    check: 'layers',
    expected: /planted-database\.ts: tests of the contract know no database/,
  },
  {
    name: 'a clock not passed in',
    file: 'src/lib/planted-clock.ts',
    text: 'export const planted = Date.now();\n',
    check: 'length',
    expected: /planted-clock\.ts:1: a clock not passed in/,
  },
  {
    name: 'a long file',
    file: 'src/lib/planted-length.ts',
    text: '\n'.repeat(401),
    check: 'length',
    expected: /planted-length\.ts: 402 lines/,
  },
  {
    name: 'a bare suppression',
    file: 'src/lib/planted-suppression.ts',
    text: `// @ts-${'expect'}-error\n`,
    check: 'length',
    expected: /planted-suppression\.ts:1: a suppression/,
  },
  {
    name: 'a path of one machine',
    file: 'README.md',
    text: `see /${'work'}/main\n`,
    check: 'length',
    expected: /README\.md:1/,
  },
];

const crossings: readonly [string, string][] = [
  ['contract/planted.ts', '../src/lib/clock.ts'],
  ['src/lib/planted.ts', '../storage/engine.ts'],
  ['src/errors/planted.ts', '../http/server.ts'],
  ['src/config/planted.ts', '../storage/engine.ts'],
  ['src/storage/planted.ts', '../features/events/events.ts'],
  ['src/features/contacts/planted-1.ts', '../../http/server.ts'],
  ['src/features/contacts/planted-2.ts', '../../access/admit.ts'],
  ['src/features/contacts/planted-3.ts', '../events/events.store.ts'],
  ['src/features/contacts/search/planted.ts', '../../events/events.store.ts'],
  ['src/features/contacts/planted.store.ts', '../events/events.ts'],
  ['src/features/contacts/search/planted.store.ts', './search-filters.ts'],
  ['src/features/contacts/http/planted-1.ts', '../contacts.store.ts'],
  ['src/features/contacts/http/planted-2.ts', '../../../storage/engine.ts'],
  ['src/access/planted.ts', '../http/server.ts'],
  ['src/http/planted-1.ts', '../features/contacts/contacts.store.ts'],
  ['src/http/planted-2.ts', '../storage/sqlite/connection.ts'],
  ['src/cli/planted.ts', '../http/server.ts'],
];

const plants: readonly Plant[] = [
  ...wrong,
  ...crossings.map(([file, imported]) => ({
    name: `${file} importing ${imported}`,
    file,
    text: `import * as other from '${imported}';\n\nexport const planted = Object.keys(other);\n`,
    check: 'layers',
    expected: new RegExp(`^${file.replaceAll('.', '\\.')}: \\w+ may not import`, 'm'),
  })),
];

async function run(name: string, root: string): Promise<string> {
  const check = checks.find((each) => each.name.includes(name));
  assert.ok(check, name);
  return (await check.run(root)).join('\n');
}

function copyOf(parts: readonly string[]): string {
  const root = mkdtempSync(join(tmpdir(), 'groundlevel-check-'));
  folders.push(root);
  for (const each of ['biome.json', 'tsconfig.json', 'package.json', ...parts]) {
    const filter = (from: string): boolean => parts === everything || !from.endsWith('.test.ts');
    cpSync(join(source, each), join(root, each), { recursive: true, filter });
  }
  symlinkSync(join(source, 'node_modules'), join(root, 'node_modules'), 'junction');
  writeFileSync(join(root, '.gitignore'), 'node_modules\n');
  execFileSync('git', ['init', '-q'], { cwd: root });
  return root;
}

before(async () => {
  for (const parts of [enough, everything]) {
    const root = copyOf(parts);
    const names = Object.keys(shownTo).filter((name) => shownTo[name] === parts);
    for (const name of names) clean.set(name, await run(name, root));
    for (const { check, file, text } of plants) {
      if (!names.includes(check)) continue;
      mkdirSync(dirname(join(root, file)), { recursive: true });
      writeFileSync(join(root, file), text);
    }
    if (parts === enough) {
      const other =
        "import { first } from './planted-a.ts';\n\nexport const second = () => first;\n";
      writeFileSync(join(root, 'src/lib/planted-b.ts'), other);
    }
    for (const name of names) found.set(name, await run(name, root));
  }
});
after(() => {
  for (const each of folders) rmSync(each, { recursive: true, force: true });
});

test('the clean copy passes', () => {
  const names = Object.keys(shownTo);
  assert.deepEqual(Object.fromEntries(clean), Object.fromEntries(names.map((name) => [name, ''])));
});

for (const { name, check, expected } of plants) {
  test(`${name} fails`, () => assert.match(found.get(check) ?? '', expected));
}
