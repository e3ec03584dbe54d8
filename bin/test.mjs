import { buildForTests } from './build-for-tests.mjs';
import { ensureInstalled } from './install.mjs';
import { compileCache, findNode, nodeMissing, packageRoot, runChild } from './launch.mjs';

const folders = ['src', 'contract', 'test', 'tools'];
const everything = [...folders.map((folder) => `${folder}/**/*.test.ts`), 'bin/*.test.mjs'];

if (await ensureInstalled({ needsDev: true })) {
  const node = findNode();
  if (node) {
    process.chdir(packageRoot);
    const args = process.argv.slice(2);
    const files = args.some((each) => !each.startsWith('-')) ? [] : everything;
    const flags = ['--test', '--test-reporter=spec', '--test-concurrency=2', ...args];
    const run = args.length === 0 ? ['tools/run-tests.ts'] : flags;
    const cache = compileCache();
    const env = { ...process.env, ...(cache && { NODE_COMPILE_CACHE: cache }) };
    const build = buildForTests(node, env);
    process.exitCode = build
      ? await runChild(node, [...run, ...files], { ...env, TEST_BUILD: build })
      : 1;
  } else {
    console.error(nodeMissing);
    process.exitCode = 1;
  }
} else process.exitCode = 1;
