import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { type FirstRun, runCommand, startFirstRun, startServing } from '../support/process.ts';

let folder = '';
let first: FirstRun;
before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'groundlevel-first-'));
  first = await startFirstRun({ folder });
  await first.printed(/\/app\/setup#[^\n]+\n\n/);
});
after(async () => {
  await first.kill('SIGTERM');
  rmSync(folder, { recursive: true, force: true });
});

const database = (): string => join(folder, 'data', 'groundlevel.db');

/** A page without a token, as a browser or a load balancer asks for it. */
async function page(path: string): Promise<{ status: number; type: string; text: string }> {
  const reply = await fetch(`${first.baseUrl}${path}`, { redirect: 'manual' });
  const type = reply.headers.get('content-type') ?? '';
  return { status: reply.status, type, text: await reply.text() };
}

const ownerLink = (serving: { stdout(): string }): string =>
  /\/app\/setup#([\w-]{43})\n/.exec(serving.stdout())?.[1] ?? assert.fail('no link');

test('the first run prints the address, the location id, the token, a curl and a link, and nothing else', () => {
  const { baseUrl, locationId, token } = first;
  assert.match(locationId, /^[A-Za-z0-9]{20}$/);
  assert.match(token, /^pit-[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  const body = `{"locationId":"${locationId}","firstName":"Ada","email":"ada@example.com"}`;
  assert.equal(
    first.stdout(),
    `Groundlevel is running at ${baseUrl}
  Data:         ${database()}
  Location id:  ${locationId}
  Token:        ${token}
                a Private Integration Token with the contacts scope, shown this once

Create a first contact, from another terminal:

curl -X POST ${baseUrl}/contacts -H "Authorization: Bearer ${token}" -H "Content-Type: application/json" -d '${body}'

Set up who owns it in the browser; the link works once, for 24 hours:

${baseUrl}/app/setup#${ownerLink(first)}

`,
  );
  assert.equal(first.stderr(), '');
});

/** What a shell hands to curl, for a machine that has none. */
function requestOf(line: string): { url: string; init: RequestInit } {
  const words = line.match(/"[^"]*"|'[^']*'|\S+/g) ?? [];
  const args = words.map((each) => each.replace(/^(["'])(.*)\1$/, '$2'));
  const after = (flag: string): string[] =>
    args.flatMap((each, index) => (args[index - 1] === flag ? [each] : []));
  const headers = after('-H').map((each): [string, string] => {
    const [name = '', value = ''] = each.split(': ');
    return [name, value];
  });
  const url = args.find((each) => each.startsWith('http')) ?? '';
  return {
    url,
    init: { method: after('-X')[0] ?? 'GET', headers, body: after('-d')[0] ?? null },
  };
}

test('the curl that was printed creates a contact', async () => {
  const { url, init } = requestOf(/curl [^\n]+/.exec(first.stdout())?.[0] ?? '');
  const reply = await fetch(url, init);
  assert.equal(reply.status, 201);
  // Checked in the next line.
  const { contact } = (await reply.json()) as { contact: Record<string, unknown> };
  assert.deepEqual(
    [contact['email'], contact['locationId']],
    ['ada@example.com', first.locationId],
  );
});

test('what is written is for its user alone, also while it is written to', () => {
  const data = join(folder, 'data');
  assert.equal(statSync(data).mode & 0o777, 0o700);
  const files = readdirSync(data).toSorted();
  const endings = ['', '-shm', '-wal', '.lock', '.reserve', '.server'];
  const expected = endings.map((each) => `groundlevel.db${each}`);
  assert.deepEqual(files, expected);
  for (const file of files) assert.equal(statSync(join(data, file)).mode & 0o777, 0o600, file);
});

test('/app/ is the web app, which names no location, and / leads there', async () => {
  const { status, type, text } = await page('/app/');
  assert.equal(status, 200);
  assert.equal(type, 'text/html; charset=utf-8');
  assert.ok(!text.includes(first.locationId) && !text.includes('My Location'));
  assert.match(text, /<script type="module" crossorigin src="\/app\/assets\/[\w-]+\.js">/);
  assert.ok(!text.includes('pit-'));
  const root = await fetch(`${first.baseUrl}/`, { redirect: 'manual' });
  assert.deepEqual([root.status, root.headers.get('location')], [302, '/app/']);
});

test('/healthz, /readyz, /openapi.json and /docs answer without a token', async () => {
  assert.deepEqual(JSON.parse((await page('/healthz')).text), { status: 'ok' });
  assert.deepEqual(JSON.parse((await page('/readyz')).text), { status: 'ready' });
  const { type, text } = await page('/openapi.json');
  assert.match(type, /^application\/json/);
  const document = JSON.parse(text);
  assert.equal(document.openapi, '3.1.0');
  assert.deepEqual(document.servers, [{ url: first.baseUrl }]);
  assert.ok(document.paths['/contacts/{contactId}'].get);
  assert.match((await page('/docs')).text, /<h1>/);
});

test('the second run prints where things are and how to make a token, never a token', async () => {
  await first.kill('SIGTERM');
  const second = await startServing({ folder });
  try {
    await second.printed(/\/app\/setup#[^\n]+\n\n/);
    assert.equal(
      second.stdout(),
      `Groundlevel is running at ${second.baseUrl}
  Data:         ${database()}
  Location id:  ${first.locationId}  (My Location)
  New token:    npx groundlevel token create

Set up who owns it in the browser; the link works once, for 24 hours:

${second.baseUrl}/app/setup#${ownerLink(second)}

`,
    );
    const ask = async (path: string, body: object): Promise<Response> =>
      fetch(`${second.baseUrl}${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-groundlevel-client': 'app' },
        body: JSON.stringify(body),
      });
    const check = (key: string): Promise<Response> => ask('/api/setup/check', { key });
    assert.equal((await check(ownerLink(first))).status, 410, 'the one before works no more');
    assert.equal((await check(ownerLink(second))).status, 200);
    const names = { firstName: 'Ada', lastName: 'Byron', email: 'ada@example.com' };
    const owner = { key: ownerLink(second), ...names, password: 'Correct-Horse-7-Battery' };
    assert.equal((await ask('/api/setup', owner)).status, 201);
    const made = await runCommand(['token', 'create'], { folder });
    const [token = ''] = /pit-\S+/.exec(made.stdout) ?? [];
    for (const each of [first.token, token]) {
      const reply = await fetch(`${second.baseUrl}/contacts?locationId=${first.locationId}`, {
        headers: { authorization: `Bearer ${each}` },
      });
      assert.equal(reply.status, 200);
    }
  } finally {
    await second.kill('SIGTERM');
  }
  const third = await startServing({ folder });
  await third.printed(/token create\n/);
  await third.kill('SIGTERM');
  assert.doesNotMatch(third.stdout(), /setup/);
  assert.deepEqual(readdirSync(join(folder, 'data')).toSorted(), [
    'groundlevel.db',
    'groundlevel.db.lock',
    'groundlevel.db.reserve',
  ]);
});
