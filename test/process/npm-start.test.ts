import assert from 'node:assert/strict';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { after, before, test } from 'node:test';
import { type Started, startProcess } from '../support/process.ts';
import { copyProject, offline } from '../support/project-copy.ts';

const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
const npx = process.platform === 'win32' ? 'npx.cmd' : 'npx';

let folder = '';
before(() => {
  folder = mkdtempSync(join(tmpdir(), 'groundlevel-npm-'));
  copyProject(folder);
});
after(() => rmSync(folder, { recursive: true, force: true }));

/** npm in the copy of the project, as a user types it, with no network and no other npm around it. */
function startNpm(
  program: string,
  args: readonly string[],
  env: Record<string, string> = {},
): Started {
  const around = Object.keys(process.env).filter((name) => /^npm_/i.test(name));
  return startProcess(args, {
    program,
    folder,
    cwd: folder,
    group: true,
    env: {
      ...Object.fromEntries(around.map((name) => [name, undefined])),
      GROUNDLEVEL_DATABASE_URL: undefined,
      ...offline(folder),
      ...env,
    },
  });
}

/** Whether something listens there. */
async function isTaken(port: number): Promise<boolean> {
  const socket = connect({ host: '127.0.0.1', port });
  try {
    await once(socket, 'connect');
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}

async function portOf(serving: Started): Promise<number> {
  const [, port = ''] = await serving.printed(/running at http:\/\/127\.0\.0\.1:(\d+)\n/);
  return Number(port);
}

test('npm start works with the network off; the data is below the folder, for its user alone', async () => {
  const first = startNpm(npm, ['start']);
  await first.printed(/Token: +pit-[-\w]+\n/);
  await first.printed(/curl -X POST /);
  first.child.kill('SIGTERM');
  const ended = await first.finished;
  assert.doesNotMatch(ended.stdout, /Installing/);
  assert.equal(statSync(join(folder, 'data')).mode & 0o777, 0o700);
  assert.equal(statSync(join(folder, 'data', 'groundlevel.db')).mode & 0o777, 0o600);

  const second = startNpm(npm, ['start']);
  await second.printed(/New token: +npx groundlevel token create\n/);
  second.child.kill('SIGTERM');
  const { stdout } = await second.finished;
  assert.match(stdout, /Location id: +\w{20} {2}\(My Location\)\n/);
  assert.doesNotMatch(stdout, /pit-/);
});

const ends: Readonly<Record<string, (pid: number) => void>> = {
  'SIGTERM to npm': (pid) => process.kill(pid, 'SIGTERM'),
  'SIGKILL to npm': (pid) => process.kill(pid, 'SIGKILL'),
  // A terminal sends it to every process of the group.
  'Ctrl-C': (pid) => process.kill(-pid, 'SIGINT'),
};

for (const [name, end] of Object.entries(ends)) {
  test(`npm start ended by ${name} stops gracefully and leaves no orphan on the port`, async () => {
    const serving = startNpm(npm, ['start']);
    const port = await portOf(serving);
    assert.ok(await isTaken(port));
    end(serving.child.pid ?? assert.fail('it did not start'));
    // The server holds the other end of this pipe: it closes when nobody is left.
    const { stdout, stderr } = await serving.finished;
    assert.match(stdout, /Stopping: /);
    assert.doesNotMatch(stderr, /Ended before/);
    assert.ok(!(await isTaken(port)));
    assert.ok(!existsSync(join(folder, 'data', 'groundlevel.db-wal')));
  });
}

test('where the Node of the machine is new enough, it is the server itself, and no orphan either', async () => {
  const path = [dirname(process.execPath), process.env['PATH']].join(delimiter);
  const serving = startNpm(npm, ['start'], { PATH: path });
  const port = await portOf(serving);
  serving.child.kill('SIGKILL');
  const { stdout } = await serving.finished;
  assert.match(stdout, /Stopping: /);
  assert.ok(!(await isTaken(port)));
});

test('npx groundlevel runs the commands and leaves no orphan either', async () => {
  const { stdout } = await startNpm(npx, ['groundlevel', 'location', 'list', '--json']).finished;
  assert.equal(JSON.parse(stdout)[0].name, 'My Location');
  const serving = startNpm(npx, ['groundlevel', 'serve']);
  const port = await portOf(serving);
  serving.child.kill('SIGKILL');
  await serving.finished;
  assert.ok(!(await isTaken(port)));
});
