import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, test } from 'node:test';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { password } from '../support/people.ts';
import { type TestServer, startServer } from '../support/server.ts';
import { setUpOwner } from '../support/sessions.ts';
import { startChromium } from './chromium.ts';

export type Theme = 'light' | 'dark';
export type Look = { theme?: Theme; width?: number; height?: number };

/** A browser of its own, as far as cookies go, and what went wrong in it. */
export type Tab = { page: Page; context: BrowserContext; faults: string[] };

export type Harness = {
  server: TestServer;
  /** Nobody is signed in. */
  open(look?: Look): Promise<Tab>;
  /** The owner is signed in; made when first asked for. */
  openAsOwner(look?: Look): Promise<Tab>;
};

type Define = (name: string, proof: (harness: Harness) => Promise<void>) => void;

/** What a browser says of a request that the server refuses as it should. */
const refusals = /\/api\/(?:session|setup)|\/integrations|\/locations\/|\/contacts\//;
const axeSource = readFileSync(
  createRequire(import.meta.url).resolve('axe-core/axe.min.js'),
  'utf8',
);

/** Tests in a browser, each against a server of its own. Where there is no browser one test says so. */
export async function inBrowser(define: (promise: Define) => void): Promise<void> {
  const browser = await startChromium();
  if ('missing' in browser) {
    test('the app in a browser', { skip: browser.missing });
    return;
  }
  after(() => browser.close());
  define((name, proof) => {
    test(name, async () => {
      const server = await startServer();
      const tabs: Tab[] = [];
      try {
        await proof(harnessOf(browser, server, tabs));
        assert.deepEqual(
          tabs.flatMap(({ faults }) => faults),
          [],
        );
        assert.deepEqual(server.faults, []);
      } finally {
        await Promise.all(tabs.map(({ context }) => context.close()));
        await server.close();
      }
    });
  });
}

export function harnessOf(browser: Browser, server: TestServer, tabs: Tab[]): Harness {
  const open: Harness['open'] = async (look) => {
    const tab = await openTab(browser, server.baseUrl, look);
    tabs.push(tab);
    return tab;
  };
  let cookie: Promise<string> | undefined;
  return {
    server,
    open,
    openAsOwner: async (look) => {
      cookie ??= setUpOwner(server).then((owner) => owner.cookie ?? assert.fail('no cookie'));
      const [name = '', value = ''] = (await cookie).split('=');
      const tab = await open(look);
      await tab.context.addCookies([
        { name, value, url: server.baseUrl, httpOnly: true, sameSite: 'Strict' },
      ]);
      return tab;
    },
  };
}

async function openTab(
  browser: Browser,
  baseUrl: string,
  { theme = 'light', width = 1440, height = 900 }: Look = {},
): Promise<Tab> {
  const context = await browser.newContext({
    baseURL: baseUrl,
    // The browser of the package has none that is valid.
    locale: 'en-US',
    colorScheme: theme,
    viewport: { width, height },
    permissions: ['clipboard-read', 'clipboard-write'],
    reducedMotion: 'reduce',
  });
  const faults: string[] = [];
  await context.addInitScript({
    content: `document.addEventListener('securitypolicyviolation', (event) =>
      console.error('policy: ' + event.violatedDirective + ' refused ' + event.blockedURI));`,
  });
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
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
export async function axeFindings({ page, context }: Tab): Promise<string[]> {
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
    await evaluate(`${axeSource};0`);
    // What floats lies outside the landmarks: it is of none, and goes when it is left.
    const options = {
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
