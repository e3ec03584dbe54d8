import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { startServer } from '../support/server.ts';
import { harnessOf } from './app.ts';
import { startChromium } from './chromium.ts';
import { views } from './views.ts';

/** Pictures of every view, to be looked at: `npm run shots`, or with the names of some. */
const to = join(import.meta.dirname, '..', '..', 'docs', 'screens');
const looks = [
  { name: 'light', theme: 'light', width: 1440, height: 900 },
  { name: 'dark', theme: 'dark', width: 1440, height: 900 },
  { name: 'phone', theme: 'light', width: 360, height: 740 },
] as const;

const wanted = process.argv.slice(2);
const browser = await startChromium();
if ('missing' in browser) throw new Error(browser.missing);
if (wanted.length === 0) rmSync(to, { recursive: true, force: true });
mkdirSync(to, { recursive: true });
for (const { name, by, show } of views) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  for (const look of looks) {
    const server = await startServer();
    try {
      const app = harnessOf(browser, server);
      const { page } = by === 'owner' ? await app.openAsOwner(look) : await app.open(look);
      await show({ page, server, locationId: server.own.locationId });
      await page.screenshot({
        path: join(to, `${name}-${look.name}.png`),
        animations: 'disabled',
        caret: 'hide',
      });
    } finally {
      await server.close();
    }
  }
  console.log(name);
}
await browser.close();
