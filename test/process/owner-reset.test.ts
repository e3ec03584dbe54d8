import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type FirstRun, runCommand, startFirstRun } from '../support/process.ts';

let folder = '';
let server: FirstRun;
before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'groundlevel-owner-'));
  server = await startFirstRun({ folder });
  await server.printed(/\/app\/setup#[^\n]+\n\n/);
});
after(async () => {
  await server.kill('SIGTERM');
  rmSync(folder, { recursive: true, force: true });
});

const owner = { firstName: 'Ada', lastName: 'Byron', email: 'ada@example.com' };
const password = 'Correct-Horse-7-Battery';

async function post(path: string, body: object): Promise<{ status: number; code: unknown }> {
  const reply = await fetch(`${server.baseUrl}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-groundlevel-client': 'app' },
    body: JSON.stringify(body),
  });
  // Every reply of the API is an object.
  return { status: reply.status, code: ((await reply.json()) as { code?: unknown }).code };
}

const keyIn = (text: string): string => /#([\w-]{43})/.exec(text)?.[1] ?? assert.fail(text);
const reset = (...args: string[]) => runCommand(['owner', 'reset', ...args], { folder });

test('beside a running server a new link makes the owner, and the one that was printed ends', async () => {
  const printed = await reset();
  assert.equal(printed.code, 0, printed.stderr);
  assert.match(
    printed.stdout,
    /^There is no owner yet\. The link makes one; it works once, for 24 hours:\n\nhttp:\/\/[^\n]+\/app\/setup#[\w-]{43}\n$/,
  );
  const set = { ...owner, password };
  const before = await post('/api/setup', { ...set, key: keyIn(server.stdout()) });
  assert.deepEqual([before.status, before.code], [410, 'link_invalid']);
  assert.equal((await post('/api/setup', { ...set, key: keyIn(printed.stdout) })).status, 201);
});

test('of an owner who is there it sets the password, and says whose and what ends', async () => {
  const printed = await reset();
  assert.equal(printed.code, 0, printed.stderr);
  assert.match(printed.stdout, /for the owner Ada Byron \(ada@example\.com\)\.\n/);
  const { email } = owner;
  assert.equal((await post('/api/session', { email, password })).status, 201, 'until it is used');
  const key = keyIn(printed.stdout);
  const newPassword = 'Another-Horse-8-Saddle';
  const accept = { key, password: newPassword };
  assert.equal((await post('/api/invitations/accept', accept)).status, 201);
  assert.equal((await post('/api/invitations/accept', accept)).status, 410);
  assert.equal((await post('/api/session', { email, password })).status, 401);
  assert.equal((await post('/api/session', { email, password: newPassword })).status, 201);
});

test('--email names the owner, and of nobody it says so; --json is for scripts', async () => {
  const none = await reset('--email', 'bob@example.com');
  assert.deepEqual([none.code, none.stdout], [1, '']);
  assert.equal(none.stderr, 'There is no owner with the e-mail bob@example.com.\n');
  const named = await reset('--email', 'ADA@example.com', '--json');
  const { link, expiresAt } = JSON.parse(named.stdout) as { link: string; expiresAt: string };
  assert.match(link, /\/app\/invitation#[\w-]{43}$/);
  assert.ok(Date.parse(expiresAt) > Date.now());
});
