import { randomUUID } from 'node:crypto';
import { createServer as createHttpServer, type IncomingMessage } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import { parse as parseQuery } from 'node:querystring';
import cors from '@fastify/cors';
import fastify, {
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  LogController,
} from 'fastify';
import type { Operation, SessionOperation } from '../../contract/operation.ts';
import { AppError } from '../errors/app-error.ts';
import { errors } from '../errors/catalogue.ts';
import { fileErrorFrom, storageErrorFrom } from '../storage/constraint-errors.ts';
import { type HeldBody, createBodyBudget } from './body-budget.ts';
import type { Access, Claim } from '../access/access.ts';
import { wireVersionOf } from '../access/authenticate.ts';
import {
  type Compatibility,
  type CompatibilityName,
  compatibilities,
} from '../access/compatibility.ts';
import { bodyLabelProblem, framingProblem } from './body-labels.ts';
import type { Connections } from './connections.ts';
import type { BodyNotes } from '../access/check-request.ts';
import { readJsonBody } from './json-body.ts';
import type { Call } from '../access/operation-request.ts';
import type { SessionCall } from '../access/session-request.ts';
import { queryAsMeant } from '../access/query-as-meant.ts';
import type { Meter, RequestMeters } from './request-meters.ts';
import type { RateLimitState } from '../access/rate-limit.ts';
import { readBody } from './read-body.ts';
import { renderError } from './render-error.ts';
import { appClaimOf, isFromApp } from './session-cookie.ts';

declare module 'fastify' {
  interface FastifyRequest {
    traceId: string;
    call: Call | undefined;
    /** Of an operation of who signs in. */
    sessionCall: SessionCall | undefined;
    /** Of a JSON body. */
    bodyNotes: BodyNotes | undefined;
    /** What its body takes of the bytes there are for all, until the reply is out. */
    held: HeldBody | undefined;
  }
  interface FastifyContextConfig {
    operation?: Operation;
    sessionOperation?: SessionOperation;
    /** Of every route. */
    meter?: Meter;
    /** What follows once it is known who calls, before the body is read. */
    enter?: (request: FastifyRequest, call: Call) => Promise<void>;
  }
}

export type ServerOptions = {
  access: Access;
  logger: FastifyBaseLogger;
  /** Of what is refused before it is known who calls. */
  compatibility: CompatibilityName;
  bodyLimitBytes: number;
  requestTimeoutMs: number;
  trustProxy: boolean | string | string[];
  corsOrigins: string[];
  publicUrl: string | undefined;
  https: { cert: Buffer; key: Buffer } | undefined;
  connections: Connections;
  meters: RequestMeters;
};

/** Of a body that anyone may send. */
export const sessionBodyBytes = 16_384;

/** That a connection is kept open for its next request. */
export const keepAliveMs = 72_000;

