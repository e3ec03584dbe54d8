import assert from 'node:assert/strict';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, test } from 'node:test';
import { checkWebSource } from './web-checks.ts';
import { checkContrast } from './web-contrast.ts';
import { checkSizes, sizesOf } from './web-size.ts';

const source = join(import.meta.dirname, '..');
let root = '';
before(() => {
  root = mkdtempSync(join(tmpdir(), 'groundlevel-web-checks-'));
  cpSync(join(source, 'web', 'src'), join(root, 'web', 'src'), { recursive: true });
});
after(() => rmSync(root, { recursive: true, force: true }));

/** What is found with a file in place that was not there. */
function found(file: string, text: string): string[] {
  const path = join(root, file);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
  try {
    return checkWebSource(root);
  } finally {
    rmSync(path);
  }
}

test('the app as it is breaks none of its rules', () => {
  assert.deepEqual([...checkWebSource(root), ...checkContrast(root)], []);
});

const wrong = [
  {
    what: 'a component that knows the API',
    file: 'web/src/ui/Planted.tsx',
    text: "import { call } from '../api/client.ts';\n",
    expected: /Planted\.tsx: ui may not import api/,
  },
  {
    what: 'a feature in another one',
    file: 'web/src/settings/private-integrations/Planted.tsx',
    text: "import { words } from '../business-profile/words.ts';\n",
    expected: /may not import another feature/,
  },
  {
    what: 'a page loaded by the shell',
    file: 'web/src/shell/Planted.tsx',
    text: "const page = () => import('../session/SetupPage.tsx');\n",
    expected: /shell may not import feature/,
  },
  {
    what: "the server's code",
    file: 'web/src/lib/planted.ts',
    text: "import { phone } from '../../../src/lib/phone.ts';\n",
    expected: /the app imports nothing of src\/lib\/phone\.ts/,
  },
  {
    what: 'a module of Node',
    file: 'web/src/lib/planted.ts',
    text: "import { join } from 'node:path';\n",
    expected: /a browser has no node:path/,
  },
  {
    what: 'a colour in a style',
    file: 'web/src/ui/Planted.module.css',
    text: '.planted {\n  color: #156b4a;\n}\n',
    expected: /Planted\.module\.css:2: #156b4a is no token/,
  },
  {
    what: 'a colour by its name',
    file: 'web/src/ui/Planted.module.css',
    text: '.planted {\n  background: white;\n}\n',
    expected: /white is no token/,
  },
  {
    what: 'a mixed colour',
    file: 'web/src/ui/Planted.module.css',
    text: '.planted {\n  color: oklch(0.5 0.1 20);\n}\n',
    expected: /oklch\( is no token/,
  },
  {
    what: 'a class that its styles do not have',
    file: 'web/src/ui/Planted.tsx',
    text: "import styles from './Tag.module.css';\n\nexport const planted = styles.planted;\n",
    expected: /Tag\.module\.css has no planted/,
  },
];

for (const { what, file, text, expected } of wrong) {
  test(`${what} is found`, () => {
    assert.match(found(file, text).join('\n'), expected);
  });
}

test('a text too close to its ground is found, in the theme where it is', () => {
  const tokens = join(root, 'web/src/ui/tokens.css');
  const as = readFileSync(tokens, 'utf8');
  const changed = as.replace(/--text-3: light-dark\(#\w+/, '--text-3: light-dark(#9a9a9a');
  assert.notEqual(changed, as);
  writeFileSync(tokens, changed);
  const problems = checkContrast(root);
  assert.ok(
    problems.includes('tokens.css: text-3 on surface, light: 2.77, not 4.5'),
    String(problems),
  );
  assert.ok(problems.every((each) => /text-3 on .*, light: /.test(each)));
  writeFileSync(tokens, as.replace(/--text-2: .*\n/, ''));
  assert.match(checkContrast(root).join('\n'), /no colour text-2/);
  writeFileSync(tokens, as);
});

test('what is larger than it may be is named, and what a page shares with the first screen counts once', () => {
  const dist = join(root, 'dist');
  mkdirSync(join(dist, 'assets'), { recursive: true });
  const write = (name: string, kilobytes: number): void =>
    writeFileSync(join(dist, 'assets', name), Buffer.alloc(kilobytes * 1000));
  write('index.js', 150);
  write('shared.js', 60);
  write('page.js', 61);
  write('style.css', 21);
  const manifest = {
    'index.html': { file: 'assets/index.js', isEntry: true, imports: ['_shared'] },
    _shared: { file: 'assets/shared.js' },
    'page.tsx': { file: 'assets/page.js', isDynamicEntry: true, imports: ['_shared'] },
  };
  writeFileSync(join(dist, 'manifest.json'), JSON.stringify(manifest));
  writeFileSync(join(dist, 'build.json'), '{"seconds":3}');
  assert.deepEqual(checkSizes(sizesOf(dist)), [
    'web app: script of the first screen: 210 kB, at most 200',
    'web app: styles: 21 kB, at most 20',
    'web app: page.tsx: 61 kB, at most 60',
  ]);
});
