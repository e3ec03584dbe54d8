import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

/** Names under which a machine has one. */
const installed = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

type Found = { path: string; args: readonly string[] };

/**
 * A Chromium: of the setting TEST_CHROMIUM, of the package, which is for Linux on x64, or of the machine.
 * Undefined where none is.
 */
async function findChromium(): Promise<Found | undefined> {
  const set = process.env['TEST_CHROMIUM'];
  if (set !== undefined && set !== '') return { path: set, args: ['--no-sandbox'] };
  if (process.platform === 'linux' && process.arch === 'x64') {
    const { default: packaged } = await import('@sparticuz/chromium');
    return { path: await packaged.executablePath(), args: packaged.args };
  }
  const path = installed.map(whereIs).find((each) => each !== undefined);
  return path === undefined ? undefined : { path, args: ['--no-sandbox'] };
}

function whereIs(name: string): string | undefined {
  const { stdout } = spawnSync('which', [name], { encoding: 'utf8' });
  const path = (stdout ?? '').trim();
  return path !== '' && existsSync(path) ? path : undefined;
}

/** Started, or the reason why there is none; under CI that there is none is a failure. */
export async function startChromium(): Promise<Browser | { missing: string }> {
  try {
    const found = await findChromium();
    if (found) {
      // Both are for one process without a sandbox; the rest of what the package asks for is for its own host.
      const args = ['--no-sandbox', '--disable-dev-shm-usage', ...found.args.filter(isNeeded)];
      return await chromium.launch({ executablePath: found.path, args, headless: true });
    }
    return missing('there is no Chromium');
  } catch (error) {
    return missing(error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error));
  }
}

const isNeeded = (arg: string): boolean =>
  /^--(?:disable-gpu|use-gl|use-angle|no-zygote)/.test(arg);

function missing(why: string): { missing: string } {
  const says = `${why}; TEST_CHROMIUM names one`;
  if (process.env['CI']) throw new Error(says);
  return { missing: says };
}
