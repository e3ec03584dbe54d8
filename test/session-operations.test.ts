import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { after, before, describe, test } from 'node:test';
import fc from 'fast-check';
import Value from 'typebox/value';
import type { TSchema } from 'typebox';
import { type SessionOperation, requiredOf, writes } from '../contract/operation.ts';
import { sessionOperations } from '../contract/sessions/operations.ts';
import { type DatabaseWatch, watchDatabase } from './support/location-dump.ts';
import { password } from './support/people.ts';
import { type Answer, type Call, type TestServer, startServer } from './support/server.ts';
import { type Browser, ofApp, openBrowser, owner, setUpOwner, signIn } from './support/sessions.ts';

/**
 * Suites that go over the operations with a scope alone, and what holds for those of who signs in
 * instead: they have no scope, no location and no token, so what is tested by these is in this file,
 * unless another is named.
 */
const elsewhere: Readonly<Record<string, string>> = {
  'test/isolation.test.ts': 'they reach no location; by whom they are called is below',
  'test/sight.test.ts': 'a scope alone sees nothing of them: a token calls none, below',
  'test/session-roles.test.ts': 'roles are about scopes; who is signed in may call all of them',
  'test/page-bytes.test.ts': 'a session lists 100 locations at most: session.test.ts',
  'test/unread-replies.test.ts': 'their replies are short: nothing waits unread',
  'test/most-written.test.ts': 'each writes a row or two, whatever its body',
  'test/crash/kill.test.ts':
    'signing in leaves no event to look for; the owner is made in one command',
  'test/support/crash-load.ts': 'of the suite above',
  'test/contract/preconditions.test.ts': 'none of them is about a contact with a version',
  'test/contract/idempotency.test.ts': 'a sign-in is never replayed, below',
  'test/contract/further-addresses.test.ts': 'each has one address',
  'test/contract/gather.ts': 'HighLevel publishes none of them',
  'test/contract/headers.test.ts': 'caches and labels, below',
  'test/contract/scopes.test.ts': 'they have no scope',
  'test/contract/live-replies.test.ts': 'the live service has none of them',
  'test/contract/tolerances.test.ts': 'they read no form that older clients send',
  'test/contract/refusals.test.ts': 'every refusal that follows from their contract, below',
  'test/fuzz/body-cost.test.ts': 'their bodies are of 16 KiB at most, below',
  'test/fuzz/damaged-bytes.test.ts': 'damaged JSON, below; the reader of bodies is the same',
  'test/fuzz/fields.test.ts': 'troublesome values, below',
  'test/fuzz/operations.test.ts': 'random bodies, below',
  'test/support/operation-at.ts': 'finds what tokens call',
  'test/support/proofs.ts': 'proofs are of published statuses',
  'test/support/every-event.ts': 'the events of users are made by operations with a scope',
  'tools/limits/fields.ts': 'their fields are those of users, which it lists',
  'tools/coverage.ts': 'HighLevel publishes none of them',
  'tools/coverage-page.ts': 'lists them by themselves',
  'tools/gen.test.ts': 'changes an operation to see the pages change',
};

test('every suite that goes over the operations says what it does about those of sessions', () => {
  const root = join(import.meta.dirname, '..');
  const found = globSync(['test/**/*.ts', 'tools/**/*.ts'], { cwd: root })
    .map((file) => file.replaceAll(sep, '/'))
    .filter((file) => {
      const text = readFileSync(join(root, file), 'utf8');
      return /import \{ operations \} from '[./]+\/contract\/operations\.ts'/.test(text);
    });
  assert.deepEqual(new Set(found), new Set(Object.keys(elsewhere)));
});

let server: TestServer;
let watch: DatabaseWatch;
before(async () => {
  server = await startServer({
    env: { GROUNDLEVEL_COMPATIBILITY: 'observed' },
    wait: async () => undefined,
  });
  await setUpOwner(server);
  watch = watchDatabase(server.databasePath);
});
after(async () => {
  watch.close();
  await server.close();
});

type Ready = { browser: Browser; body?: Record<string, unknown> };

let made = 0;

