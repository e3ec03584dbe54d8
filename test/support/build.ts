import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

/** The build that `npm test` makes of the source at hand; without one, tests run the source. */
const build = process.env['TEST_BUILD'];

/** The command line. */
export const entry =
  build === undefined
    ? fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url))
    : join(build, 'main.mjs');

/** For `buildApp`: the threads of a server that runs in the process of a test. */
export const threads = build === undefined ? undefined : pathToFileURL(entry).href;
