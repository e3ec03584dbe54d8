import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createStopSignals } from './stop-signals.ts';

test('copies of one Ctrl-C stop once; a later one ends at once', () => {
  const signals = createStopSignals();
  assert.equal(signals.received(5000), 'stop');
  assert.equal(signals.received(5001), 'nothing');
  assert.equal(signals.received(5999), 'nothing');
  assert.equal(signals.received(6000), 'end');
});
