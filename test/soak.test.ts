import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { startProcess } from './support/process.ts';
import { temporaryFolder } from './support/temporary.ts';

const file = fileURLToPath(new URL('../bench/soak.ts', import.meta.url));

test('the soak is answered without a refusal or a fault, and leaves a sound database', async (t) => {
  const folder = temporaryFolder(t);
  const env = {
    SOAK_SECONDS: '3',
    SOAK_CONNECTIONS: '4',
    SOAK_SAMPLE_MS: '500',
    SOAK_RESULTS: folder,
  };
  const { code, stdout, stderr } = await startProcess([], { folder, file, env }).finished;
  assert.equal(code, 0, stdout + stderr);
  const [name = ''] = readdirSync(folder).filter((each) => each.startsWith('soak-'));
  const result = JSON.parse(readFileSync(join(folder, name), 'utf8'));
  assert.deepEqual([result.serverErrors, result.refusals, result.sound], [[], [], true]);
  assert.ok(result.requests > 0);
  assert.ok(result.samples.length > 1);
});
