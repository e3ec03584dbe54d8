import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, test } from 'node:test';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { password } from '../support/people.ts';
import { type Tenant, type TestServer, startServer } from '../support/server.ts';
import { setUpOwner } from '../support/sessions.ts';
import { startChromium } from './chromium.ts';

export type Theme = 'light' | 'dark';
export type Look = {
  theme?: Theme;
  width?: number;
  height?: number;
  /** Where the server is looked at, if not at its own address. */
  at?: string;
};

/** A browser of its own, as far as cookies go, and what went wrong in it. */
export type Tab = { page: Page; context: BrowserContext; faults: string[] };

export type Harness = {
  server: TestServer;
  /** Nobody is signed in. */
  open(look?: Look): Promise<Tab>;
  /** The owner is signed in; made when first asked for. All of the owner's tabs are of one browser. */
  openAsOwner(look?: Look): Promise<Tab>;
};

type Sharing = {
  /** Server and owner's browser are those of all such tests of the file; only the location is the test's own. */
  shared?: boolean;
};
type Define = (name: string, proof: (harness: Harness) => Promise<void>, sharing?: Sharing) => void;

/** What a browser says of a request that the server refuses as it should. */
const refusals =
  /\/api\/(?:session|setup|events)|\/integrations|\/locations\/|\/contacts\/|\/users\//;
const axeSource = readFileSync(
  createRequire(import.meta.url).resolve('axe-core/axe.min.js'),
  'utf8',
);

/** Tests in a browser, against a server of their own or a shared one. Where there is no browser one test says so. */
export async function inBrowser(define: (promise: Define) => void): Promise<void> {
  const browser = await startChromium();
  if ('missing' in browser) {
    test('the app in a browser', { skip: browser.missing });
    return;
  }
  const start = async (): Promise<Harness> => harnessOf(browser, await startServer());
  let shared: Promise<Harness> | undefined;
  after(async () => {
    await browser.close();
    await (await shared)?.server.close();
  });
  define((name, proof, sharing = {}) => {
    test(name, async () => {
      if (sharing.shared) {
        shared ??= start();
        await prove(inOwnLocation(await shared, await (await shared).server.tenant()), proof);
      } else {
        const own = await start();
        await prove(own, proof).finally(() => own.server.close());
      }
    });
  });
}

async function prove(harness: Harness, proof: (harness: Harness) => Promise<void>): Promise<void> {
  const tabs: Tab[] = [];
  const kept = async (tab: Promise<Tab>): Promise<Tab> => {
    tabs.push(await tab);
    return tab;
  };
  try {
    await proof({
      server: harness.server,
      open: (look) => kept(harness.open(look)),
      openAsOwner: (look) => kept(harness.openAsOwner(look)),
    });
    const faults = tabs.flatMap((tab) => tab.faults);
    assert.deepEqual(faults, []);
    assert.deepEqual(harness.server.faults, []);
  } finally {
    await Promise.all(tabs.map(({ page }) => page.close()));
  }
}

/** The same server, seen from a location that nobody else looks at. */
export function inOwnLocation({ server, ...browsers }: Harness, own: Tenant): Harness {
  const call: TestServer['call'] = (method, path, options) =>
    server.call(method, path, { token: own.token, ...options });
  return { ...browsers, server: { ...server, own, call } };
}

export function harnessOf(browser: Browser, server: TestServer): Harness {
  const { baseUrl } = server;
  let owners: Promise<{ context: BrowserContext; cookie: string }> | undefined;
  const openOwners = async (): Promise<{ context: BrowserContext; cookie: string }> => {
    const { cookie = assert.fail('no cookie') } = await setUpOwner(server);
    return { context: await openContext(browser, baseUrl), cookie };
  };
  return {
    server,
    open: async (look) => {
      const at = look?.at ?? baseUrl;
      return openTab(await openContext(browser, at), at, look);
    },
    openAsOwner: async (look) => {
      owners ??= openOwners();
      const { context, cookie } = await owners;
      const [name = '', value = ''] = cookie.split('=');
      // A tab before may have signed out.
      await context.addCookies([{ name, value, url: baseUrl, httpOnly: true, sameSite: 'Strict' }]);
      return openTab(context, baseUrl, look);
    },
  };
}

async function openContext(browser: Browser, baseURL: string): Promise<BrowserContext> {
  const context = await browser.newContext({
    baseURL,
    // The browser of the package has none that is valid.
    locale: 'en-US',
    permissions: ['clipboard-read', 'clipboard-write'],
    reducedMotion: 'reduce',
  });
  await context.addInitScript({
    content: `document.addEventListener('securitypolicyviolation', (event) =>
      console.error('policy: ' + event.violatedDirective + ' refused ' + event.blockedURI));`,
  });
  return context;
}

async function openTab(
  context: BrowserContext,
  baseUrl: string,
  { theme = 'light', width = 1440, height = 900 }: Look = {},
): Promise<Tab> {
  const faults: string[] = [];
  const page = await context.newPage();
  await page.setViewportSize({ width, height });
  await page.emulateMedia({ colorScheme: theme });
  page.setDefaultTimeout(30_000);
  page.on('pageerror', (error) => faults.push(String(error)));
  page.on('console', (message) => {
    if (!['error', 'warning'].includes(message.type())) return;
    if (refusals.test(message.location().url)) return;
    faults.push(message.text());
  });
  page.on('request', (request) => {
    if (!request.url().startsWith(baseUrl)) faults.push(`a request to ${request.url()}`);
  });
  return { page, context, faults };
}

type Violation = { id: string; help: string; nodes: { html: string; failureSummary: string }[] };

/** What axe finds on the page as it is now; it is run in a world of its own, which the policy does not reach. */
export async function axeFindings(
  { page, context }: Tab,
  /** Only what a theme can change. */
  { colours = false } = {},
): Promise<string[]> {
  const devtools = await context.newCDPSession(page);
  try {
    const { frameTree } = await devtools.send('Page.getFrameTree');
    const { executionContextId: contextId } = await devtools.send('Page.createIsolatedWorld', {
      frameId: frameTree.frame.id,
      worldName: 'axe',
    });
    const evaluate = async (expression: string): Promise<unknown> => {
      const reply = await devtools.send('Runtime.evaluate', {
        expression,
        contextId,
        awaitPromise: true,
        returnByValue: true,
      });
      if (reply.exceptionDetails) throw new Error(JSON.stringify(reply.exceptionDetails));
      return reply.result.value;
    };
    if ((await evaluate('typeof axe')) !== 'object') await evaluate(`${axeSource};0`);
    const options = colours
      ? { runOnly: { type: 'rule', values: ['color-contrast'] } }
      : {
          // What floats lies outside the landmarks: it is of none, and goes when it is left.
          rules: { region: { enabled: false } },
          runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
        };
    const found = await evaluate(
      `axe.run(document, ${JSON.stringify(options)}).then((r) => JSON.stringify(r.violations))`,
    );
    const violations = JSON.parse(String(found)) as Violation[];
    return violations.flatMap(({ id, help, nodes }) =>
      nodes.map((node) => `${id}: ${help}: ${node.html.slice(0, 200)} ${node.failureSummary}`),
    );
  } finally {
    await devtools.detach();
  }
}

export const ownerSignIn = { email: 'ada@example.com', password };
