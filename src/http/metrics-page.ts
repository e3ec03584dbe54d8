import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { isIP } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { errors } from '../errors/catalogue.ts';
import type { MetricSources, Metrics } from './metrics.ts';

export type MetricsAccess = {
  /** Without one it is for this machine alone. */
  token: string | undefined;
  /** Whether the settings say so: then whoever asks from this machine may ask for anybody. */
  isBehindProxy: boolean;
};

/** `GET /metrics`: of no operation, so neither in the OpenAPI document nor held to a rate. */
export function registerMetrics(
  app: FastifyInstance,
  metrics: Metrics,
  sources: MetricSources,
  access: MetricsAccess,
): void {
  const admit = admission(access);
  app.get('/metrics', async (request, reply) => {
    admit(request.raw.socket.remoteAddress, request.headers);
    const text = await metrics.text(sources);
    return reply
      .headers({ 'Cache-Control': 'no-store', 'X-Content-Type-Options': 'nosniff' })
      .type(metrics.contentType)
      .send(text);
  });
}

type Admission = (address: string | undefined, headers: IncomingHttpHeaders) => void;

/** Throws `token_missing`, `token_invalid` or `metrics_refused`. */
function admission({ token, isBehindProxy }: MetricsAccess): Admission {
  if (token !== undefined) {
    const expected = digestOf(token);
    return (_address, { authorization = '' }) => {
      const [, sent] = /^Bearer +(\S+) *$/i.exec(authorization) ?? [];
      if (sent === undefined) throw errors.tokenMissing();
      if (!timingSafeEqual(digestOf(sent), expected)) throw errors.metricsTokenInvalid();
    };
  }
  return (address, headers) => {
    const isFromHere =
      !isBehindProxy &&
      isLoopback(address?.replace(/^::ffff:/i, '')) &&
      // A page of another site can send a browser here, by a name of its own.
      isLoopback(nameIn(headers.host)) &&
      !Object.keys(headers).some(isOfProxy);
    if (!isFromHere) throw errors.metricsRefused();
  };
}

function digestOf(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

function isLoopback(host: string | undefined): boolean {
  if (host === undefined) return false;
  return (
    host.toLowerCase() === 'localhost' ||
    host === '::1' ||
    (isIP(host) === 4 && host.startsWith('127.'))
  );
}

function nameIn(host: string | undefined): string | undefined {
  const [, inBrackets, name] = /^(?:\[([^\]]+)\]|([^:]+))(?::\d+)?$/.exec(host ?? '') ?? [];
  return inBrackets ?? name;
}

/** Headers that proxies add: behind one on the same machine everybody comes from loopback. */
const ofProxies: ReadonlySet<string> = new Set([
  'forwarded',
  'via',
  'x-real-ip',
  'x-client-ip',
  'x-original-host',
  'true-client-ip',
  'cf-connecting-ip',
]);

function isOfProxy(header: string): boolean {
  return header.startsWith('x-forwarded') || ofProxies.has(header);
}
