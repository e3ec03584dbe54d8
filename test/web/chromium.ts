import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

/** Names under which a machine has one. */
const installed = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** Drawn by the processor and in one process: a page costs half of what it costs with a graphics card made up. */
const args = ['--no-sandbox', '--disable-dev-shm-usage', '--disable-gpu', '--in-process-gpu'];

/** A name of this machine that browsers trust as little as one of the network: no page of it is secure over HTTP. */
export const lanHost = 'contacts.lan';

/**
 * A Chromium: of the setting TEST_CHROMIUM, of the package, which is for Linux on x64, or of the machine.
 * Undefined where none is.
 */
async function findChromium(): Promise<string | undefined> {
  const set = process.env['TEST_CHROMIUM'];
  if (set !== undefined && set !== '') return set;
  if (process.platform === 'linux' && process.arch === 'x64') {
    const { default: packaged } = await import('@sparticuz/chromium');
    return packaged.executablePath();
  }
  return installed.map(whereIs).find((each) => each !== undefined);
}

function whereIs(name: string): string | undefined {
  const { stdout } = spawnSync('which', [name], { encoding: 'utf8' });
  const path = (stdout ?? '').trim();
  return path !== '' && existsSync(path) ? path : undefined;
}

/** Started, or the reason why there is none; under CI that there is none is a failure. */
export async function startChromium(): Promise<Browser | { missing: string }> {
  try {
    const executablePath = await findChromium();
    if (executablePath !== undefined) {
      return await chromium.launch({
        executablePath,
        args: [...args, `--host-resolver-rules=MAP ${lanHost} 127.0.0.1`],
        headless: true,
      });
    }
    return missing('there is no Chromium');
  } catch (error) {
    return missing(error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error));
  }
}

function missing(why: string): { missing: string } {
  const says = `${why}; TEST_CHROMIUM names one`;
  if (process.env['CI']) throw new Error(says);
  return { missing: says };
}
