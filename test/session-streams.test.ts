import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type Listener, has, listen } from './support/listener.ts';
import { peopleOf } from './support/people.ts';
import { type TestServer, startServer } from './support/server.ts';
import { type Browser, ofApp, signIn } from './support/sessions.ts';

let server: TestServer;
before(async () => {
  server = await startServer();
});
after(() => server.close());

type Who = { id: string; browser: Browser };

const manage = (method: string, path: string, body: object) =>
  server.call(method, path, { token: server.managementToken, body });

const endings: Readonly<Record<string, { reason: string; act(who: Who): Promise<unknown> }>> = {
  'signs out': {
    reason: 'session_missing',
    act: ({ browser }) => browser.call('DELETE', '/api/session'),
  },
  'is deactivated': {
    reason: 'session_missing',
    act: ({ id }) => manage('PUT', `/api/users/${id}/active`, { active: false }),
  },
  'is of another location by now': {
    reason: 'location_forbidden',
    act: ({ id }) => manage('PUT', `/users/${id}`, { locationIds: [server.other.locationId] }),
  },
};

async function listenAs({ cookie }: Browser): Promise<Listener> {
  const stream = await listen(server.baseUrl, { headers: { ...ofApp, cookie: cookie ?? '' } });
  await stream.until(has('ready'));
  return stream;
}

for (const [what, { reason, act }] of Object.entries(endings)) {
  test(`the stream of a user who ${what} ends, and another user's goes on`, async () => {
    const people = peopleOf(server);
    const make = async (): Promise<Who> => {
      const email = `${what.replaceAll(' ', '-')}${Math.random()}@example.com`;
      const { id } = await people.create({ email, role: 'user' });
      return { id: String(id), browser: await signIn(server, email) };
    };
    const [own, other] = [await make(), await make()];
    const [stream, bystander] = [await listenAs(own.browser), await listenAs(other.browser)];
    await act(own);
    await stream.over;
    const last = stream.heard.at(-1);
    assert.deepEqual([last?.event, last?.data['reason']], ['end', reason], stream.text());
    const body = { firstName: 'Jane' };
    assert.equal((await other.browser.call('POST', '/contacts/', { body })).status, 201);
    await bystander.until(has('contact.created'));
    bystander.leave();
    assert.deepEqual(server.faults, []);
  });
}
