import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { type IncomingHttpHeaders, type OutgoingHttpHeaders, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { brotliCompressSync, brotliDecompressSync, gunzipSync, gzipSync } from 'node:zlib';
import { webAppHeaders } from '../src/http/web-app.ts';
import { manualClock, systemClock } from '../src/lib/clock.ts';
import { type TestServer, startServer } from './support/server.ts';

const script = 'console.log("the app");\n'.repeat(40);
let folder = '';
let server: TestServer;

/** A build as small as one can be, in a folder of its own; beside it a file that nobody may see. */
function writeBuild(to: string): void {
  mkdirSync(join(to, 'assets'), { recursive: true });
  const page = '<!doctype html><script type="module" src="./assets/index-a1.js"></script>\n';
  writeFileSync(join(to, 'index.html'), page);
  writeFileSync(join(to, 'assets', 'index-a1.js'), script);
  writeFileSync(join(to, 'assets', 'index-a1.js.br'), brotliCompressSync(script));
  writeFileSync(join(to, 'assets', 'index-a1.js.gz'), gzipSync(script));
  writeFileSync(join(to, 'assets', 'inter-b2.woff2'), 'font');
  writeFileSync(join(to, 'assets', 'notes.txt'), 'of a kind that is not served');
  writeFileSync(join(to, 'build.json'), '{"hash":"secret"}');
}

before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'groundlevel-web-app-'));
  const built = join(folder, 'built');
  writeBuild(built);
  server = await startServer({ webAppFolder: built });
});
after(async () => {
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

const get = (path: string, init: RequestInit = {}): Promise<Response> =>
  fetch(`${server.baseUrl}${path}`, { redirect: 'manual', ...init });

type Raw = { status: number; headers: IncomingHttpHeaders; bytes: Buffer };

/** As it is on the wire: fetch asks for compressed replies and unpacks them, and tidies addresses. */
function raw(path: string, headers: OutgoingHttpHeaders = {}): Promise<Raw> {
  const { hostname, port } = new URL(server.baseUrl);
  return new Promise((resolve, reject) => {
    const asked = request({ hostname, port, path, headers, agent: false }, (reply) => {
      const chunks: Buffer[] = [];
      reply.on('data', (chunk: Buffer) => chunks.push(chunk));
      reply.on('end', () => {
        const { statusCode: status = 0 } = reply;
        resolve({ status, headers: reply.headers, bytes: Buffer.concat(chunks) });
      });
    });
    asked.on('error', reject).end();
  });
}

const pages = ['/app/', '/app/sign-in', '/app/l/0Vbv/settings/business-profile', '/app/%2e%2e%2fx'];

for (const path of pages) {
  test(`${path} is the page of the app, asked for anew each time, under the whole policy`, async () => {
    const reply = await get(path);
    assert.equal(reply.status, 200);
    assert.equal(reply.headers.get('content-type'), 'text/html; charset=utf-8');
    assert.equal(reply.headers.get('cache-control'), 'no-cache');
    for (const [name, value] of Object.entries(webAppHeaders)) {
      assert.equal(reply.headers.get(name), value);
    }
    assert.match(await reply.text(), /src="\/app\/assets\/index-a1\.js"/);
    const etag = reply.headers.get('etag') ?? '';
    const again = await get(path, { headers: { 'if-none-match': `"other", ${etag}` } });
    assert.deepEqual([again.status, await again.text()], [304, '']);
  });
}

test('the policy allows no inline script, no inline style and no other origin', () => {
  const policy = webAppHeaders['Content-Security-Policy'];
  assert.match(policy, /^default-src 'none'; script-src 'self'; style-src 'self';/);
  assert.match(policy, /require-trusted-types-for 'script'; trusted-types 'none'$/);
  assert.doesNotMatch(policy, /unsafe|https?:|\*|data:/);
});

test('/app leads to /app/', async () => {
  const reply = await get('/app');
  assert.deepEqual([reply.status, reply.headers.get('location')], [302, '/app/']);
});

test('an asset is kept for a year, in the smallest form that the client takes', async () => {
  const path = '/app/assets/index-a1.js';
  const forms: readonly [string | undefined, string | undefined, (bytes: Buffer) => Buffer][] = [
    ['gzip, deflate, br, zstd', 'br', brotliDecompressSync],
    ['*', 'br', brotliDecompressSync],
    ['br;q=0, gzip;q=0.5', 'gzip', gunzipSync],
    ['GZIP', 'gzip', gunzipSync],
    ['*;q=0', undefined, (bytes) => bytes],
    [undefined, undefined, (bytes) => bytes],
  ];
  for (const [accepted, encoding, unpack] of forms) {
    const answer = await raw(path, accepted === undefined ? {} : { 'accept-encoding': accepted });
    assert.equal(answer.status, 200);
    assert.equal(answer.headers['content-encoding'], encoding);
    assert.equal(answer.headers['cache-control'], 'public, max-age=31536000, immutable');
    assert.equal(answer.headers['vary'], 'Accept-Encoding');
    assert.equal(answer.headers['content-type'], 'text/javascript; charset=utf-8');
    assert.equal(answer.headers['x-content-type-options'], 'nosniff');
    assert.equal(unpack(answer.bytes).toString(), script);
  }
  const font = await raw('/app/assets/inter-b2.woff2', { 'accept-encoding': 'br' });
  assert.deepEqual([font.headers['content-encoding'], font.bytes.toString()], [undefined, 'font']);
});

test('HEAD of an asset is as GET, without the body', async () => {
  const headers = { 'accept-encoding': 'gzip' };
  const got = await get('/app/assets/index-a1.js', { headers });
  const asked = await get('/app/assets/index-a1.js', { headers, method: 'HEAD' });
  for (const name of ['content-type', 'content-length', 'content-encoding', 'cache-control']) {
    assert.equal(asked.headers.get(name), got.headers.get(name), name);
  }
  assert.equal(await asked.text(), '');
});

test('what is no asset of the build is not found, however it is written', async () => {
  const names = [
    'index-a1.js.br',
    'notes.txt',
    'build.json',
    '',
    'index-a2.js',
    '../build.json',
    '..%2fbuild.json',
    '%2e%2e/build.json',
    '..\\build.json',
    'index-a1.js%00',
    '__proto__',
    'constructor',
    '/etc/passwd',
    '..%2f..%2f..%2f..%2f..%2fetc%2fpasswd',
  ];
  for (const name of names) {
    const { status, bytes } = await raw(`/app/assets/${name}`);
    const text = bytes.toString();
    assert.ok(!text.includes('secret') && !text.includes('root:'), name);
    // An address that leaves the folder of assets is one of the app, whose page it gets.
    if (status === 200) assert.match(text, /<!doctype html>/, name);
    else assert.equal(status, 404, name);
  }
});

test('nothing but GET and HEAD is answered there', async () => {
  for (const method of ['POST', 'PUT', 'DELETE']) {
    for (const path of ['/app/', '/app/assets/index-a1.js']) {
      assert.equal((await get(path, { method })).status, 404);
    }
  }
});

test('a public URL with a path is before every address of the page', async () => {
  const below = await startServer({
    webAppFolder: join(folder, 'built'),
    env: { GROUNDLEVEL_PUBLIC_URL: 'https://contacts.example/base' },
  });
  try {
    const page = await fetch(`${below.baseUrl}/app/`);
    assert.match(await page.text(), /src="\/base\/app\/assets\/index-a1\.js"/);
    for (const path of ['/', '/app']) {
      const reply = await fetch(`${below.baseUrl}${path}`, { redirect: 'manual' });
      assert.equal(reply.headers.get('location'), '/base/app/');
    }
  } finally {
    await below.close();
  }
});

test('where nothing is built the page says so and reloads itself, until there is a build', async () => {
  const later = join(folder, 'later');
  const clock = manualClock(systemClock.now());
  const waits = await startServer({ webAppFolder: later, clock });
  try {
    const ask = (path: string): Promise<Response> => fetch(`${waits.baseUrl}${path}`);
    const states = [
      ['ready', /npm start/],
      ['building', /is building its web app/],
      ['failed', /could not be built/],
    ] as const;
    for (const [state, expected] of states) {
      waits.app.webApp.state = state;
      const reply = await ask('/app/l/0Vbv/contacts');
      assert.equal(reply.status, 503);
      assert.equal(reply.headers.get('cache-control'), 'no-store');
      const text = await reply.text();
      assert.match(text, expected);
      assert.equal(text.includes('http-equiv="refresh"'), state !== 'failed');
      assert.ok(!text.includes('<script'));
    }
    assert.equal((await ask('/app/assets/index-a1.js')).status, 404);
    waits.app.webApp.state = 'building';
    writeBuild(later);
    clock.advance(10_000);
    assert.equal((await ask('/app/')).status, 503, 'half written as it may be');
    waits.app.webApp.state = 'ready';
    assert.equal((await ask('/app/')).status, 200);
    rmSync(later, { recursive: true });
    assert.equal((await ask('/app/assets/index-a1.js')).status, 200, 'it is kept');
  } finally {
    await waits.close();
  }
});
