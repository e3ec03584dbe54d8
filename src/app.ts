import { availableParallelism } from 'node:os';
import { setTimeout as delay } from 'node:timers/promises';
import type { FastifyBaseLogger, FastifyInstance } from 'fastify';
import { everyOperation } from '../contract/operations.ts';
import type { Config } from './config/config.ts';
import { handlers, sessionHandlers } from './handlers.ts';
import { createAccess } from './access/access.ts';
import { createHousekeeper } from './housekeeping.ts';
import { createConnections } from './http/connections.ts';
import { connectionsWithin } from './http/descriptors.ts';
import { createEventStreams } from './features/events/event-streams.ts';
import { createFileSweep, removeFileBytes } from './features/files/files.ts';
import { createCallLog } from './access/call-log.ts';
import { createLastUses } from './access/last-use.ts';
import { type PasswordCost, createPasswords, passwordCost } from './features/users/password.ts';
import { createSignInBrake } from './features/users/sessions/sign-in-brake.ts';
import { registerOperation } from './http/register-operation.ts';
import { registerSessionOperation } from './http/register-session-operation.ts';
import { createReplyCheck } from './access/reply-check.ts';
import { createServer } from './http/server.ts';
import { type MetricSources, createMetrics } from './http/metrics.ts';
import { registerMetrics } from './http/metrics-page.ts';
import { countOpenJobsOf } from './features/jobs/jobs.ts';
import { registerPages } from './http/pages.ts';
import { type WebApp, createWebApp, registerWebApp } from './http/web-app.ts';
import { createUploadSlots } from './http/upload-slots.ts';
import type { Clock } from './lib/clock.ts';
import { createIdSource } from './lib/ids.ts';
import { createJobRunner } from './features/jobs/run-jobs.ts';
import type { CommandContext, Engine } from './storage/engine.ts';
import { createDiskFiles, filesFolder } from './storage/files/disk-files.ts';
import { readersFor } from './storage/sqlite/readers.ts';
import { startSqliteEngine } from './storage/sqlite/sqlite-engine.ts';
import { threadUrl } from './storage/sqlite/thread-url.ts';
import { webAppFolder } from './web-app-build.ts';

export type AppDeps = {
  config: Config;
  clock: Clock;
  logger: FastifyBaseLogger;
  /** Check every reply against the contract: on outside production. */
  checkReplies: boolean;
  /** Called when nothing can be written any more. */
  onDeath(error: unknown): void;
  wait?(ms: number): Promise<void>;
  /** A module of a build, whose threads run; those of this source, or build, when absent. */
  threads?: string | undefined;
  /** The usual one when absent. */
  passwordCost?: PasswordCost;
  /** Of the built web app; the one of this checkout or package when absent. */
  webAppFolder?: string;
};

export type App = {
  server: FastifyInstance;
  engine: Engine;
  webApp: WebApp;
  /** Accepts connections on each address; the port, which is any free one for 0. */
  listen(addresses: readonly string[], port: number): Promise<number>;
  /** What the server does by itself every few seconds, now. */
  keepHouse(): Promise<void>;
  /** Finishes what is accepted, refuses what is new, closes the database. */
  close(): Promise<void>;
};

const housekeepingMs = 5000;
/** Of the time to stop: the rest is for the database. */
const shareForClients = 0.8;

