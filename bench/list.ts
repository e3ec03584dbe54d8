import assert from 'node:assert/strict';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { startServing } from '../test/support/process.ts';
import { ownerSignIn } from '../test/web/app.ts';
import { startChromium } from '../test/web/chromium.ts';
import { ContactsPage } from '../test/web/pages/contacts.ts';
import { buildApp } from '../tools/build-app.ts';
import { sizesOf } from '../tools/web-size.ts';
import { listProbe } from './list-probe.ts';
import { seededDatabase } from './seeded.ts';

/** The list of contacts in a browser: `npm run bench-list`, or with another number of contacts. */
const count = Number(process.argv[2] ?? 100_000);
const root = join(import.meta.dirname, '..');
const scrolledRows = 2000;
const results = process.env['BENCH_RESULTS'] ?? join(import.meta.dirname, 'results');
const folder = mkdtempSync(join(tmpdir(), 'groundlevel-list-'));
const path = join(folder, 'data', 'groundlevel.db');

type Times = { p50: number; p95: number; most: number; times: number };
type Found = { toPaintMs: number; serverMs: number };
type Scrolled = { frames: number; blankFrames: number; frameMs: number[] };

try {
  assert.ok(await buildApp(root), 'the app could not be built');
  const { locationId, path: seeded } = await seededDatabase(count);
  // The one that stays has no owner.
  mkdirSync(join(folder, 'data'));
  copyFileSync(seeded, path);
  const serving = await startServing({ folder });
  // A start without an owner prints the link that makes one.
  const [, key = ''] = await serving.printed(/setup#(\S+)/);
  const browser = await startChromium();
  if ('missing' in browser) throw new Error(browser.missing);
  try {
    const context = await browser.newContext({
      baseURL: serving.baseUrl,
      locale: 'en-US',
      viewport: { width: 1440, height: 900 },
    });
    const page = await context.newPage();
    page.setDefaultTimeout(30_000);
    await signUp(page, key);
    await page.addInitScript({ content: listProbe });
    const contacts = new ContactsPage(page);
    await contacts.open(locationId);
    await contacts.has(count);
    const loadAtFirst = load();
    const opened = await openedAgain(page);
    const memoryAtFirst = await memory(page);

    const filters = await changedFilters(contacts);
    await contacts.search.fill('');
    await contacts.has(count);
    const scrolling = await scrolled(contacts);
    const memoryAfter = await memory(page);
    const interactions = await interacted(contacts);
    const figures = {
      at: new Date().toISOString(),
      contacts: count,
      machine: { cores: availableParallelism(), loadAtFirst, loadAtLast: load() },
      app: sizesOf(join(root, 'web', 'dist')),
      openedToPaintMs: timesOf(opened),
      filterToPaintMs: timesOf(filters.map(({ toPaintMs }) => toPaintMs)),
      ofThatServerMs: timesOf(filters.map(({ serverMs }) => serverMs)),
      oursMs: timesOf(filters.map(({ toPaintMs, serverMs }) => toPaintMs - serverMs)),
      scrolling: {
        rows: scrolling.rows,
        frames: scrolling.frames,
        blankFrames: scrolling.blankFrames,
        frameMs: timesOf(scrolling.frameMs),
      },
      tabMegabytes: { atFirst: memoryAtFirst, afterScrolling: memoryAfter },
      interactionMs: Object.fromEntries(
        Object.entries(interactions).map(([name, each]) => [name, timesOf(each)]),
      ),
      everyInteractionMs: timesOf(Object.values(interactions).flat()),
    };
    mkdirSync(results, { recursive: true });
    const file = join(results, `list-${figures.at.replaceAll(':', '-')}.json`);
    writeFileSync(file, `${JSON.stringify(figures, null, 2)}\n`);
    console.log(JSON.stringify(figures, null, 2));
    console.log(`\nAll figures: ${file}`);
  } finally {
    await browser.close();
    await serving.kill('SIGTERM');
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function signUp(page: Page, key: string): Promise<void> {
  await page.goto(`/app/setup#${key}`);
  await page.getByLabel('First name').fill('Ada');
  await page.getByLabel('Last name').fill('Byron');
  await page.getByLabel('E-mail').fill(ownerSignIn.email);
  await page.getByLabel('Password', { exact: true }).fill(ownerSignIn.password);
  await page.getByRole('button', { name: 'Create account' }).click();
  await page.getByRole('heading', { name: 'You are all set' }).waitFor();
}

/** Loaded anew, as by somebody who has been there before. */
async function openedAgain(page: Page): Promise<number[]> {
  const times: number[] = [];
  for (let each = 0; each < 10; each += 1) {
    await page.reload();
    times.push(await page.evaluate('probe.opened'));
  }
  return times;
}

/** Texts that each find others, typed as a whole, so that each is one changed filter. */
async function changedFilters({ page, search }: ContactsPage): Promise<Found[]> {
  // Each once: a list that was there a minute ago needs no server.
  const texts = [
    ...['smith', 'okafor', 'hassan', 'johnson', 'garcía', 'maria', 'chen', 'ruth'],
    ...['customer', 'gmail', 'logistics', 'an', 'z', 'newsletter', 'david miller', 'miler'],
  ];
  const found: Found[] = [];
  for (const text of texts) {
    await page.evaluate('probe.watchFilter()');
    await search.fill(text);
    found.push(await page.evaluate('probe.filtered'));
  }
  return found;
}

/** Rows are loaded first; then each frame goes on by half of what is seen. */
async function scrolled({
  page,
  grid,
  search,
}: ContactsPage): Promise<Scrolled & { rows: number }> {
  const most = Math.min(scrolledRows, count);
  await search.press('ArrowDown');
  for (let loaded = 0; loaded < most; ) {
    await page.keyboard.press('Control+End');
    loaded = await page.evaluate('probe.loaded()');
  }
  const all: Scrolled = await grid.evaluate((element) => {
    const { probe } = globalThis as unknown as {
      probe: { scroll(of: unknown): Promise<Scrolled> };
    };
    return probe.scroll(element);
  });
  return { ...all, rows: most };
}

/** What asks for no search: each from the key to the frame after it. */
async function interacted({ page, search }: ContactsPage): Promise<Record<string, number[]>> {
  const timed: Record<string, number[]> = {};
  const press = async (name: string, key: string): Promise<void> => {
    await page.evaluate('probe.watchKey()');
    await page.keyboard.press(key);
    const ms: number = await page.evaluate('probe.pressed');
    timed[name] = [...(timed[name] ?? []), ms];
  };
  await search.press('ArrowDown');
  await page.keyboard.press('Control+Home');
  for (let at = 0; at < 60; at += 1) await press('move down', 'ArrowDown');
  for (let at = 0; at < 20; at += 1) await press('a page down', 'PageDown');
  for (let at = 0; at < 30; at += 1) await press('select', 'Space');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Home');
  for (const key of ['ArrowRight', 'ArrowRight']) await page.keyboard.press(key);
  for (let at = 0; at < 30; at += 1) {
    await press('begin an edit', 'F2');
    await press('give up an edit', 'Escape');
  }
  await page.keyboard.press('ArrowLeft');
  for (let at = 0; at < 15; at += 1) {
    await press('open the panel', 'Enter');
    await page.getByRole('complementary').getByRole('heading').first().waitFor();
    await page.locator('aside h2:focus').waitFor();
    await press('close the panel', 'Escape');
    await page.locator('[role=rowheader]:focus').waitFor();
  }
  return timed;
}

/** How many others want a core, of which the browser and the server take two. */
function load(): number {
  return Math.round((loadavg()[0] ?? 0) * 10) / 10;
}

type Memory = { heap: number; process: number | undefined };

/** Of the script, after a collection of what it no longer uses, and of the whole process, where Linux tells it. */
async function memory(page: Page): Promise<Memory> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('HeapProfiler.collectGarbage');
  await devtools.send('Performance.enable');
  const { metrics } = await devtools.send('Performance.getMetrics');
  await devtools.detach();
  const heap = metrics.find(({ name }) => name === 'JSHeapUsedSize')?.value ?? 0;
  const browser = page.context().browser() ?? assert.fail('the browser is gone');
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  await session.detach();
  const renderers = processInfo.filter(({ type }) => type === 'renderer');
  const resident = renderers.map(({ id }) => residentBytes(id));
  return {
    heap: megabytes(heap),
    process: resident.includes(undefined)
      ? undefined
      : megabytes(resident.reduce((sum: number, each = 0) => sum + each, 0)),
  };
}

function residentBytes(pid: number): number | undefined {
  const file = `/proc/${pid}/status`;
  if (!existsSync(file)) return undefined;
  const [, kilobytes = '0'] = /VmRSS:\s+(\d+) kB/.exec(readFileSync(file, 'utf8')) ?? [];
  return Number(kilobytes) * 1024;
}

function megabytes(bytes: number): number {
  return Math.round(bytes / 100_000) / 10;
}

function timesOf(values: readonly number[]): Times {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share: number): number =>
    Math.round((sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0) * 10) /
    10;
  return { p50: at(0.5), p95: at(0.95), most: at(1), times: values.length };
}
