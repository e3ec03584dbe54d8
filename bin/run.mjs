import { ensureInstalled } from './install.mjs';
import { launch } from './launch.mjs';
import { stopWithNpm } from './orphan.mjs';

stopWithNpm('dev');
const [source, ...args] = process.argv.slice(2);
if (await ensureInstalled({ needsDev: true })) await launch(source, args, { ownProcess: true });
else process.exitCode = 1;
