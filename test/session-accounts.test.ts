import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { manualClock } from '../src/lib/clock.ts';
import { password } from './support/people.ts';
import { type Answer, type TestServer, startServer } from './support/server.ts';
import {
  type Browser,
  openBrowser,
  owner,
  ownerKey,
  setUpOwner,
  signIn,
} from './support/sessions.ts';

const hour = 3_600_000;
const clock = manualClock(Date.parse('2026-05-04T09:00:00Z'));
let server: TestServer;
let ada: Browser;
before(async () => {
  server = await startServer({ clock, wait: async () => undefined });
  ada = await setUpOwner(server, clock.now());
});
after(async () => {
  try {
    server.inside.assertSound();
    assert.deepEqual(server.faults, []);
  } finally {
    await server.close();
  }
});

/** Signed in as the owner, however long ago the last time was. */
async function asOwner(): Promise<Browser> {
  if ((await ada.call('GET', '/api/session')).status !== 200) {
    ada = await signIn(server, owner.email);
  }
  return ada;
}

let made = 0;
type Person = { id: string; email: string };

async function person(fields: Record<string, unknown> = {}): Promise<Person> {
  made += 1;
  const email = `person${made}@example.com`;
  const answer = await (await asOwner()).call('POST', '/users/', {
    body: {
      companyId: 'company',
      firstName: 'Some',
      lastName: 'Body',
      email,
      type: 'account',
      role: 'user',
      locationIds: [server.own.locationId],
      ...fields,
    },
  });
  assert.equal(answer.status, 201, answer.text);
  return { id: String(answer.body['id']), email };
}

async function invite({ id }: Person): Promise<string> {
  const answer = await (await asOwner()).call('POST', `/api/users/${id}/invite`);
  assert.equal(answer.status, 201, answer.text);
  const [link = '', key = ''] = String(answer.body['link']).split('#');
  assert.equal(link, `${server.baseUrl}/app/invitation`);
  return key;
}

const accept = (key: string, sent = password): Promise<Answer> =>
  openBrowser(server).call('POST', '/api/invitations/accept', { body: { key, password: sent } });
const check = (key: string): Promise<Answer> =>
  openBrowser(server).call('POST', '/api/setup/check', { body: { key } });
const setActive = async ({ id }: Person, active: boolean): Promise<Answer> =>
  (await asOwner()).call('PUT', `/api/users/${id}/active`, { body: { active } });
const refused = ({ status, body }: Answer): unknown[] => [status, body.code];

test('who is invited sets a password by the link, once, and is signed in', async () => {
  const invited = await person();
  const key = await invite(invited);
  const { link } = (await check(key)).body;
  assert.partialDeepStrictEqual(link, { kind: 'invite', state: 'open', email: invited.email });
  assert.equal((await accept(key, 'short')).status, 422);
  const done = await accept(key);
  assert.equal(done.status, 201, done.text);
  assert.partialDeepStrictEqual(done.body['user'], { email: invited.email, role: 'member' });
  assert.deepEqual(refused(await accept(key)), [410, 'link_invalid']);
  assert.partialDeepStrictEqual((await check(key)).body['link'], { state: 'used' });
  await signIn(server, invited.email);
  for (const [name, bytes] of server.inside.everyFile()) assert.ok(!bytes.includes(key), name);
});

test('a newer link ends the one before, and each ends by itself after seven days', async () => {
  const invited = await person();
  const first = await invite(invited);
  const second = await invite(invited);
  assert.deepEqual(refused(await accept(first)), [410, 'link_invalid']);
  assert.deepEqual(refused(await check(first)), [410, 'link_invalid']);
  clock.advance(7 * 24 * hour - 1);
  assert.partialDeepStrictEqual((await check(second)).body['link'], { state: 'open' });
  clock.advance(1);
  assert.partialDeepStrictEqual((await check(second)).body['link'], { state: 'ended' });
  assert.deepEqual(refused(await accept(second)), [410, 'link_invalid']);
  await server.inside.keepHouse();
  assert.deepEqual(refused(await check(second)), [410, 'link_invalid']);
});

test('a link that resets ends every session that the former password opened', async () => {
  const user = await person({ password });
  const [one, two] = [await signIn(server, user.email), await signIn(server, user.email)];
  const key = await invite(user);
  assert.partialDeepStrictEqual((await check(key)).body['link'], { kind: 'reset' });
  assert.equal((await one.call('GET', '/api/session')).status, 200, 'until it is used');
  assert.equal((await accept(key, 'Another-Horse-8-Saddle')).status, 201);
  for (const each of [one, two]) {
    assert.deepEqual(refused(await each.call('GET', '/api/session')), [401, 'session_missing']);
  }
});

test('the own password is changed with the former one; the other sessions end, links too', async () => {
  const user = await person({ password });
  const own = await signIn(server, user.email);
  const other = await signIn(server, user.email);
  const link = await invite(user);
  const newPassword = 'Another-Horse-8-Saddle';
  const change = (body: object): Promise<Answer> =>
    own.call('PUT', '/api/session/password', { body });
  const wrong = await change({ password: 'Wrong-Horse-7-Battery', newPassword });
  assert.deepEqual(refused(wrong), [422, 'validation_failed']);
  assert.deepEqual(wrong.body.fields, [{ field: 'password', message: 'password is wrong' }]);
  const weak = await change({ password, newPassword: 'short' });
  assert.equal(weak.body.fields?.[0]?.field, 'newPassword');
  assert.equal((await other.call('GET', '/api/session')).status, 200);
  const changed = await change({ password, newPassword });
  assert.deepEqual([changed.status, changed.body['ended']], [200, 1]);
  assert.equal((await own.call('GET', '/api/session')).status, 200);
  assert.equal((await other.call('GET', '/api/session')).status, 401);
  assert.deepEqual(refused(await accept(link)), [410, 'link_invalid']);
  await signIn(server, user.email, newPassword);
  const events = server.inside.eventsOf(user.id);
  assert.partialDeepStrictEqual(events.at(-1)?.after, { passwordChanged: true });
});

