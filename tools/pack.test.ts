import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import {
  cpSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, test } from 'node:test';
import manifest from '../package.json' with { type: 'json' };
import { startProcess } from '../test/support/process.ts';
import { packedManifest } from './packed-manifest.ts';

const root = join(import.meta.dirname, '..');
let folder = '';
let installed = '';
let files: string[] = [];

/** Builds, and says what `npm pack` would put into the package. */
function packedFiles(): string[] {
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const options = { cwd: root, encoding: 'utf8', shell: process.platform === 'win32' } as const;
  execFileSync(npm, ['run', '--silent', 'build'], options);
  const args = ['pack', '--dry-run', '--json', '--ignore-scripts', '--loglevel=error'];
  const printed: unknown = JSON.parse(execFileSync(npm, args, options));
  // npm 12 names the packages, earlier ones list them.
  const [packed] = Object.values(printed as Record<string, { files: { path: string }[] }>);
  return packed?.files.map(({ path }) => path) ?? [];
}

before(() => {
  files = packedFiles();
  folder = mkdtempSync(join(tmpdir(), 'groundlevel-pack-'));
  installed = join(folder, 'node_modules', 'groundlevel');
  for (const file of files) {
    mkdirSync(dirname(join(installed, file)), { recursive: true });
    cpSync(join(root, file), join(installed, file));
  }
  writeFileSync(join(installed, 'package.json'), JSON.stringify(packedManifest(manifest)));
});
after(() => rmSync(folder, { recursive: true, force: true }));

/** The sources of what a module of the package imports at once. */
function loadedBy(name: string): string[] {
  const loaded = new Map<string, string[]>();
  const waiting = [name];
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (loaded.has(file)) continue;
    const text = readFileSync(join(installed, 'dist', file), 'utf8');
    const sources = text.matchAll(/^\/\/ ((?:contract|node_modules|src)\/.+)$/gm);
    loaded.set(
      file,
      [...sources].map(([, source = '']) => source),
    );
    for (const [, imported = ''] of text.matchAll(/^(?:import|export) .*"\.\/(.+)";$/gm)) {
      waiting.push(imported);
    }
  }
  return [...loaded.values()].flat();
}

test('the packed package serves with no other package beside it', async () => {
  const file = join(installed, 'bin/groundlevel.mjs');
  const serving = startProcess(['serve'], { folder, cwd: folder, file });
  try {
    const [, baseUrl = ''] = await serving.printed(/running at (\S+)\n/);
    const [, locationId = ''] = await serving.printed(/Location id: +(\w+)/);
    const [, token = ''] = await serving.printed(/Token: +(\S+)/);
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
    const post = (path: string, body: object): Promise<Response> =>
      fetch(`${baseUrl}${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
    const made = await post('/contacts', { locationId, firstName: 'Packed' });
    assert.equal(made.status, 201);
    const found = await post('/contacts/search', { locationId, pageLimit: 1, query: 'packed' });
    assert.equal(found.status, 200);
  } finally {
    await serving.kill('SIGTERM');
  }
  assert.deepEqual((await serving.finished).code, 0);
  const asked = startProcess(['--version'], { folder, cwd: folder, file });
  assert.equal((await asked.finished).stdout, `${manifest.version}\n`);
});

test('it asks for no package but Node', () => {
  const { dependencies, optionalDependencies } = packedManifest(manifest);
  assert.equal(dependencies, undefined);
  assert.deepEqual(optionalDependencies, manifest.optionalDependencies);
});

test('it has no source and no tests', () => {
  const odd = files.filter((file) => file.endsWith('.ts') || file.includes('.test.'));
  assert.deepEqual(odd, []);
});

test('what threads run is there, in one folder with what starts them', () => {
  const source = globSync('src/**/*.ts', { cwd: root }).map((file) =>
    readFileSync(join(root, file), 'utf8'),
  );
  const names = new Set(
    source.flatMap((text) =>
      [...text.matchAll(/threadUrl\('\.\/([\w-]+)'/g)].map(([, name = '']) => name),
    ),
  );
  assert.ok(names.size >= 5);
  for (const name of names) assert.ok(files.includes(`dist/${name}.mjs`), name);
});

test('commands other than serve, and threads, load no HTTP', () => {
  const http = /^(?:node_modules\/fastify|src\/http)\//;
  assert.ok(loadedBy('chunk-main.mjs').some((source) => http.test(source)));
  for (const name of ['main', 'writer-thread', 'reader-thread', 'commands', 'queries']) {
    const loaded = loadedBy(`${name}.mjs`);
    assert.ok(loaded.some((source) => source.startsWith('src/')));
    const found = loaded.filter((source) => http.test(source));
    assert.deepEqual(found, [], name);
  }
});

test('it passes on the licence of every dependency', () => {
  const notices = readFileSync(join(installed, 'dist/THIRD-PARTY.txt'), 'utf8');
  for (const [name, version] of Object.entries(manifest.dependencies)) {
    assert.ok(notices.includes(`\n${name} ${version} (`), name);
  }
});
