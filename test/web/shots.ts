import assert from 'node:assert/strict';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { buildApp } from '../../tools/build-app.ts';
import { startServer } from '../support/server.ts';
import { type Harness, harnessOf, inOwnLocation } from './app.ts';
import { startChromium } from './chromium.ts';
import { views } from './views.ts';

/** Pictures of every view, to be looked at: `npm run shots`, or with the names of some. */
const root = join(import.meta.dirname, '..', '..');
const to = join(root, 'docs', 'screens');
const looks = [
  { name: 'light', theme: 'light', width: 1440, height: 900 },
  { name: 'dark', theme: 'dark', width: 1440, height: 900 },
  { name: 'phone', theme: 'light', width: 360, height: 740 },
] as const;

assert.ok(await buildApp(root), 'the app could not be built');
const wanted = process.argv.slice(2);
const browser = await startChromium();
if ('missing' in browser) throw new Error(browser.missing);
if (wanted.length === 0) rmSync(to, { recursive: true, force: true });
mkdirSync(to, { recursive: true });

async function shoot(harness: Harness, view: (typeof views)[number], look: (typeof looks)[number]) {
  const { server, open, openAsOwner } = harness;
  const { page } = await (view.by === 'owner' ? openAsOwner : open)(look);
  try {
    await view.show({ page, server, locationId: server.own.locationId });
    await page.screenshot({
      path: join(to, `${view.name}-${look.name}.png`),
      animations: 'disabled',
      caret: 'hide',
    });
  } finally {
    await page.close();
  }
}

const ownersServer = await startServer();
const owners = harnessOf(browser, ownersServer);
for (const view of views) {
  if (wanted.length > 0 && !wanted.includes(view.name)) continue;
  for (const look of looks) {
    if (view.by === 'owner') {
      await shoot(inOwnLocation(owners, await ownersServer.tenant()), view, look);
      continue;
    }
    const server = await startServer();
    await shoot(harnessOf(browser, server), view, look).finally(() => server.close());
  }
  console.log(view.name);
}
await browser.close();
await ownersServer.close();
