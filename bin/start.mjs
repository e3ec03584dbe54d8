import { ensureInstalled } from './install.mjs';
import { launch } from './launch.mjs';

if (await ensureInstalled({ needsDev: false })) {
  await launch('src/cli/main.ts', ['serve', ...process.argv.slice(2)]);
} else process.exitCode = 1;
