import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { manualClock } from '../src/lib/clock.ts';
import { password } from './support/people.ts';
import { type Answer, type TestServer, startServer } from './support/server.ts';
import { ofApp, openBrowser, owner, ownerKey, setUpOwner, signIn } from './support/sessions.ts';
import { withFile } from './support/soundness.ts';

const hour = 3_600_000;
const clock = manualClock(Date.parse('2026-05-04T09:00:00Z'));
let server: TestServer;
before(async () => {
  server = await startServer({ clock, wait: async () => undefined });
  await setUpOwner(server, clock.now());
});
after(async () => {
  try {
    server.inside.assertSound();
    assert.deepEqual(server.faults, []);
  } finally {
    await server.close();
  }
});

const body = { email: owner.email, password };

test('who signs in is told who it is, what it reaches and may, and never the token', async () => {
  const browser = openBrowser(server);
  const made = await browser.call('POST', '/api/session', { body });
  assert.equal(made.status, 201);
  const { user, locations, meta, scopes, expiresAt, serverUrl } = made.body;
  assert.partialDeepStrictEqual(user, { name: 'Ada Byron', email: owner.email, role: 'owner' });
  assert.deepEqual(locations, [
    { id: server.own.locationId, name: 'Test' },
    { id: server.other.locationId, name: 'Test' },
  ]);
  assert.deepEqual(meta, { total: 2 });
  assert.ok(Array.isArray(scopes) && scopes.includes('integrations.write'));
  assert.equal(expiresAt, new Date(clock.now() + 12 * hour).toISOString());
  assert.equal(serverUrl, server.baseUrl);
  const { traceId: _one, ...shown } = made.body;
  const { traceId: _other, ...again } = (await browser.call('GET', '/api/session')).body;
  assert.deepEqual(again, shown);
  const [, token = ''] = browser.cookie?.split('=') ?? [];
  assert.match(token, /^[\w-]{43}$/);
  assert.ok(!made.text.includes(token));
  for (const [name, bytes] of server.inside.everyFile()) assert.ok(!bytes.includes(token), name);
});

test('the cookie is for this host alone, for no script, and for no request of another page', async () => {
  const made = await openBrowser(server).call('POST', '/api/session', { body });
  const [cookie = ''] = made.headers.getSetCookie();
  const attributes = cookie.split('; ').slice(1);
  assert.match(cookie, /^gl_session=[\w-]{43};/);
  assert.deepEqual(attributes, ['Path=/', 'Max-Age=2592000', 'HttpOnly', 'SameSite=Strict']);
});

/** What is set at a sign-in that came so. */
async function cookieOver(
  env: Record<string, string>,
  headers: Record<string, string>,
): Promise<{ cookie: string; again: number }> {
  const over = await startServer({ env });
  try {
    const options = { body: { key: await ownerKey(over), ...owner }, headers };
    const made = await openBrowser(over).call('POST', '/api/setup', options);
    assert.equal(made.status, 201, made.text);
    const [cookie = ''] = made.headers.getSetCookie();
    const [sent = ''] = cookie.split(';');
    const back = await openBrowser(over, sent).call('GET', '/api/session', { headers });
    return { cookie, again: back.status };
  } finally {
    await over.close();
  }
}

test('over TLS the cookie is Secure and of no other host, also behind a proxy', async () => {
  const host = 'contacts.example';
  const trusting = { GROUNDLEVEL_TRUST_PROXY: 'true' };
  const forwarded = { 'x-forwarded-proto': 'https', 'x-forwarded-host': host };
  const { cookie, again } = await cookieOver(trusting, forwarded);
  assert.match(
    cookie,
    /^__Host-gl_session=[\w-]{43}; Path=\/; .*HttpOnly; SameSite=Strict; Secure$/,
  );
  assert.equal(again, 200);
  const plain = await cookieOver({ GROUNDLEVEL_PUBLIC_URL: `https://${host}` }, {});
  assert.match(plain.cookie, /^gl_session=/, 'at the address of the machine itself');
  assert.equal(plain.again, 200);
});

test('a cookie of plain HTTP opens nothing over TLS', async () => {
  const over = await startServer({ env: { GROUNDLEVEL_TRUST_PROXY: 'true' } });
  try {
    const browser = await setUpOwner(over);
    const headers = { 'x-forwarded-proto': 'https' };
    assert.equal((await browser.call('GET', '/api/session')).status, 200);
    assert.equal((await browser.call('GET', '/api/session', { headers })).status, 401);
  } finally {
    await over.close();
  }
});

