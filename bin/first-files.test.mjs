import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { test } from 'node:test';

const bin = import.meta.dirname;
const manifest = JSON.parse(readFileSync(join(bin, '..', 'package.json'), 'utf8'));

/** Built-in modules of Node 20.0 that the files may use. */
const builtins = [
  'assert',
  'child_process',
  'crypto',
  'fs',
  'module',
  'os',
  'path',
  'timers/promises',
  'url',
];

/** Syntax and names that came after Node 20.0, each with an example that must be found. */
const newer = [
  [/\bimport\.meta\.(?:dirname|filename|main|resolve)\b/, 'import.meta.dirname'],
  [/\b(?:await )?using \w+ =/, 'using file ='],
  [/\bwith \{ ?type:/, "with { type: 'json' }"],
  [/^\s*@\w+/m, '@decorated'],
  [/\bPromise\.(?:withResolvers|try)\b/, 'Promise.withResolvers()'],
  [/\b(?:Object|Map)\.groupBy\b/, 'Object.groupBy(a, b)'],
  [/\bIterator\b|\.(?:union|intersection|difference)\(/, 'Iterator.from(a)'],
  [/\bArray\.fromAsync\b/, 'Array.fromAsync(a)'],
  [/\b(?:globSync|getBuiltinModule|styleText|parseEnv|loadEnvFile)\b/, 'globSync(a)'],
  [/\/[gimsuy]*v[gimsuy]*[,;)]/, '/a/v;'],
  [/\(\?<\w+>[^)]*\)\|.*\(\?<|\(\?[ims]+(?:-[ims]+)?:/, '/(?i:a)/'],
  [/:\s*(?:string|number|boolean|void)\b|\binterface \w|\bas const\b/, 'a: string'],
];

/** Every file of ours that is loaded before a fitting Node runs. */
function firstFiles() {
  const scripts = Object.values(manifest.scripts).flatMap(
    (script) => script.match(/bin\/[\w-]+\.mjs/g) ?? [],
  );
  const waiting = [...new Set([...scripts, ...Object.values(manifest.bin)])].map((each) =>
    each.slice(4),
  );
  const found = new Map();
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (found.has(file)) continue;
    const text = readFileSync(join(bin, file), 'utf8');
    const imported = [...text.matchAll(/(?:from|import\()\s*'([^']+)'/g)].map((match) => match[1]);
    found.set(file, { text, imported });
    waiting.push(...imported.filter((each) => each.startsWith('./')).map((each) => each.slice(2)));
  }
  return found;
}

const files = firstFiles();

test('the files that any Node loads first are found', () => {
  for (const file of [
    'start.mjs',
    'run.mjs',
    'test.mjs',
    'groundlevel.mjs',
    'launch.mjs',
    'install.mjs',
  ]) {
    assert.ok(files.has(file), file);
  }
  for (const file of files.keys()) assert.ok(existsSync(join(bin, file)), file);
});

for (const [file, { text, imported }] of files) {
  test(`${file} uses nothing that Node 20 lacks`, () => {
    for (const each of imported) {
      const known = each.startsWith('./') || builtins.includes(each.replace(/^node:/, ''));
      assert.ok(known, `it imports ${each}`);
    }
    const code = text.replaceAll(/^\s*(?:\/\/|\*|\/\*).*$/gm, '');
    for (const [pattern] of newer) assert.doesNotMatch(code, pattern);
  });
}

test('the rule finds what it looks for', () => {
  for (const [pattern, example] of newer) assert.match(example, pattern);
});

/** Each Node on the path, with its major version. */
function nodesOnPath() {
  const names = process.platform === 'win32' ? ['node.exe'] : ['node'];
  const folders = (process.env.PATH ?? '').split(delimiter);
  return [process.execPath, ...folders.flatMap((each) => names.map((name) => join(each, name)))]
    .filter((path) => existsSync(path))
    .map((path) => ({
      path,
      version: spawnSync(path, ['--version'], { encoding: 'utf8' }).stdout?.trim(),
    }))
    .filter(({ version }) => /^v\d+/.test(version ?? ''));
}

test('every Node there is here parses them', (t) => {
  const nodes = new Map(nodesOnPath().map(({ path, version }) => [version, path]));
  t.diagnostic(`parsed by ${[...nodes.keys()].join(', ')}`);
  const folder = mkdtempSync(join(tmpdir(), 'groundlevel-parse-'));
  try {
    for (const node of nodes.values()) {
      for (const file of files.keys()) execFileSync(node, ['--check', join(bin, file)]);
      writeFileSync(join(folder, 'broken.mjs'), 'const a: string = 1;\n');
      assert.notEqual(spawnSync(node, ['--check', join(folder, 'broken.mjs')]).status, 0);
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('no script needs a shell of one system', () => {
  for (const [name, script] of Object.entries(manifest.scripts)) {
    // cmd.exe knows this much too.
    for (const part of script.split(' && ')) {
      assert.match(part, /^(?:node bin\/[\w-]+\.mjs(?: [\w./-]+)*|npm (?:run [\w-]+|test))$/, name);
    }
  }
});

test('the package has every file that its command loads first', () => {
  const needed = ['groundlevel.mjs'];
  for (const file of needed) {
    assert.ok(manifest.files.includes(`bin/${file}`), `bin/${file} is not packed`);
    needed.push(
      ...files
        .get(file)
        .imported.filter((each) => each.startsWith('./'))
        .map((each) => each.slice(2)),
    );
  }
});
