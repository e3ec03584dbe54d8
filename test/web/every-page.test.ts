import assert from 'node:assert/strict';
import { type Tab, type Theme, axeFindings, inBrowser } from './app.ts';
import { views } from './views.ts';

const windows = { wide: { width: 1440, height: 900 }, narrow: { width: 360, height: 740 } };
type Window = keyof typeof windows;

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
  for (const { name, by, floats, show } of views) {
    // What floats belongs to the window it was opened in.
    const rounds: Window[][] = floats ? [['wide'], ['narrow']] : [['wide', 'narrow']];
    for (const round of rounds) {
      promise(
        `${name}: readable for everybody, in both themes, ${round.join(' and ')}`,
        async ({ server, openAsOwner, open }) => {
          const [first = 'wide'] = round;
          const tab = await (by === 'owner' ? openAsOwner : open)(windows[first]);
          await show({ page: tab.page, server, locationId: server.own.locationId });
          for (const each of round) {
            await tab.page.setViewportSize(windows[each]);
            await assertReadable(tab, `${name}, ${each}`);
          }
        },
        { shared: by === 'owner' },
      );
    }
  }
});
