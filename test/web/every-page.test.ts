import assert from 'node:assert/strict';
import { type Harness, type Tab, axeFindings, inBrowser } from './app.ts';
import type { View } from './view.ts';
import { views } from './views.ts';

const wide = { width: 1440, height: 900 };
const narrow = { width: 360, height: 740 };

async function show(app: Harness, { by, show: open }: View, size: typeof wide): Promise<Tab> {
  const tab = by === 'owner' ? await app.openAsOwner(size) : await app.open(size);
  await open({ page: tab.page, server: app.server, locationId: app.server.own.locationId });
  return tab;
}

async function assertReadable(tab: Tab, name: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await tab.page.emulateMedia({ colorScheme });
    assert.deepEqual(await axeFindings(tab), [], `${name}, ${colorScheme}`);
  }
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
        if (view.floats) await tab.context.close();
        const small = view.floats ? await show(app, view, narrow) : tab;
        await small.page.setViewportSize(narrow);
        await assertReadable(small, `${view.name}, narrow`);
      },
    );
  }
});
