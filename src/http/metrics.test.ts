import assert from 'node:assert/strict';
import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import { test } from 'node:test';
import { manualClock } from '../lib/clock.ts';
import { type MetricSources, createMetrics } from './metrics.ts';

const sources: MetricSources = {
  engine: () => ({
    writesWaiting: 3,
    writesRefused: 2,
    readers: 2,
    readersBusy: 1,
    searchesWaiting: 0,
    searchesRefused: 0,
    searchesTimedOut: 0,
    databaseBytes: 4096,
    logBytes: 0,
  }),
  openJobs: async () => [{ kind: 'remove-tag', status: 'running', failing: 0, jobs: 2 }],
  streams: () => 4,
  connections: () => ({ open: 9, underWay: 5 }),
};

const { monotonicMs } = manualClock(0);

test('where jobs cannot be counted all else is told', async () => {
  const metrics = createMetrics(monotonicMs);
  const counted = await metrics.text(sources);
  assert.match(counted, /^groundlevel_jobs\{kind="remove-tag",status="running"\} 2$/m);
  const uncounted = await metrics.text({
    ...sources,
    openJobs: (signal) =>
      new Promise((_resolve, reject) => {
        // As a reader that nobody lets go of: the signal alone ends the wait.
        signal.addEventListener('abort', () => reject(new Error('given up')));
        signal.dispatchEvent(new Event('abort'));
      }),
  });
  assert.doesNotMatch(uncounted, /^groundlevel_jobs\{/m);
  assert.match(uncounted, /^groundlevel_write_queue 3$/m);
  assert.match(uncounted, /^groundlevel_writes_refused_total 2$/m);
});

test('a client that goes before its answer is a 499, and what is live has no latency', async () => {
  const clock = manualClock(0);
  const metrics = createMetrics(clock.monotonicMs);
  const gone = new ServerResponse(new IncomingMessage(new Socket()));
  metrics.requests.meterOf('get-contact').follow(gone);
  clock.advance(2000);
  gone.emit('close');
  const live = new ServerResponse(new IncomingMessage(new Socket()));
  metrics.requests.meterOf('stream-events', { isLive: true }).follow(live);
  live.flushHeaders();
  live.emit('close');
  const text = await metrics.text(sources);
  assert.match(text, /requests_total\{operation="get-contact",status="499"\} 1\n/);
  assert.match(text, /duration_seconds_sum\{operation="get-contact"\} 2\n/);
  assert.match(text, /requests_total\{operation="stream-events",status="200"\} 1\n/);
  assert.doesNotMatch(text, /duration_seconds_sum\{operation="stream-events"/);
});
