import assert from 'node:assert/strict';
import { makeOwnerLink } from '../../src/features/users/sessions/links.ts';
import { systemClock } from '../../src/lib/clock.ts';
import { password } from './people.ts';
import type { Answer, Call, TestServer } from './server.ts';

/** A browser with the app open: its cookie, and the header that only the app sends. */
export type Browser = {
  call(method: string, path: string, options?: Call): Promise<Answer>;
  /** As `name=value`; undefined once it is signed out. */
  cookie: string | undefined;
};

export const ofApp = { 'x-groundlevel-client': 'app' };

export function openBrowser(server: TestServer, cookie?: string): Browser {
  const browser: Browser = {
    cookie,
    call: async (method, path, options = {}) => {
      const answer = await server.call(method, path, {
        token: null,
        ...options,
        headers: {
          ...ofApp,
          ...(browser.cookie !== undefined && { cookie: browser.cookie }),
          ...options.headers,
        },
      });
      const [set] = answer.headers.getSetCookie();
      if (set !== undefined) browser.cookie = /^[^=]+=[^;]+/.exec(set)?.[0];
      return answer;
    },
  };
  return browser;
}

export const owner = { firstName: 'Ada', lastName: 'Byron', email: 'ada@example.com', password };

/** The key of a link that makes the owner. */
export async function ownerKey(server: TestServer, now = systemClock.now()): Promise<string> {
  const actor = { kind: 'cli', id: 'test', name: 'test' } as const;
  const link = await makeOwnerLink(server.app.engine, { now, traceId: 'test', actor });
  return link?.key ?? assert.fail('there is an owner already');
}

/** The first owner, signed in. */
export async function setUpOwner(server: TestServer, now?: number): Promise<Browser> {
  const browser = openBrowser(server);
  const body = { key: await ownerKey(server, now), ...owner };
  const made = await browser.call('POST', '/api/setup', { body });
  assert.equal(made.status, 201, made.text);
  return browser;
}

export async function signIn(server: TestServer, email: string, sent = password): Promise<Browser> {
  const browser = openBrowser(server);
  const answer = await browser.call('POST', '/api/session', { body: { email, password: sent } });
  assert.equal(answer.status, 201, answer.text);
  return browser;
}
