import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

/** The modules that a thread loads with its entry, in a process of its own. */
function loadedBy(entry: string): string[] {
  const url = new URL(`../src/${entry}`, import.meta.url).href;
  const code = `
    const { registerHooks } = await import('node:module');
    const seen = [];
    registerHooks({ load: (url, context, next) => (seen.push(url), next(url, context)) });
    await import(${JSON.stringify(url)});
    console.log(JSON.stringify(seen));`;
  const cwd = fileURLToPath(new URL('..', import.meta.url));
  const args = ['--input-type=module', '-e', code];
  const { stdout, stderr } = spawnSync(process.execPath, args, { cwd, encoding: 'utf8' });
  assert.notEqual(stdout, '', stderr);
  return JSON.parse(stdout) as string[];
}

for (const entry of ['commands.ts', 'queries.ts']) {
  test(`the thread of ${entry} loads neither schemas nor HTTP, which cost it memory`, () => {
    const loaded = loadedBy(entry);
    assert.ok(loaded.some((url) => url.endsWith(`src/${entry}`)));
    const heavy = loaded.filter((url) =>
      /node_modules\/(?:typebox|fastify)\/|src\/http\//.test(url),
    );
    assert.deepEqual(heavy, []);
  });
}
