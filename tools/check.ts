import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { checkLayers } from './layers.ts';
import { buildApp } from './build-app.ts';
import { checkTexts } from './text-checks.ts';
import { checkWebSource } from './web-checks.ts';
import { checkContrast } from './web-contrast.ts';
import { checkSizes, sizesOf } from './web-size.ts';

type Check = { name: string; run(root: string): Promise<string[]> };

const bin = (root: string, file: string): string => join(root, 'node_modules', file);

/** Every check of the project; each names what it found, nothing when all is well. */
export const checks: readonly Check[] = [
  { name: 'types', run: (root) => node(root, [bin(root, 'typescript/bin/tsc'), '-p', root]) },
  {
    name: 'types of the web app',
    run: (root) => node(root, [bin(root, 'typescript/bin/tsc'), '-p', join(root, 'web')]),
  },
  {
    name: 'lint, format, cycles of files',
    run: (root) =>
      node(root, [bin(root, '@biomejs/biome/bin/biome'), 'check', '--error-on-warnings', root]),
  },
  {
    name: 'layers: imports, SQL, cycles of features, contract tests',
    run: async (root) => checkLayers(root),
  },
  { name: 'length, suppressions, words', run: async (root) => checkTexts(root) },
  {
    name: 'web app: layers, colours, styles',
    run: async (root) => [...checkWebSource(root), ...checkContrast(root)],
  },
  {
    name: 'web app: sizes',
    run: async (root) =>
      (await buildApp(root))
        ? checkSizes(sizesOf(join(root, 'web', 'dist')))
        : ['the web app cannot be built'],
  },
  {
    name: 'generated files',
    run: (root) => node(root, ['tools/gen.ts', '--check']),
  },
];

/** Output of a failed command, nothing of one that succeeded. */
function node(cwd: string, args: string[]): Promise<string[]> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
    let text = '';
    child.stdout.on('data', (chunk) => (text += String(chunk)));
    child.stderr.on('data', (chunk) => (text += String(chunk)));
    child.on('close', (code) => resolve(code === 0 ? [] : [text.trim() || `exit ${code}`]));
  });
}

if (import.meta.main) {
  const root = process.cwd();
  const results = await Promise.all(
    checks.map(async (check) => {
      const start = performance.now();
      const found = await check.run(root);
      const seconds = ((performance.now() - start) / 1000).toFixed(1);
      console.log(`${found.length === 0 ? 'ok  ' : 'FAIL'} ${check.name} (${seconds} s)`);
      for (const each of found) console.log(each);
      return found.length === 0;
    }),
  );
  if (results.includes(false)) process.exitCode = 1;
}