test('failed tries are slowed down with the time to wait, and nobody else is', async () => {
  const slow = manualClock(clock.now());
  const over = await startServer({ clock: slow, wait: async () => undefined });
  try {
    await setUpOwner(over, slow.now());
    const attempt = (sent: string, email = owner.email): Promise<Answer> =>
      openBrowser(over).call('POST', '/api/session', { body: { email, password: sent } });
    for (let each = 0; each < 5; each += 1) {
      assert.equal((await attempt('Wrong-Horse-7-Battery')).status, 401);
    }
    const slowed = await attempt(password);
    assert.deepEqual([slowed.status, slowed.body.code], [429, 'sign_in_slowed']);
    assert.equal(slowed.body['retryAfterSeconds'], 1);
    assert.equal(slowed.headers.get('retry-after'), '1');
    assert.equal((await attempt('Wrong-Horse-7-Battery', 'bob@example.com')).status, 401);
    slow.advance(1000);
    assert.equal((await attempt(password)).status, 201);
    assert.equal((await attempt(password)).status, 201);
    const many = await Promise.all(
      Array.from({ length: 40 }, () => attempt('Wrong-Horse-7-Battery')),
    );
    assert.equal(many.filter(({ status }) => status === 401).length, 5, 'at once as in a row');
  } finally {
    await over.close();
  }
});

test('wrong, unknown, without a password: one answer', async () => {
  const create = { companyId: 'c', firstName: 'N', lastName: 'N', type: 'agency', role: 'user' };
  const made = await server.call('POST', '/users/', {
    token: server.managementToken,
    body: { ...create, email: 'none@example.com', locationIds: [] },
  });
  assert.equal(made.status, 201, made.text);
  const answers = [];
  for (const email of [owner.email, 'nobody@example.com', 'none@example.com', '']) {
    const wrong = { email, password: 'Wrong-Horse-7-Battery' };
    const { status, body: told } = await openBrowser(server).call('POST', '/api/session', {
      body: wrong,
    });
    const { traceId: _traceId, ...rest } = told;
    answers.push({ status, ...rest });
  }
  for (const each of answers) assert.deepEqual(each, answers[0]);
  assert.partialDeepStrictEqual(answers[0], {
    status: 401,
    code: 'sign_in_refused',
    message: 'E-mail or password is wrong',
  });
});

test('a cookie planted before signing in is not the one afterwards, and opens nothing', async () => {
  const planted = `gl_session=${'A'.repeat(43)}`;
  const browser = openBrowser(server, planted);
  assert.equal((await browser.call('POST', '/api/session', { body })).status, 201);
  assert.notEqual(browser.cookie, planted);
  assert.equal((await openBrowser(server, planted).call('GET', '/api/session')).status, 401);
  const first = browser.cookie;
  assert.equal((await browser.call('POST', '/api/session', { body })).status, 201);
  assert.notEqual(browser.cookie, first);
  const replayed = await openBrowser(server, first).call('GET', '/api/session');
  assert.deepEqual([replayed.status, replayed.body.code], [401, 'session_missing']);
});

test('after signing out the cookie is gone, and a copy of it opens nothing', async () => {
  const browser = await signIn(server, owner.email);
  const copy = openBrowser(server, browser.cookie);
  const out = await browser.call('DELETE', '/api/session');
  assert.deepEqual([out.status, out.body['ended']], [200, 1]);
  assert.match(String(out.headers.getSetCookie()), /^gl_session=; Path=\/; Max-Age=0; HttpOnly/);
  assert.equal(browser.cookie, undefined);
  for (const path of ['/api/session', `/locations/${server.own.locationId}`]) {
    const answer = await copy.call('GET', path);
    assert.deepEqual([answer.status, answer.body.code], [401, 'session_missing']);
  }
});

test('a session ends after twelve hours without use and after thirty days of any', async () => {
  const idle = await signIn(server, owner.email);
  const busy = await signIn(server, owner.email);
  let days = 0;
  let status = 200;
  for (let hours = 0; hours < 31 * 24 && status === 200; hours += 11) {
    clock.advance(11 * hour);
    ({ status } = await busy.call('GET', '/api/session'));
    await server.inside.keepHouse();
    days = (hours + 11) / 24;
  }
  assert.equal(status, 401);
  assert.ok(days >= 30 && days < 30.5, `${days}`);
  assert.equal((await idle.call('GET', '/api/session')).status, 401);
  const kept = withFile(server.databasePath, (database) =>
    Number(database.prepare('SELECT count(*) AS n FROM sessions').get()?.['n']),
  );
  assert.equal(kept, 0, 'rows of sessions that have ended stay');
});

test('to the millisecond: used at its last moment it goes on, a moment later it does not', async () => {
  const last = await signIn(server, owner.email);
  const late = await signIn(server, owner.email);
  clock.advance(12 * hour - 1);
  assert.equal((await last.call('GET', '/api/session')).status, 200);
  await server.inside.keepHouse();
  clock.advance(1);
  assert.equal((await late.call('GET', '/api/session')).status, 401);
  assert.equal((await last.call('GET', '/api/session')).status, 200);
});