/** Fastify with what every request meets: trace id, token, version, rate, one JSON parser, errors. */
export async function createServer(options: ServerOptions): Promise<FastifyInstance> {
  const { access, connections, https, meters, publicUrl } = options;
  const budget = createBodyBudget(options.bodyLimitBytes);
  const serverDefault = compatibilities[options.compatibility];

  const parsing = {
    // Node would answer a missing Host by itself, without a body.
    requireHostHeader: false,
    // By default Node looks for late requests each 30 s only.
    connectionsCheckingInterval: Math.min(5000, options.requestTimeoutMs / 4),
    // Where that of the headers is the longer one, Node takes it for the whole request.
    headersTimeout: Math.min(60_000, options.requestTimeoutMs),
    requestTimeout: options.requestTimeoutMs,
    keepAliveTimeout: keepAliveMs,
  };
  const app: FastifyInstance = fastify({
    serverFactory: (listener) =>
      connections.follow(
        https
          ? createHttpsServer({ ...https, ...parsing }, connections.inTurn(listener))
          : createHttpServer(parsing, connections.inTurn(listener)),
      ),
    loggerInstance: options.logger,
    // What is logged names its request by the trace id.
    childLoggerFactory: (logger) => logger,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: options.bodyLimitBytes,
    trustProxy: options.trustProxy,
    // Schemas are compiled from the contract: fastify's own compilers are never needed, nor loaded.
    schemaController: {
      compilersFactory: { buildValidator: noCompiler, buildSerializer: noCompiler },
    },
    routerOptions: {
      ignoreTrailingSlash: true,
      maxParamLength: 200,
      // By default it stops at a thousand parameters, and a filter may stand behind them.
      querystringParser: (text) => queryAsMeant(parseQuery(text, '&', '=', { maxKeys: 0 })),
    },
    // A stop is ours: `connections.ts`, and the refusal below.
    forceCloseConnections: false,
    return503OnClosing: false,
    frameworkErrors: (error, request, reply) => {
      request.traceId = randomUUID();
      meters.unrouted.follow(reply.raw);
      answerError(toAppError(error, request), request, reply);
    },
    clientErrorHandler: (error, socket) => {
      const problem = connectionProblem(error, options);
      const { status, body } = renderError(problem, randomUUID(), serverDefault);
      meters.unreadable(status);
      const json = JSON.stringify(body);
      // What came after a whole request is at fault: it does not take that request's answer.
      connections.endWith(
        socket,
        `HTTP/1.1 ${status} ${String(body['error'])}\r\nContent-Type: application/json\r\nCache-Control: no-store\r\n` +
          `X-Groundlevel-Compatibility: ${serverDefault.name}\r\n` +
          `Content-Length: ${Buffer.byteLength(json)}\r\nConnection: close\r\n\r\n${json}`,
      );
    },
  });

  // An expectation that we do not know is not met and not refused; node's own 417 has no body.
  app.server.on('checkExpectation', (request, response) => {
    app.server.emit('request', request, response);
  });
  app.addHook('onRoute', (route) => {
    const { operation, sessionOperation } = route.config ?? {};
    const label = (operation ?? sessionOperation)?.id ?? route.url;
    const meter = meters.meterOf(label, { isLive: operation?.streamReply !== undefined });
    route.config = { ...route.config, meter };
  });
  app.decorateRequest('traceId', '');
  app.decorateRequest('call', undefined);
  app.decorateRequest('sessionCall', undefined);
  app.decorateRequest('bodyNotes', undefined);
  app.decorateRequest('held', undefined);
  if (options.corsOrigins.length > 0) {
    await app.register(cors, {
      origin: options.corsOrigins,
      methods: ['GET', 'POST', 'PUT', 'DELETE'],
      exposedHeaders: [
        'ETag',
        'Retry-After',
        'X-Groundlevel-Compatibility',
        'X-RateLimit-Remaining',
      ],
    });
  }

  function compatibilityOf(request: FastifyRequest): Compatibility {
    const ofApp = request.routeOptions.config?.sessionOperation ?? isFromApp(request);
    return request.call?.compatibility ?? (ofApp ? compatibilities.documented : serverDefault);
  }

  function answerError(error: AppError, request: FastifyRequest, reply: FastifyReply): void {
    const compatibility = compatibilityOf(request);
    const replay = replayOf(error);
    const traceId = replay?.traceId ?? request.traceId;
    const { status, body } = renderError(error, traceId, compatibility);
    if (error.cause === undefined && ['unavailable', 'location_full'].includes(error.code)) {
      request.log.warn({ traceId }, error.publicMessage);
    } else if (status >= 500) request.log.error({ traceId, err: error.cause ?? error }, error.code);
    const retryAfter = error.meta?.['retryAfterSeconds'];
    if (retryAfter !== undefined) reply.header('Retry-After', String(retryAfter));
    const currentETag = error.meta?.['currentETag'];
    if (typeof currentETag === 'string') reply.header('ETag', currentETag);
    if (status === 503) reply.header('Retry-After', '1');
    if (replay) reply.header('Idempotency-Replayed', 'true');
    void reply
      .code(status)
      .header('X-Groundlevel-Compatibility', compatibility.name)
      .header('Cache-Control', 'no-store')
      .header('Content-Type', 'application/json; charset=utf-8')
      .send(JSON.stringify(body));
  }

  app.removeAllContentTypeParsers();
  app.addContentTypeParser(
    /^application\/(?:json|[\w.+-]+\+json)(?:;|$)/i,
    async (request: FastifyRequest, payload: IncomingMessage) => {
      if (!request.held) throw new Error('a body that nobody counts');
      const { hold } = request.held;
      const { sessionOperation } = request.routeOptions.config;
      const limitBytes = sessionOperation ? sessionBodyBytes : options.bodyLimitBytes;
      const bytes = await readBody(payload, { limitBytes, hold });
      const read = readJsonBody(bytes);
      if (read instanceof AppError) throw read;
      request.bodyNotes = read;
      return read.value;
    },
  );

  // A form is read part by part, once every check before the body has passed.
  app.addContentTypeParser(/^multipart\/form-data(?:;|$)/i, (request, _payload, done) => {
    if (request.routeOptions.config.operation?.form) return done(null, undefined);
    return done(errors.unsupportedMediaType(request.headers['content-type'] ?? ''));
  });

  app.addHook('onRequest', async (request, reply) => {
    request.traceId = randomUUID();
    const { operation, sessionOperation, enter, meter } = request.routeOptions.config;
    (meter ?? meters.unrouted).follow(reply.raw);
    if (connections.isStopping()) throw errors.unavailable('The server is stopping');
    const { httpVersion, headers, rawHeaders } = request.raw;
    if (httpVersion === '1.1' && headers.host === undefined) throw errors.badRequest();
    const problem = framingProblem(headers, rawHeaders);
    if (problem) throw problem;
    // Here, since the body of a route that does not exist need not be read.
    if (request.is404) throw routeNotFound(request);
    if (!operation && !sessionOperation) return;
    reply.header('cache-control', 'no-store');
    const claim: Claim = {
      traceId: request.traceId,
      authorization: headers.authorization,
      connection: request.raw.socket,
      get address() {
        return request.ip;
      },
      get app() {
        return appClaimOf(request, publicUrl);
      },
    };
    if (sessionOperation) {
      request.sessionCall = await access.beginSession(claim, sessionOperation);
      const { caller, now } = request.sessionCall;
      checkHeaders(request, reply, request.sessionCall, caller && access.count(caller, now));
      return;
    }
    const call = await access.begin(claim);
    request.call = call;
    checkHeaders(request, reply, call, access.count(call.caller, call.now));
    await enter?.(request, call);
  });

  /** What is said of the rate and of the version, once it is known who calls. */
  function checkHeaders(
    request: FastifyRequest,
    reply: FastifyReply,
    call: Pick<Call, 'compatibility' | 'warnings' | 'version'>,
    rate: RateLimitState | undefined,
  ): void {
    reply.header('x-groundlevel-compatibility', call.compatibility.name);
    if (rate) reply.headers(rate.headers);
    if (rate?.allowed === false) throw errors.rateLimited(Math.ceil(rate.retryAfterMs / 1000));
    const version = request.headers['version'];
    const sent = typeof version === 'string' ? version : undefined;
    call.version = wireVersionOf(sent, call.compatibility, call.warnings);
  }

  app.addHook('preParsing', (request, reply, _payload, done) => {
    if (request.raw.method !== 'GET') {
      const { call, sessionCall } = request;
      const caller = call?.caller ?? sessionCall?.caller;
      request.held = budget.bodyOf(
        caller?.actorKey ?? (sessionCall ? `address:${request.ip}` : ''),
      );
      reply.raw.on('close', request.held.release);
    }
    done(bodyLabelProblem(request.headers));
  });

  if (options.logger.level === 'info' || options.logger.level === 'debug') {
    app.addHook('onResponse', async (request, reply) => {
      // No query: it can hold an address or a number.
      const path = request.url.split('?')[0];
      const actor = (request.call ?? request.sessionCall)?.caller?.actor;
      request.log.info(
        {
          traceId: request.traceId,
          method: request.method,
          path,
          status: reply.statusCode,
          ms: Math.round(reply.elapsedTime * 10) / 10,
          ...(actor && { [actor.kind]: actor.id }),
        },
        'request',
      );
    });
  }

  app.setErrorHandler((error, request, reply) =>
    answerError(toAppError(error, request), request, reply),
  );
  app.setNotFoundHandler((request, reply) => answerError(routeNotFound(request), request, reply));

  function toAppError(error: unknown, request: FastifyRequest): AppError {
    if (error instanceof AppError) return error;
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    switch (code) {
      case 'FST_ERR_CTP_INVALID_MEDIA_TYPE':
        return errors.unsupportedMediaType(request.headers['content-type'] ?? '');
      case 'FST_ERR_BAD_URL':
        return errors.badRequest();
      case 'ECONNRESET':
        // Of the request's own body; any other connection is not ours to lose here.
        return request.raw.destroyed ? errors.clientGone() : errors.internal(error);
      case 'FST_ERR_MAX_PARAM_LENGTH':
        return errors.uriTooLong();
      default:
        return storageErrorFrom(error) ?? fileErrorFrom(error) ?? errors.internal(error);
    }
  }

  return app;
}

function noCompiler(): never {
  throw new Error('a route with a schema of its own');
}

function routeNotFound({ method, url }: FastifyRequest): AppError {
  return errors.routeNotFound(method, url.split('?')[0] ?? '');
}

/** What node's own parser found wrong before there was a request. */
function connectionProblem(error: Error, { requestTimeoutMs }: ServerOptions): AppError {
  switch ('code' in error ? error.code : undefined) {
    case 'HPE_HEADER_OVERFLOW':
      return errors.headersTooLarge();
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      return errors.requestTimeout(requestTimeoutMs);
    default:
      return errors.badRequest();
  }
}

function replayOf(error: AppError): { traceId: string } | undefined {
  if (!('replay' in error)) return undefined;
  // Set where the writer's outcome is turned back into an error.
  return error.replay as { traceId: string } | undefined;
}
