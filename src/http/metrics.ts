import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';
import { jobKinds } from '../../contract/jobs/job-kinds.ts';
import type { OpenJobs } from '../features/jobs/jobs.ts';
import type { EngineLoad, WrittenGroup } from '../storage/engine.ts';
import { type RequestMeters, createRequestMeters } from './request-meters.ts';

/** What is looked at when the metrics are asked for. */
export type MetricSources = {
  engine(): EngineLoad;
  openJobs(signal: AbortSignal): Promise<OpenJobs[]>;
  streams(): number;
  connections(): { open: number; underWay: number };
};

export type Metrics = {
  readonly requests: RequestMeters;
  wrote(group: WrittenGroup): void;
  jobFailed(): void;
  readonly contentType: string;
  /** All of them as text; whoever asks meanwhile gets the same. */
  text(sources: MetricSources): Promise<string>;
};

/** Jobs are counted on a reader: where searches hold all of them, the rest is told without. */
export const countJobsMs = 1000;

/** The reading of each gauge and counter that the engine keeps by itself. */
const engineReadings: readonly [
  name: string,
  kind: 'gauge' | 'counter',
  help: string,
  of: keyof EngineLoad,
][] = [
  ['write_queue', 'gauge', 'Writes that wait or are being written.', 'writesWaiting'],
  ['writes_refused_total', 'counter', 'Writes that found no place to wait.', 'writesRefused'],
  ['readers', 'gauge', 'Threads for searches that have been started.', 'readers'],
  ['readers_busy', 'gauge', 'Threads for searches that are at one.', 'readersBusy'],
  ['search_queue', 'gauge', 'Searches that wait for a thread.', 'searchesWaiting'],
  [
    'searches_refused_total',
    'counter',
    'Searches that found no place to wait, or waited too long.',
    'searchesRefused',
  ],
  ['searches_timed_out_total', 'counter', 'Searches that took too long.', 'searchesTimedOut'],
  ['database_bytes', 'gauge', 'Size of the database file.', 'databaseBytes'],
  ['database_log_bytes', 'gauge', "Size of the database's log of writes.", 'logBytes'],
];

/** What the server counts, and what it is found to do when somebody asks. */
export function createMetrics(monotonicMs: () => number): Metrics {
  const registry = new Registry();
  const registers = [registry];
  const gauge = (name: string, help: string): Gauge =>
    new Gauge({ name: `groundlevel_${name}`, help, registers });
  const counter = (name: string, help: string): Counter =>
    new Counter({ name: `groundlevel_${name}`, help, registers });
  const histogram = (name: string, help: string, buckets: number[]): Histogram =>
    new Histogram({ name: `groundlevel_${name}`, help, buckets, registers });

  const requests = createRequestMeters(registry, monotonicMs);
  const underWay = gauge('requests_under_way', 'Requests without a whole answer, streams too.');
  const connections = gauge('connections', 'Connections that are open.');
  const streams = gauge('streams', 'Live streams of events that are open.');
  const groupSize = histogram(
    'write_group_size',
    'Writes that were committed together.',
    [1, 2, 4, 8, 16, 32, 64, 128],
  );
  const writeBuckets = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5];
  const groupTime = histogram(
    'write_group_seconds',
    'Time of a group of writes, its commit included.',
    writeBuckets,
  );
  const commitTime = histogram(
    'write_commit_seconds',
    'Time of the commit of a group: what the disk takes.',
    writeBuckets,
  );
  const jobs = new Gauge({
    name: 'groundlevel_jobs',
    help: 'Jobs that are not finished; failing are those that failed the last time.',
    labelNames: ['kind', 'status'] as const,
    registers,
  });
  const jobFailures = counter('job_failures_total', 'Slices of jobs that failed.');
  const engineSetters = engineReadings.map(([name, kind, help, of]) => {
    const metric = kind === 'gauge' ? gauge(name, help) : counter(name, help);
    return (load: EngineLoad): void => {
      metric.reset();
      metric.inc(load[of]);
    };
  });

  const setJobs = (found: readonly OpenJobs[]): void => {
    for (const kind of Object.keys(jobKinds)) {
      for (const status of ['waiting', 'running', 'failing']) jobs.set({ kind, status }, 0);
    }
    for (const { kind, status, failing, jobs: count } of found) {
      jobs.inc({ kind, status: failing === 1 ? 'failing' : status }, count);
    }
  };

  let isFollowed = false;
  const collect = async (sources: MetricSources): Promise<string> => {
    // Looking at the event loop costs a little, all the time: from when somebody asks.
    if (!isFollowed) collectDefaultMetrics({ register: registry });
    isFollowed = true;
    const open = sources.connections();
    connections.set(open.open);
    underWay.set(open.underWay);
    streams.set(sources.streams());
    const load = sources.engine();
    for (const set of engineSetters) set(load);
    jobs.reset();
    await sources.openJobs(AbortSignal.timeout(countJobsMs)).then(setJobs, () => undefined);
    return registry.metrics();
  };

  let current: Promise<string> | undefined;
  return {
    requests,
    wrote: ({ writes, tookMs, commitMs }) => {
      groupSize.observe(writes);
      groupTime.observe(tookMs / 1000);
      commitTime.observe(commitMs / 1000);
    },
    jobFailed: () => jobFailures.inc(),
    contentType: registry.contentType,
    text: (sources) => {
      current ??= collect(sources).finally(() => {
        current = undefined;
      });
      return current;
    },
  };
}
