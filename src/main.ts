import { pino } from 'pino';
import { buildApp } from './app.ts';
import { baseUrlOf } from './config/base-url.ts';
import { type Config, loadConfig } from './config/config.ts';
import { firstRun } from './first-run.ts';
import { systemClock } from './lib/clock.ts';
import { logDestination } from './log-destination.ts';
import { StartProblem, freeAddresses, isLoopback, listenProblem } from './listening.ts';
import { prepareForServing } from './storage/sqlite/prepare-database.ts';
import { buildWebApp, lookForWebApp } from './web-app-build.ts';
import type { ServerLock } from './storage/sqlite/server-lock.ts';

export type Running = { baseUrl: string; stop(): Promise<void> };

/** Environment, checks, database, server; nothing is created when the port is taken. */
export async function serve(print: (line: string) => void): Promise<Running> {
  const { config } = loadConfig();
  process.umask(0o077);
  const addresses = await freeAddresses(config.server.host, config.server.port);
  const { prepared, lock } = prepareForServing(config.databasePath);
  if (prepared.copy) print(`Migrated the database; a copy from before is ${prepared.copy}`);
  try {
    return await listen(config, addresses, lock, print);
  } catch (error) {
    lock.release();
    throw error;
  }
}

async function listen(
  config: Config,
  addresses: readonly string[],
  lock: ServerLock,
  print: (line: string) => void,
): Promise<Running> {
  const { server: at } = config;
  const logger = pino({ level: config.logLevel }, logDestination());
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
  lookForWebApp(app.webApp);
  let port = at.port;
  try {
    port = await app.listen(addresses, at.port);
  } catch (error) {
    await app.close();
    throw new StartProblem(listenProblem(error, at.host, at.port));
  }
  const baseUrl = baseUrlOf(at, port);
  lock.describe(`process ${process.pid} at ${baseUrl}`);
  if (!isLoopback(at.host) && !at.tls) {
    print(
      `Warning: listening on ${at.host} without TLS: tokens cross the network in clear. ` +
        'Set GROUNDLEVEL_TLS_CERT and GROUNDLEVEL_TLS_KEY, or put a proxy with TLS in front.',
    );
  }
  try {
    await firstRun(app.engine, { baseUrl, databasePath: config.databasePath }, print);
  } catch (error) {
    await app.close();
    throw error;
  }
  const endBuild = buildWebApp(app.webApp, systemClock.monotonicMs, print);
  const stop = async (): Promise<void> => {
    endBuild();
    await app.close();
    lock.release();
  };
  return { baseUrl, stop };
}