test('no request of another page is of the session: by form, link or script', async () => {
  const browser = await signIn(server, owner.email);
  const cookie = browser.cookie ?? '';
  const path = `/locations/${server.own.locationId}`;
  const own = server.baseUrl;
  const foreign: Record<string, string>[] = [
    { cookie },
    { cookie, 'x-groundlevel-client': '' },
    { cookie, ...ofApp, 'sec-fetch-site': 'cross-site' },
    { cookie, ...ofApp, 'sec-fetch-site': 'same-site' },
    { cookie, ...ofApp, 'sec-fetch-site': 'none', origin: own },
    { cookie, ...ofApp, origin: 'http://evil.example' },
    { cookie, ...ofApp, origin: own.replace(/:\d+$/, ':1') },
    { cookie, ...ofApp, origin: 'null' },
  ];
  for (const headers of foreign) {
    for (const [method, at] of [
      ['GET', path],
      ['GET', '/api/session'],
      ['DELETE', '/api/session'],
    ] as const) {
      const answer = await server.call(method, at, { token: null, headers });
      const what = `${method} ${at} ${JSON.stringify(headers)} ${answer.text}`;
      assert.deepEqual([answer.status, answer.body.code], [403, 'session_untrusted'], what);
    }
  }
  const form = await fetch(`${own}/api/session`, {
    method: 'POST',
    headers: { cookie, 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ email: owner.email, password }),
  });
  assert.equal(form.status, 403);
  assert.equal(form.headers.get('set-cookie'), null);
  const trusted: Record<string, string>[] = [
    {},
    { 'sec-fetch-site': 'same-origin' },
    { 'sec-fetch-site': 'same-origin', origin: own },
    // A page at an address of the network, without TLS.
    { origin: own },
  ];
  for (const headers of trusted) {
    assert.equal((await browser.call('GET', path, { headers })).status, 200);
  }
});

test('beside a token the cookie counts for nothing, whether the token is good or not', async () => {
  const browser = await signIn(server, owner.email);
  const path = `/api/locations/${server.own.locationId}/integrations`;
  assert.equal((await browser.call('GET', path)).status, 200);
  const beside = await browser.call('GET', path, { token: server.own.token });
  assert.deepEqual([beside.status, beside.body.code], [401, 'management_token_required']);
  const bad = await browser.call('GET', path, { token: 'pit-unknown' });
  assert.deepEqual([bad.status, bad.body.code], [401, 'token_invalid']);
  const session = await browser.call('GET', '/api/session', { token: server.own.token });
  assert.equal(session.status, 401);
});

test('another origin that may call with tokens may not with the cookie', async () => {
  const origin = 'https://app.example.com';
  const env = { GROUNDLEVEL_CORS_ORIGINS: origin };
  const open = await startServer({ env });
  try {
    const asked = await fetch(`${open.baseUrl}/api/session`, {
      method: 'OPTIONS',
      headers: {
        origin,
        'access-control-request-method': 'GET',
        'access-control-request-headers': 'x-groundlevel-client',
      },
    });
    assert.equal(asked.headers.get('access-control-allow-origin'), origin);
    assert.equal(asked.headers.get('access-control-allow-credentials'), null);
    const browser = await setUpOwner(open);
    const answer = await browser.call('GET', '/api/session', { headers: { origin } });
    assert.equal(answer.status, 403);
  } finally {
    await open.close();
  }
});

test('a session reads and writes as its user, which the events say', async () => {
  const browser = await signIn(server, owner.email);
  const { locationId } = server.own;
  const made = await browser.call('POST', '/contacts/', { body: { locationId, firstName: 'Eve' } });
  assert.equal(made.status, 201, made.text);
  const headers = { 'x-groundlevel-location': locationId };
  const read = await browser.call('GET', `/contacts/${made.body.contact?.id}`, { headers });
  assert.equal(read.status, 200, read.text);
  const { body: feed } = await browser.call('GET', `/api/events?locationId=${locationId}`);
  const actor = feed.events?.find((each) => each['contactId'] === made.body.contact?.id)?.['actor'];
  assert.partialDeepStrictEqual(actor, { kind: 'user', name: 'Ada Byron' });
});

test('a reply with a secret is repeated to the same session alone, and is not kept to be read', async () => {
  const browser = await signIn(server, owner.email);
  const path = `/api/locations/${server.own.locationId}/integrations`;
  const options = {
    headers: { 'idempotency-key': 'secret' },
    body: { name: 'Once', scopes: ['contacts'] },
  };
  const first = await browser.call('POST', path, options);
  assert.equal(first.status, 201, first.text);
  const again = await browser.call('POST', path, options);
  assert.deepEqual([again.text, again.headers.get('idempotency-replayed')], [first.text, 'true']);
  const other = await (await signIn(server, owner.email)).call('POST', path, options);
  assert.deepEqual([other.status, other.body.code], [422, 'idempotency_key_reused']);
  const token = String(first.body['token']);
  for (const [name, bytes] of server.inside.everyFile()) assert.ok(!bytes.includes(token), name);
});

test('a user has fifty sessions at most, of which the oldest end', async () => {
  const first = await signIn(server, owner.email);
  const second = await signIn(server, owner.email);
  for (let each = 0; each < 49; each += 1) await signIn(server, owner.email);
  assert.equal((await first.call('GET', '/api/session')).status, 401);
  assert.equal((await second.call('GET', '/api/session')).status, 200);
});

test('the link that makes the owner does nothing once there is one', async () => {
  await assert.rejects(ownerKey(server, clock.now()), /an owner already/);
});
