import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { after, before, test } from 'node:test';
import { isInstalled } from './install.mjs';

let root = '';
before(() => {
  root = mkdtempSync(join(tmpdir(), 'groundlevel-install-'));
});
after(() => rmSync(root, { recursive: true, force: true }));

/** A project with a lockfile, and an npm that notes what it is asked for. */
function project({ npmStatus = 0 } = {}) {
  const folder = mkdtempSync(join(root, 'project-'));
  writeFileSync(join(folder, 'package-lock.json'), '{"lockfileVersion":3}');
  const npm = join(folder, 'npm-cli.js');
  writeFileSync(
    npm,
    `const fs = require('node:fs');
fs.appendFileSync(${JSON.stringify(join(folder, 'asked'))}, process.argv.slice(2).join(' ') + '\\n');
// Long enough for another start to come in between.
Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 300);
fs.mkdirSync(${JSON.stringify(join(folder, 'node_modules'))}, { recursive: true });
if (${npmStatus} !== 0) console.error('npm error: no such registry');
process.exit(${npmStatus});`,
  );
  return { folder, npm };
}

const asked = ({ folder }) =>
  existsSync(join(folder, 'asked'))
    ? readFileSync(join(folder, 'asked'), 'utf8').trimEnd().split('\n')
    : [];

/** What a start does first, in a process of its own. */
async function install({ folder, npm }, needsDev = false) {
  const url = pathToFileURL(join(import.meta.dirname, 'install.mjs'));
  const code = `import { ensureInstalled } from ${JSON.stringify(url.href)};
process.exit((await ensureInstalled({ needsDev: ${needsDev}, root: ${JSON.stringify(folder)} })) ? 0 : 1);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', code], {
    env: { ...process.env, npm_execpath: npm },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', (text) => {
    stderr += text;
  });
  child.stdout.resume();
  const [status] = await once(child, 'close');
  return { status, stderr };
}

test('the first start installs what it needs, the second nothing', async () => {
  const made = project();
  assert.equal(isInstalled(made.folder, false), false);
  assert.deepEqual(await install(made), { status: 0, stderr: '' });
  assert.deepEqual(await install(made), { status: 0, stderr: '' });
  assert.equal(asked(made).length, 1);
  assert.match(asked(made)[0], /^ci --omit=dev --include=optional /);
  assert.ok(isInstalled(made.folder, false));
  assert.ok(!existsSync(join(made.folder, '.installing')));
});

test('tests need more, and a changed lockfile is installed again, beside a running server', async () => {
  const made = project();
  await install(made);
  assert.equal(isInstalled(made.folder, true), false);
  await install(made, true);
  // `npm ci` would take away what the server runs on.
  assert.match(asked(made)[1], /^install --no-save --include=dev --include=optional /);
  assert.ok(isInstalled(made.folder, false), 'more than is needed is enough');
  writeFileSync(join(made.folder, 'package-lock.json'), '{"lockfileVersion":3,"packages":{}}');
  assert.equal(isInstalled(made.folder, false), false);
});

test('of starts at the same time one installs, the others wait for it', async () => {
  const made = project();
  const all = await Promise.all([install(made), install(made), install(made)]);
  assert.deepEqual(
    all.map((each) => each.status),
    [0, 0, 0],
  );
  assert.equal(asked(made).length, 1);
});

test('the lock of a process that is gone holds nobody up', async () => {
  const made = project();
  const gone = spawn(process.execPath, ['--version'], { stdio: 'ignore' });
  await once(gone, 'close');
  writeFileSync(join(made.folder, '.installing'), String(gone.pid));
  assert.equal((await install(made)).status, 0);
  assert.equal(asked(made).length, 1);
  assert.ok(!existsSync(join(made.folder, '.installing')));
});

test("a failed install says npm's reason, and the next start tries again", async () => {
  const made = project({ npmStatus: 1 });
  const failed = await install(made);
  assert.equal(failed.status, 1);
  assert.match(failed.stderr, /npm error: no such registry\n/);
  assert.match(failed.stderr, /The dependencies could not be installed: npm says why above\.\n$/);
  assert.ok(!existsSync(join(made.folder, '.installing')));
  await install(made);
  assert.equal(asked(made).length, 2);
});

test('a package that npm has installed elsewhere has no lockfile and needs nothing', async () => {
  const made = project();
  rmSync(join(made.folder, 'package-lock.json'));
  mkdirSync(join(made.folder, 'node_modules'));
  assert.deepEqual(await install(made), { status: 0, stderr: '' });
  assert.deepEqual(asked(made), []);
});