/** Assembles the server on a prepared database; reads no environment and does not listen. */
export async function buildApp(deps: AppDeps): Promise<App> {
  const { config, clock, logger, threads = import.meta.url } = deps;
  const { limits } = config;
  // Before any thread starts: a failed start must leave nothing running.
  const answered = [...handlers, ...sessionHandlers].map(({ operation }) => operation);
  const missing = everyOperation.filter((each) => !answered.some((one) => one === each));
  if (missing.length > 0)
    throw new Error(`no handler for ${missing.map(({ id }) => id).join(', ')}`);
  const metrics = createMetrics(clock.monotonicMs);
  const engine = startSqliteEngine({
    path: config.databasePath,
    threads: deps.threads,
    commandsUrl: threadUrl('./commands', threads).href,
    queriesUrl: threadUrl('./queries', threads).href,
    queryTimeoutMs: limits.queryTimeoutMs,
    queryWaitMs: limits.queryWaitMs,
    writeQueueLimit: limits.writeQueue,
    locationBytes: limits.locationBytes,
    readQueueLimit: limits.readQueue,
    readerCount: readersFor(availableParallelism()),
    onFault: (detail, traceId) => logger.error({ traceId, detail }, 'a command failed'),
    onGroup: metrics.wrote,
    onLogProblem: (problem) => {
      if (problem === undefined) logger.warn('the log of the database is copied again');
      else logger.error({ problem }, 'the log of the database cannot be copied; tried again');
    },
    onDeath: deps.onDeath,
  });
  const files = createDiskFiles(filesFolder(config.databasePath));
  const lastUses = createLastUses();
  const sessionUses = createLastUses();
  const callLog = createCallLog();
  const wait = deps.wait ?? delay;
  const passwords = createPasswords(deps.passwordCost ?? passwordCost);
  const connections = createConnections(
    { connections: connectionsWithin(limits.connections) },
    clock.monotonicMs,
  );
  const access = createAccess({
    reader: engine.read,
    clock,
    compatibility: config.compatibility,
    rateLimit: config.rateLimit,
    lastUses,
    sessionUses,
    wait,
  });
  const server = await createServer({
    access,
    logger,
    compatibility: config.compatibility,
    bodyLimitBytes: limits.bodyBytes,
    requestTimeoutMs: limits.requestTimeoutMs,
    trustProxy: config.server.trustProxy,
    corsOrigins: config.server.corsOrigins,
    publicUrl: config.server.publicUrl,
    https: config.server.tls,
    connections,
    meters: metrics.requests,
  });
  let closing: Promise<void> | undefined;
  const isStopping = (): boolean => closing !== undefined;
  const context = (): CommandContext => ({
    now: clock.now(),
    traceId: 'bookkeeping',
    actor: { kind: 'server', id: 'server', name: 'server' },
  });
  const prepare = { 'remove-files': () => removeFileBytes({ engine, files }) };
  const jobs = createJobRunner({
    engine,
    context,
    prepare,
    isStopping,
    waitMs: limits.jobWaitMs,
    monotonicMs: clock.monotonicMs,
    onFailure: (error) => {
      metrics.jobFailed();
      logger.error({ err: error }, 'a job failed');
    },
  });
  const eventStreams = createEventStreams({
    engine,
    clock,
    onFault: (error) => logger.error({ err: error }, 'a stream of events failed'),
  });
  const handlerDeps = {
    engine,
    files,
    eventStreams,
    again: access.again,
    newId: createIdSource(clock),
    jobs,
    passwords,
    limits: { ...limits, restoreMs: config.restoreMs },
    idempotencyKeyLimit: limits.idempotencyKeyLength,
    idempotencyMs: limits.idempotencyMs,
    publicUrl: config.server.publicUrl,
    uploadSlots: createUploadSlots(),
    callLog,
    checkReply: deps.checkReplies ? createReplyCheck() : undefined,
  };
  for (const handler of handlers) registerOperation(server, handler, handlerDeps);
  const sessionDeps = {
    ...handlerDeps,
    findSession: access.findSession,
    brake: createSignInBrake(),
    monotonicMs: clock.monotonicMs,
    wait,
  };
  for (const handler of sessionHandlers) registerSessionOperation(server, handler, sessionDeps);
  registerPages(server, engine, config.server.publicUrl);
  const metricSources: MetricSources = {
    engine: engine.load,
    openJobs: (signal) => countOpenJobsOf(engine, signal),
    streams: () => eventStreams.size,
    connections: connections.load,
  };
  registerMetrics(server, metrics, metricSources, {
    token: config.metricsToken,
    isBehindProxy: config.server.publicUrl !== undefined || config.server.trustProxy !== false,
  });
  const webApp = createWebApp(
    deps.webAppFolder ?? webAppFolder(),
    config.server.publicUrl,
    clock.monotonicMs,
  );
  registerWebApp(server, webApp, config.server.publicUrl);

  const housekeeper = createHousekeeper(
    {
      engine,
      sweepFiles: createFileSweep({ engine, files, clock }),
      lastUses,
      sessionUses,
      callLog,
      idempotencyMs: limits.idempotencyMs,
      context,
      isStopping,
    },
    (step, error) => logger.error({ err: error, step }, 'housekeeping failed'),
  );
  const timer = setInterval(() => {
    void housekeeper.round();
    jobs.wake();
  }, housekeepingMs);
  timer.unref();

  return {
    server,
    engine,
    webApp,
    listen: async ([first, ...further], port) => {
      await server.listen({ host: first ?? '127.0.0.1', port });
      const bound = server.server.address();
      const taken = typeof bound === 'object' && bound ? bound.port : port;
      for (const address of further) await connections.listenAlso(address, taken);
      return taken;
    },
    keepHouse: async () => {
      connections.look();
      await eventStreams.look();
      await housekeeper.wholeRound();
      await jobs.run();
    },
    close: () => {
      closing ??= (async () => {
        clearInterval(timer);
        eventStreams.close();
        await connections.stop(limits.shutdownMs * shareForClients);
        await server.close();
        await jobs.run();
        await housekeeper.wholeRound();
        await engine.close();
      })();
      return closing;
    },
  };
}
