import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import type { Command } from 'commander';
import { createProgram } from '../src/cli/program.ts';
import { loadConfig } from '../src/config/config.ts';
import { settings } from '../src/config/settings.ts';
import { errorCodes } from '../src/errors/catalogue.ts';
import { compatibilities, statusOf } from '../src/access/compatibility.ts';
import { brokenLinks, deadPaths } from './docs/links.ts';
import { projectFiles } from './text-checks.ts';

const root = join(import.meta.dirname, '..');
const read = (file: string): string => readFileSync(join(root, file), 'utf8');
const pages = projectFiles(root).filter((file) => file.endsWith('.md'));
const readme = read('README.md');

test('every link of every page leads to a file and a heading that are there', () => {
  assert.ok(pages.length >= 10);
  assert.deepEqual(
    pages.flatMap((page) => brokenLinks(root, page)),
    [],
  );
});

test('a link to a missing file or heading is noticed, one in a code block is not', () => {
  const folder = mkdtempSync(join(tmpdir(), 'groundlevel-links-'));
  try {
    const links = '[a](b.md) [c](#d) [e](#two-words) [f](https://example.com/x)';
    writeFileSync(join(folder, 'a.md'), `# Two words?\n\n${links}\n\n\`\`\`sh\n[g](h)\n\`\`\`\n`);
    assert.deepEqual(brokenLinks(folder, 'a.md'), ['a.md: b.md', 'a.md: #d']);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('every path of the source that a page names is there', () => {
  const files = projectFiles(root);
  assert.deepEqual(
    pages.flatMap((page) => deadPaths(root, page, files)),
    [],
  );
});

test('a path that is not there is noticed, whether it stands in backticks or in a drawing', () => {
  const folder = mkdtempSync(join(tmpdir(), 'groundlevel-paths-'));
  try {
    mkdirSync(join(folder, 'src/lib'), { recursive: true });
    writeFileSync(join(folder, 'src/lib/a.ts'), '');
    const there = '`src/lib/a.ts`, `a.ts`, src/lib/, `src/<x>/b.ts`, https://example.com/src/c';
    const gone = '`src/b.ts`, `lib/a.ts`, `b.ts`\n\n```text\nsrc/old/  was here\n```\n';
    writeFileSync(join(folder, 'page.md'), `${there}\n${gone}`);
    const dead = deadPaths(folder, 'page.md', ['src/lib/a.ts', 'page.md']);
    const gonePaths = ['src/b.ts', 'lib/a.ts', 'b.ts', 'src/old/'];
    assert.deepEqual(
      dead,
      gonePaths.map((path) => `page.md: ${path}`),
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('the README is a screen and a half, and leads to every page', () => {
  assert.ok(readme.split('\n').length <= 100);
  const linked = [...readme.matchAll(/\]\(([^)#\s]+)/g)].map(([, target]) => target);
  const own = pages.filter((page) => page !== 'README.md' && !page.startsWith('docs/decisions/'));
  assert.deepEqual(
    [...own, 'docs/decisions/'].filter((page) => !linked.includes(page)),
    [],
  );
});

test('the page of settings has every setting with its default, that of limits every limit', () => {
  const defaults = loadConfig({ env: {}, cwd: tmpdir() }).settings;
  const rows = read('docs/settings.md').split('\n');
  const limits = read('docs/limits.md');
  for (const { environment, path } of settings) {
    const value = String(defaults.get(path)?.value);
    const start = `| \`${path.split('.')[1]}\` | \`${environment}\` | `;
    const row = rows.find((line) => line.startsWith(start));
    assert.ok(row?.startsWith(value === '' ? `${start} | ` : `${start}\`${value}\` | `), path);
    const name = environment.replace('GROUNDLEVEL_', '');
    assert.ok(!name.startsWith('LIMITS_') || limits.includes(`\`${name}\``), name);
  }
  const known = new Set([...settings.map((each) => each.environment), 'GROUNDLEVEL_CONFIG']);
  const named = pages.flatMap((page) => read(page).match(/\bGROUNDLEVEL_[A-Z_]+[A-Z]/g) ?? []);
  const unknown = named.filter((name) => !known.has(name) && name !== 'GROUNDLEVEL_LIMITS');
  assert.deepEqual(unknown, []);
});

test('a page has every command of the command line, and no page has another', () => {
  const program = createProgram({
    write: () => undefined,
    writeError: () => undefined,
    outlive: () => undefined,
  });
  const paths = program.commands.flatMap((each) => commandPaths(each));
  const section = read('docs/day-to-day.md').split('\n## Command line\n')[1] ?? '';
  for (const path of paths) assert.ok(section.includes(`\`${path}\``), path);
  const used = pages.flatMap((page) => [
    ...read(page).matchAll(
      /(?:npx groundlevel|groundlevel\.mjs) ([a-z]+(?: (?:create|list|show|rotate|revoke|delete|reset))?)\b/g,
    ),
  ]);
  assert.ok(used.length > 20);
  for (const [text, path = ''] of used) assert.ok(paths.includes(path), text);
});

function commandPaths(command: Command): string[] {
  if (command.commands.length === 0) return [command.name()];
  return command.commands.map((sub) => `${command.name()} ${sub.name()}`);
}

test('every status that a page gives a code is the one it has', () => {
  const { documented } = compatibilities;
  const statuses = new Map<string, number>(
    // The keys of the catalogue are its codes.
    (Object.keys(errorCodes) as (keyof typeof errorCodes)[]).map((code) => [
      code,
      statusOf(code, documented),
    ]),
  );
  const given = pages.flatMap((page) => [...read(page).matchAll(/\b([45]\d\d) `([a-z_]+)`/g)]);
  assert.ok(given.length > 10);
  for (const [text, status, code = ''] of given) {
    assert.equal(Number(status), statuses.get(code), text);
  }
});

test('every npm script is explained, and no page has another', () => {
  const { scripts } = JSON.parse(read('package.json'));
  const ours = Object.keys(scripts).filter((name) => !/^(pre|post)/.test(name));
  const contributing = read('CONTRIBUTING.md');
  for (const name of ours) {
    assert.match(contributing, new RegExp(`npm (?:run )?${name}\``), name);
  }
  for (const page of pages) {
    for (const [, name = ''] of read(page).matchAll(/npm run ([a-z-]+)/g)) {
      assert.ok(ours.includes(name), `${page}: npm run ${name}`);
    }
  }
});

/** Bounds that no client meets: of what is kept in memory, or inside of another that is on the page. */
const unseenBounds: Readonly<Record<string, string>> = {
  'src/features/users/sessions/sign-in-brake.ts mostKept': 'addresses and users that are counted',
  'src/http/shared-document.ts mostKept': 'addresses that a document is kept for',
  'src/http/web-app-files.ts mostBytes': 'what a build of the app may be, which is ours',
  'src/http/loop-turns.ts mostCalls': 'short requests that begin in one turn of the event loop',
  'src/access/field-values-as-meant.ts mostRead': 'one more than custom fields of a request',
  'src/access/body-as-meant.ts deepest': 'how deep blank texts are looked for',
  'src/http/body-budget.ts mostLongest': 'on the page as the bytes of all bodies',
  'src/features/contacts/tags/change-tags-commands.ts mostRows':
    'rows of one slice of a bulk request',
  'src/features/custom-fields/option-values.ts longestEntry': 'on the page as the value of a field',
  'src/features/custom-fields/option-values.ts mostListed': 'options that an error repeats',
  'src/features/custom-fields/file-limits.ts mostFiles': 'the same as that on the page',
  'src/features/contacts/index/compile-condition.ts mostLookedThrough':
    'values of a field; where there are more, contacts are looked through',
  'src/features/contacts/index/compile-condition.ts mostNamed':
    'tags, businesses or workflows that one condition means by terms',
  'src/features/contacts/index/near-words.ts mostNear':
    'words with one slip; where there are more, contacts are looked through',
  'src/features/contacts/index/near-words.ts mostPlaces':
    'places in the list of words; where there are more, contacts are looked through',
  'src/features/contacts/index/text-parts.ts mostParts': 'parts that a text is told by',
  'src/features/contacts/index/contact-terms.ts mostPartCharacters':
    'of texts whose parts are terms; the rest is looked through',
  'src/features/contacts/index/contact-terms.ts mostNoteCharacters':
    'of a note whose parts are terms; the rest is looked through',
  'src/features/contacts/index/terms.ts longestDay': 'digits of a day',
  'src/features/contacts/index/terms.ts longestWritten': 'a longer value is a term by its hash',
  'src/features/contacts/search/sort-groups.ts mostValues':
    'values that contacts are put in order by one by one; of more by how they begin',
  'src/features/contacts/search/order-members.ts longestStep': 'contacts of one step of a walk',
  'src/features/contacts/search/kept-members.ts mostKept': 'searches whose members are kept',
  'src/features/contacts/search/kept-members.ts mostKeptNumbers':
    'numbers of contacts that are kept',
  'src/features/contacts/search/order-members.ts mostSteps':
    'contacts that are walked over; where it would be more, days are',
  'src/lib/grams.ts longestBeginning': 'how far words are told apart by their beginnings',
  'src/lib/countries.ts longestName': 'on the page among the fields',
  'src/lib/exact-number.ts mostDigits': 'on the page as digits of a number',
  'src/features/events/event-feeds.ts mostLookedThrough': 'events of another process found at once',
  'src/lib/json-scan.ts mostInexactNumbers': 'numbers that an error names',
  'contract/businesses/operations.ts mostIds': 'on the page among the fields',
};

test('every bound that is written as a constant is on the page of limits', () => {
  const tools = projectFiles(root).filter((file) => file.startsWith('tools/limits/'));
  const onPage = tools.map(read).join('\n');
  const bound = /^(?:export )?const ((?:most|max|longest|deepest)\w*)(?:: number)? = [-\d(]/gm;
  const found = projectFiles(root)
    .filter((file) => /^(?:src|contract)\/.*(?<!\.test)\.ts$/.test(file))
    .flatMap((file) => [...read(file).matchAll(bound)].map(([, name = '']) => ({ file, name })));
  assert.ok(found.length >= 40, `${found.length}`);
  const imported = ({ file, name }: { file: string; name: string }): boolean =>
    new RegExp(`\\b${name}\\b[^;]*from '[./]+/${file}'`).test(onPage);
  const missing = found
    .filter((each) => !imported(each))
    .map(({ file, name }) => `${file} ${name}`);
  assert.deepEqual(new Set(missing), new Set(Object.keys(unseenBounds)));
});
