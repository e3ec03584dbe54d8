import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { copyInstalled, newcomerEnv } from './docs/checkout.ts';
import { readSteps } from './docs/pages.ts';
import { followPages } from './docs/reader.ts';
import { readPages } from './try-docs.ts';

const root = join(import.meta.dirname, '..');
const canFollow = ['bash', 'curl'].every((each) => spawnSync(each, ['--version']).status === 0);

test('the README and the guides have commands, and nearly all have their answer', () => {
  let count = 0;
  for (const { name, markdown } of readPages(root)) {
    const steps = readSteps(markdown);
    assert.ok(steps.length >= 3, name);
    count += steps.length;
    const silent = steps.filter((each) => !each.expected && !/^([A-Z]+=|rm )/.test(each.command));
    assert.deepEqual(silent, [], name);
  }
  assert.ok(count >= 55, `${count}`);
});

// The pages are written for bash and curl, which Windows may lack; `npm test` needs neither.
if (canFollow) {
  test('every command of the pages answers what they say, installed and offline', async () => {
    const place = mkdtempSync(join(tmpdir(), 'groundlevel-docs-'));
    try {
      const folder = join(place, 'groundlevel');
      copyInstalled(root, folder);
      const offline = { npm_config_offline: 'true', npm_config_update_notifier: 'false' };
      const env = { ...newcomerEnv(join(place, 'home')), ...offline };
      const problem = await followPages(readPages(root), { folder, env, say: () => undefined });
      assert.equal(problem, undefined);
    } finally {
      rmSync(place, { recursive: true, force: true });
    }
  });
}
