import autocannon from 'autocannon';
import { answerParent } from './own-process.ts';

export type Flood = {
  baseUrl: string;
  connections: number;
  seconds: number;
  authorization: string;
  /** One after the other on each connection, again and again. */
  requests: { method: 'GET' | 'POST'; path: string; body?: string }[];
};
export type FloodResult = {
  requests: number;
  p50Ms: number;
  p95Ms: number;
  p99Ms: number;
  slowestMs: number;
  /** How many replies of which status. */
  statuses: Record<string, number>;
  /** Requests that got no reply. */
  errors: number;
};

async function run({
  baseUrl,
  connections,
  seconds,
  authorization,
  requests,
}: Flood): Promise<FloodResult> {
  const times: number[] = [];
  const statuses: Record<string, number> = {};
  const result = await new Promise<autocannon.Result>((resolve, reject) => {
    const instance = autocannon(
      {
        url: baseUrl,
        connections,
        duration: seconds,
        timeout: 120,
        headers: { authorization, 'content-type': 'application/json' },
        requests,
      },
      (error: unknown, each: autocannon.Result) => (error ? reject(error) : resolve(each)),
    );
    instance.on('response', (_client, status, _bytes, ms) => {
      times.push(ms);
      statuses[status] = (statuses[status] ?? 0) + 1;
    });
  });
  times.sort((a, b) => a - b);
  const at = (share: number): number => times[Math.floor(times.length * share)] ?? Number.NaN;
  return {
    requests: times.length,
    p50Ms: at(0.5),
    p95Ms: at(0.95),
    p99Ms: at(0.99),
    slowestMs: times.at(-1) ?? Number.NaN,
    statuses,
    errors: result.errors,
  };
}

answerParent(run);
