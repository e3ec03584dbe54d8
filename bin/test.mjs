import { ensureInstalled } from './install.mjs';
import { findNode, nodeMissing, packageRoot, runChild } from './launch.mjs';

const everything = ['src', 'contract', 'test', 'tools'].map((folder) => `${folder}/**/*.test.ts`);

if (await ensureInstalled({ needsDev: true })) {
  const node = findNode();
  if (node) {
    process.chdir(packageRoot);
    const args = process.argv.slice(2);
    const files = args.some((each) => !each.startsWith('-'))
      ? []
      : [...everything, 'bin/*.test.mjs'];
    const flags = ['--test', '--test-reporter=spec', '--test-concurrency=2'];
    process.exitCode = await runChild(node, [...flags, ...args, ...files]);
  } else {
    console.error(nodeMissing);
    process.exitCode = 1;
  }
} else process.exitCode = 1;
