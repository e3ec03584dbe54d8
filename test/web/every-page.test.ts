import assert from 'node:assert/strict';
import { type Harness, type Tab, type Theme, axeFindings, inBrowser } from './app.ts';
import { type View, views } from './views.ts';

const wide = { width: 1440, height: 900 };
const narrow = { width: 360, height: 740 };

async function show(app: Harness, { by, show: open }: View, size: typeof wide): Promise<Tab> {
  const tab = by === 'owner' ? await app.openAsOwner(size) : await app.open(size);
  await open({ page: tab.page, server: app.server, locationId: app.server.own.locationId });
  return tab;
}

/** Resolves when nothing fades from one theme to the other any more. */
async function putOn({ page }: Tab, colorScheme: Theme): Promise<void> {
  await page.emulateMedia({ colorScheme });
  await page.evaluate(`new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))
    .then(() => Promise.allSettled(document.getAnimations().filter((each) => each instanceof CSSTransition).map((each) => each.finished)))
    .then(() => undefined)`);
}

async function assertReadable(tab: Tab, name: string): Promise<void> {
  await putOn(tab, 'light');
  assert.deepEqual(await axeFindings(tab), [], `${name}, light`);
  await putOn(tab, 'dark');
  assert.deepEqual(await axeFindings(tab, { colours: true }), [], `${name}, dark`);
  const wider = await tab.page.evaluate('document.documentElement.scrollWidth - innerWidth');
  assert.ok(Number(wider) <= 0, `${name}: ${wider} px scroll sideways`);
}

await inBrowser((promise) => {
  for (const view of views) {
    promise(
      `${view.name}: readable for everybody, in both themes and on a telephone`,
      async (app) => {
        const tab = await show(app, view, wide);
        await assertReadable(tab, `${view.name}, wide`);
        // What floats belongs to the window it was opened in.
        if (view.floats) await tab.page.close();
        const small = view.floats ? await show(app, view, narrow) : tab;
        await small.page.setViewportSize(narrow);
        await assertReadable(small, `${view.name}, narrow`);
      },
      { shared: view.by === 'owner' },
    );
  }
});
