import assert from 'node:assert/strict';
import { test } from 'node:test';

test('every query and command has a name of its own, and is listed once', async () => {
  // They are loaded on threads of their own, where a name listed twice would only be logged.
  const { queries } = await import('./queries.ts');
  const { commands } = await import('./commands.ts');
  assert.ok(queries.size > 0);
  assert.ok(commands.size > 0);
});