/** Somebody without a password, and the key of the link with which one is set. */
async function invited(): Promise<string> {
  made += 1;
  const ada = await signIn(server, owner.email);
  const user = {
    companyId: 'company',
    firstName: 'Some',
    lastName: 'Body',
    email: `invited${made}@example.com`,
    type: 'account',
    role: 'user',
    locationIds: [server.own.locationId],
  };
  const { body } = await ada.call('POST', '/users/', { body: user });
  const link = await ada.call('POST', `/api/users/${String(body['id'])}/invite`);
  return String(link.body['link']).split('#')[1] ?? assert.fail(link.text);
}

const signedIn = async (): Promise<Ready> => ({ browser: await signIn(server, owner.email) });
const anyone = async (body: Record<string, unknown>): Promise<Ready> => {
  return { browser: openBrowser(server), body };
};

/** A valid request of each, as the samples are of the others; of `set-up` one that comes too late. */
const ready: Readonly<Record<string, () => Promise<Ready>>> = {
  'sign-in': () => anyone({ email: owner.email, password }),
  'get-session': signedIn,
  'sign-out': signedIn,
  'sign-out-everywhere': signedIn,
  'change-password': async () => ({
    ...(await signedIn()),
    body: { password, newPassword: password },
  }),
  'set-up': () => anyone({ ...owner, key: 'A'.repeat(43) }),
  'check-link': async () => anyone({ key: await invited() }),
  'accept-invitation': async () => anyone({ key: await invited(), password }),
};

function readyFor({ id }: SessionOperation): Promise<Ready> {
  return (ready[id] ?? assert.fail(`no valid request of ${id}`))();
}

const held = (): string => watch.dump(null) + watch.dump(server.own.locationId);

/** As `held`, but for who came in and out: reads and refusals change nothing of it. */
async function refused(
  what: string,
  answering: () => Promise<Answer>,
  status: number,
  code: string,
): Promise<Answer> {
  const before = held();
  const answer = await answering();
  const text = `${what}: ${answer.text}`;
  assert.deepEqual(
    [answer.status, answer.body.code, answer.body.statusCode],
    [status, code, status],
    text,
  );
  assert.equal(held(), before, `${what} changed something`);
  assert.equal(answer.headers.get('cache-control'), 'no-store');
  assert.deepEqual(answer.headers.getSetCookie(), []);
  assert.deepEqual(server.faults, []);
  return answer;
}

function propertiesOf(schema: TSchema | undefined): [string, TSchema][] {
  const found = schema && 'properties' in schema ? schema.properties : {};
  // The properties of an object schema are schemas.
  return Object.entries((found ?? {}) as Record<string, TSchema>);
}

const troublesome = [
  '',
  ' ',
  'x'.repeat(5000),
  '\u202e\ud83d\ude00',
  '__proto__',
  '%00',
  "' OR 1=1 --",
  null,
  0,
  [],
  {},
];