test('a password that somebody else sets ends all sessions of the user', async () => {
  const user = await person({ password });
  const own = await signIn(server, user.email);
  const body = { password: 'Another-Horse-8-Saddle' };
  assert.equal((await (await asOwner()).call('PUT', `/users/${user.id}`, { body })).status, 200);
  assert.equal((await own.call('GET', '/api/session')).status, 401);
});

test('signing out everywhere ends all sessions of the user and of nobody else', async () => {
  const user = await person({ password });
  const [one, two] = [await signIn(server, user.email), await signIn(server, user.email)];
  const out = await one.call('DELETE', '/api/sessions');
  assert.deepEqual([out.status, out.body['ended'], one.cookie], [200, 2, undefined]);
  assert.equal((await two.call('GET', '/api/session')).status, 401);
  assert.equal((await (await asOwner()).call('GET', '/api/session')).status, 200);
});

test('who is deactivated is signed out, cannot sign in, and can once more when activated', async () => {
  const user = await person({ password });
  const own = await signIn(server, user.email);
  const link = await invite(user);
  const off = await setActive(user, false);
  assert.deepEqual([off.status, off.body['active']], [200, false]);
  assert.equal((await own.call('GET', '/api/session')).status, 401);
  assert.deepEqual(refused(await accept(link)), [410, 'link_invalid']);
  const body = { email: user.email, password };
  const tried = await openBrowser(server).call('POST', '/api/session', { body });
  assert.deepEqual(refused(tried), [401, 'sign_in_refused']);
  const again = await (await asOwner()).call('POST', `/api/users/${user.id}/invite`);
  assert.deepEqual(refused(again), [422, 'validation_failed']);
  assert.equal((await setActive(user, true)).body['active'], true);
  assert.equal((await own.call('GET', '/api/session')).status, 401, 'a former session is over');
  await signIn(server, user.email);
});

test('the last owner who may sign in is neither deactivated, deleted nor made less', async () => {
  const browser = await asOwner();
  const { user } = (await browser.call('GET', '/api/session')).body;
  const last = { id: String((user as { id: string }).id), email: owner.email };
  const second = await person({ type: 'agency', role: 'admin', locationIds: [], password });
  assert.equal((await setActive(second, false)).status, 200);
  const path = `/users/${last.id}`;
  for (const answer of [
    await setActive(last, false),
    await browser.call('DELETE', path),
    await browser.call('PUT', path, { body: { role: 'user' } }),
  ]) {
    assert.deepEqual(refused(answer), [422, 'validation_failed']);
    assert.match(String(answer.body.message), /last agency admin/);
  }
  assert.equal((await browser.call('DELETE', `/users/${second.id}`)).status, 200);
});

test('a user who is deleted is signed out', async () => {
  const user = await person({ password });
  const own = await signIn(server, user.email);
  await invite(user);
  assert.equal((await (await asOwner()).call('DELETE', `/users/${user.id}`)).status, 200);
  assert.equal((await own.call('GET', '/api/session')).status, 401);
});

test('of many who hold the link of the owner, one becomes it; then it ends, and works once', async () => {
  const fresh = await startServer({ clock, wait: async () => undefined });
  try {
    const replaced = await ownerKey(fresh, clock.now());
    const key = await ownerKey(fresh, clock.now());
    const setUp = (sent: string, email: string): Promise<Answer> =>
      openBrowser(fresh).call('POST', '/api/setup', { body: { ...owner, key: sent, email } });
    assert.deepEqual(refused(await setUp(replaced, owner.email)), [410, 'link_invalid']);
    const weak = await openBrowser(fresh).call('POST', '/api/setup', {
      body: { ...owner, key, password: 'short', email: 'none' },
    });
    assert.deepEqual(
      weak.body.fields?.map(({ field }) => field),
      ['email', 'password'],
    );
    const all = await Promise.all(
      Array.from({ length: 12 }, (_, at) => setUp(key, `owner${at}@example.com`)),
    );
    assert.equal(all.filter(({ status }) => status === 201).length, 1);
    assert.equal(all.filter(({ body }) => body.code === 'link_invalid').length, 11);
    const users = await fresh.call('GET', '/users/search?companyId=x', {
      token: fresh.managementToken,
    });
    assert.equal(users.status, 200);
    await assert.rejects(ownerKey(fresh, clock.now()), /an owner already/);
  } finally {
    await fresh.close();
  }
});

test('the link of the owner works no more once another way has made one', async () => {
  const fresh = await startServer({ clock });
  try {
    const key = await ownerKey(fresh, clock.now());
    const agency = { companyId: 'c', type: 'agency', role: 'admin', locationIds: [] };
    const other = await fresh.call('POST', '/users/', {
      token: fresh.managementToken,
      body: { ...owner, ...agency, email: 'bob@example.com' },
    });
    assert.equal(other.status, 201, other.text);
    const late = await openBrowser(fresh).call('POST', '/api/setup', { body: { ...owner, key } });
    assert.deepEqual(refused(late), [410, 'link_invalid']);
  } finally {
    await fresh.close();
  }
});

test('the link of the owner ends after 24 hours', async () => {
  const fresh = await startServer({ clock });
  try {
    const key = await ownerKey(fresh, clock.now());
    clock.advance(24 * hour);
    const late = await openBrowser(fresh).call('POST', '/api/setup', { body: { ...owner, key } });
    assert.deepEqual(refused(late), [410, 'link_invalid']);
  } finally {
    await fresh.close();
  }
});
