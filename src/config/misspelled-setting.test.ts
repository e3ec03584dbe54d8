import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadConfig } from './config.ts';

for (const [sent, meant] of [
  ['GROUNDLEVEL_PROT', 'GROUNDLEVEL_PORT'],
  ['GROUNDLEVEL_RATELIMIT', 'GROUNDLEVEL_RATE_LIMIT'],
  ['GROUNDLEVEL_DATABASE', 'GROUNDLEVEL_DATABASE_URL'],
] as const) {
  test(`${sent} is refused and ${meant} is proposed`, () => {
    assert.throws(() => loadConfig({ env: { [sent]: '1' }, cwd: import.meta.dirname }), {
      message: `${sent} is not a setting; did you mean ${meant}?`,
    });
  });
}
