import { ensureInstalled } from './install.mjs';
import { launch } from './launch.mjs';
import { stopWithNpm } from './orphan.mjs';

stopWithNpm('start');
if (await ensureInstalled({ needsDev: false })) {
  await launch('src/cli/main.ts', ['serve', ...process.argv.slice(2)]);
} else process.exitCode = 1;
