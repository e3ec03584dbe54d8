import type { ServerResponse } from 'node:http';
import { Counter, Histogram, type Registry } from 'prom-client';

/** Counts the requests of one route. */
export type Meter = {
  /** Until the reply is out, or its connection gone. */
  follow(response: ServerResponse): void;
};

export type RequestMeters = {
  /** One for each label; what stays open for long has no latency. */
  meterOf(operation: string, options?: { isLive: boolean }): Meter;
  /** Of what no route answers. */
  readonly unrouted: Meter;
  /** What was refused before it was a request. */
  unreadable(status: number): void;
};

/** Of whose reply nothing went out before its connection was gone; no such status is ever sent. */
export const goneStatus = 499;

const latencies = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10];

/**
 * Requests by what they asked for and how it was answered. Labels come from the routes alone, never
 * from an address, so that there are no more of them than routes and statuses.
 */
export function createRequestMeters(registry: Registry, monotonicMs: () => number): RequestMeters {
  /** By operation and status: told when it is asked for, since a library's counter costs more. */
  const counts = new Map<string, Map<number, number>>();
  const total: Counter<'operation' | 'status'> = new Counter({
    name: 'groundlevel_requests_total',
    help: 'Requests that were answered, by operation or page and by status.',
    labelNames: ['operation', 'status'],
    registers: [registry],
    collect: () => {
      total.reset();
      for (const [operation, byStatus] of counts) {
        for (const [status, count] of byStatus) total.inc({ operation, status }, count);
      }
    },
  });
  const duration = new Histogram({
    name: 'groundlevel_request_duration_seconds',
    help: 'Time from the headers of a request until its reply was handed over; not of live streams.',
    labelNames: ['operation'] as const,
    buckets: latencies,
    registers: [registry],
  });
  const meters = new Map<string, Meter>();
  const counterOf = (operation: string): ((status: number) => void) => {
    const byStatus = new Map<number, number>();
    counts.set(operation, byStatus);
    return (status) => void byStatus.set(status, (byStatus.get(status) ?? 0) + 1);
  };
  const newMeter = (operation: string, isLive: boolean): Meter => {
    const count = counterOf(operation);
    const took = isLive ? undefined : duration.labels({ operation });
    return {
      follow: (response) => {
        const startMs = monotonicMs();
        response.once('close', () => {
          count(response.headersSent ? response.statusCode : goneStatus);
          took?.observe((monotonicMs() - startMs) / 1000);
        });
      },
    };
  };
  return {
    meterOf: (operation, { isLive } = { isLive: false }) => {
      const meter = meters.get(operation) ?? newMeter(operation, isLive);
      meters.set(operation, meter);
      return meter;
    },
    unrouted: newMeter('none', false),
    unreadable: counterOf('unreadable'),
  };
}