for (const operation of sessionOperations) {
  describe(operation.id, () => {
    const { method, path, opensTo, body: schema } = operation;
    const send = ({ browser, body }: Ready, more: Call = {}): Promise<Answer> =>
      browser.call(method, path, { ...(body && { body }), ...more });
    const names = propertiesOf(schema).map(([name]) => name);

    test('is done as the contract says, and nothing of it is cached', async () => {
      const answer = await send(await readyFor(operation), { version: 'v3' });
      const late = operation.id === 'set-up';
      assert.equal(answer.status, late ? 410 : operation.success, answer.text);
      assert.equal(answer.headers.get('cache-control'), 'no-store');
      assert.equal(answer.headers.get('x-groundlevel-compatibility'), 'documented');
    });

    test('is refused without the header of the app, and from another origin', async () => {
      const valid = await readyFor(operation);
      const cookie: Record<string, string> = valid.browser.cookie
        ? { cookie: valid.browser.cookie }
        : {};
      const bare = (headers: Record<string, string>) => () =>
        server.call(method, path, {
          token: null,
          headers: { ...cookie, ...headers },
          ...(valid.body && { body: valid.body }),
        });
      for (const headers of [
        {},
        { ...ofApp, 'sec-fetch-site': 'cross-site' },
        { ...ofApp, origin: 'http://evil.example' },
      ]) {
        await refused(JSON.stringify(headers), bare(headers), 403, 'session_untrusted');
      }
    });

    test('is called by who it is for alone: no token, no former session', async () => {
      if (opensTo === 'anyone') return;
      const valid = await readyFor(operation);
      for (const token of [server.own.token, server.managementToken]) {
        await refused('token', () => send(valid, { token }), 401, 'session_missing');
      }
      const nobody = { ...valid, browser: openBrowser(server) };
      await refused('nobody', () => send(nobody), 401, 'session_missing');
      const former = openBrowser(server, `gl_session=${'A'.repeat(43)}`);
      await refused('unknown', () => send({ ...valid, browser: former }), 401, 'session_missing');
    });

    test('refuses a body that is none, too large or of another kind', async () => {
      if (!schema) return;
      const { browser } = await readyFor(operation);
      const text =
        (body: string, headers = {}) =>
        () =>
          send({ browser }, { body, headers });
      await refused('no JSON', text('{"a": '), 400, 'invalid_json');
      await refused('no object', text('[1]'), 400, 'body_required');
      await refused('none', () => send({ browser }), 400, 'body_required');
      const large = JSON.stringify({ email: 'x'.repeat(20_000) });
      await refused('large', text(large), 413, 'payload_too_large');
      const plain = { 'content-type': 'text/plain' };
      await refused('text', text('a=1', plain), 415, 'unsupported_media_type');
    });

    test('names every field that is missing, of a wrong type, or no text to be stored', async () => {
      if (!schema) return;
      const { browser, body } = await readyFor(operation);
      const none = await refused('{}', () => send({ browser, body: {} }), 422, 'validation_failed');
      const named = (answer: Answer): string[] =>
        (answer.body.fields ?? []).map(({ field }) => field);
      assert.deepEqual(new Set(named(none)), new Set(requiredOf(schema)));
      for (const [name, property] of propertiesOf(schema)) {
        for (const wrong of [7, true, {}, [], null, 'a\0b', '\ud800']) {
          if (Value.Check(property, wrong) && typeof wrong !== 'string') continue;
          const sent = { ...body, [name]: wrong };
          const what = `${name} ${JSON.stringify(wrong)}`;
          const answer = await refused(
            what,
            () => send({ browser, body: sent }),
            422,
            'validation_failed',
          );
          assert.deepEqual(named(answer), [name], what);
        }
      }
    });

    test('answers whatever is sent in order, and changes nothing where it refuses', async () => {
      if (!schema) return;
      const { browser } = await readyFor(operation);
      const value = fc.oneof(fc.constantFrom(...troublesome), fc.string(), fc.jsonValue());
      const bodies = fc.dictionary(fc.constantFrom(...names, 'colour', '__proto__'), value);
      await fc.assert(
        fc.asyncProperty(bodies, async (body) => {
          const before = held();
          const answer = await send({ browser, body });
          assert.ok(answer.status < 500, answer.text);
          if (answer.status >= 400) assert.equal(held(), before, answer.text);
          assert.ok(!answer.text.includes(password));
        }),
        { numRuns: 60 },
      );
      assert.deepEqual(server.faults, []);
    });

    test('an Idempotency-Key replays nothing of it: what is secret is not kept', async () => {
      if (method !== 'POST' || !writes(operation)) return;
      const valid = await readyFor(operation);
      const headers = { 'idempotency-key': `once-${operation.id}` };
      const first = await send(valid, { headers });
      const second = await send(valid, { headers });
      assert.equal(second.headers.get('idempotency-replayed'), null);
      const cookies = [first, second].flatMap((each) => each.headers.getSetCookie());
      assert.equal(new Set(cookies).size, cookies.length, 'the same session twice');
    });
  });
}

test('a refusal beside the session of the app is in its words, whatever the server\u2019s default', async () => {
  const browser = await signIn(server, owner.email);
  const answer = await browser.call('GET', '/contacts/unknown', {
    headers: { 'x-groundlevel-location': server.own.locationId },
  });
  assert.deepEqual([answer.status, answer.body.code], [404, 'contact_not_found']);
  const out = await openBrowser(server).call('GET', '/contacts/unknown');
  assert.deepEqual([out.status, out.body.code], [401, 'token_missing']);
});
