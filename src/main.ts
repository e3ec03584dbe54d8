import { createServer as createProbe } from 'node:net';
import { pino } from 'pino';
import { type App, buildApp } from './app.ts';
import { type Config, loadConfig } from './config/config.ts';
import { firstRun } from './first-run.ts';
import { systemClock } from './lib/clock.ts';
import { prepareForServing } from './storage/sqlite/prepare-database.ts';
import type { ServerLock } from './storage/sqlite/server-lock.ts';

/** Why the server cannot start, in one sentence. */
export class StartProblem extends Error {}

export type Running = { app: App; baseUrl: string; stop(): Promise<void> };

/** Environment, checks, database, server; nothing is created when the port is taken. */
export async function serve(print: (line: string) => void): Promise<Running> {
  const { config } = loadConfig();
  process.umask(0o077);
  await refuseTakenPort(config);
  const { prepared, lock } = prepareForServing(config.databasePath);
  if (prepared.copy) print(`Migrated the database; a copy from before is ${prepared.copy}`);
  try {
    return await listen(config, lock, print);
  } catch (error) {
    lock.release();
    throw error;
  }
}

async function listen(
  config: Config,
  lock: ServerLock,
  print: (line: string) => void,
): Promise<Running> {
  const { server: at } = config;
  const logger = pino({ level: config.logLevel }, pino.destination({ dest: 2, sync: false }));
  const app = await buildApp({
    config,
    clock: systemClock,
    logger,
    checkReplies: false,
    onDeath: (error) => {
      logger.fatal({ err: error }, 'a storage thread died');
      process.exit(1);
    },
  });
  try {
    await app.server.listen({ host: at.host, port: at.port });
  } catch (error) {
    await app.close();
    throw new StartProblem(listenProblem(error, at.host, at.port));
  }
  const bound = app.server.server.address();
  const port = typeof bound === 'object' && bound ? bound.port : at.port;
  const scheme = at.tls ? 'https' : 'http';
  const host = at.host.includes(':') ? `[${at.host}]` : at.host;
  const baseUrl = at.publicUrl ?? `${scheme}://${host}:${port}`;
  lock.describe(`process ${process.pid} at ${baseUrl}`);
  if (!isLoopback(at.host) && !at.tls) {
    print(
      `Warning: listening on ${at.host} without TLS: tokens cross the network in clear. ` +
        'Set GROUNDLEVEL_TLS_CERT and GROUNDLEVEL_TLS_KEY, or put a proxy with TLS in front.',
    );
  }
  await firstRun(app.engine, { baseUrl, databasePath: config.databasePath }, print);

  let stopping: Promise<void> | undefined;
  return {
    app,
    baseUrl,
    stop: () => {
      stopping ??= (async () => {
        await app.close();
        lock.release();
      })();
      return stopping;
    },
  };
}

/** Looked at before anything is made, so that a taken port costs nothing. */
async function refuseTakenPort({ server: { host, port } }: Config): Promise<void> {
  if (port === 0) return;
  const probe = createProbe();
  try {
    await new Promise<void>((resolve, reject) => {
      probe.once('error', reject);
      probe.listen({ host, port, exclusive: true }, resolve);
    });
  } catch (error) {
    throw new StartProblem(listenProblem(error, host, port));
  } finally {
    await new Promise((resolve) => probe.close(resolve));
  }
}

function listenProblem(error: unknown, host: string, port: number): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'EADDRINUSE') {
    return `Port ${port} is in use; stop what uses it, or set GROUNDLEVEL_PORT to another.`;
  }
  if (code === 'EACCES') return `Port ${port} needs more rights; set GROUNDLEVEL_PORT to another.`;
  if (code === 'ENOTFOUND' || code === 'EADDRNOTAVAIL') {
    return `${host} is no address of this machine; set GROUNDLEVEL_HOST to one.`;
  }
  return `The server cannot listen on ${host}:${port}: ${error instanceof Error ? error.message : ''}`;
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || host.startsWith('127.');
}
