import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type SentForm, multipartOf } from './forms.ts';
import { type Inside, insideOf } from './inside.ts';
import { pino } from 'pino';
import { type App, buildApp } from '../../src/app.ts';
import type { PasswordCost } from '../../src/features/users/password.ts';
import { loadConfig } from '../../src/config/config.ts';
import { createLocation } from '../../src/features/locations/locations.ts';
import { createIntegration } from '../../src/features/private-integrations/private-integrations.ts';
import { type Clock, systemClock } from '../../src/lib/clock.ts';
import type { CommandContext } from '../../src/storage/engine.ts';
import { threads } from './build.ts';
import { atProcessEnd, isShared } from './process-end.ts';
import { wholeText } from './stream-text.ts';
import { prepareDatabase } from '../../src/storage/sqlite/prepare-database.ts';

export type Wire = {
  statusCode?: number;
  message?: string | string[];
  code?: string;
  fields?: { field: string; message: string }[];
  warnings?: string[];
  meta?: Record<string, unknown>;
  contact?: Record<string, unknown> & { id: string; tags: string[] };
  contacts?: (Record<string, unknown> & { id: string })[];
  integration?: Record<string, unknown> & { id: string };
  customField?: Record<string, unknown> & { id: string; fieldKey: string };
  events?: (Record<string, unknown> & { cursor: string })[];
  traceId?: string;
} & Record<string, unknown>;

export type Answer = { status: number; headers: Headers; body: Wire; text: string };
export type Call = {
  token?: string | null;
  version?: string;
  headers?: Record<string, string>;
  body?: unknown;
  form?: SentForm;
};
export type Tenant = { locationId: string; token: string };

export type NewIntegration = {
  scopes: string[];
  compatibility?: 'documented' | 'observed';
  expiresAt?: string;
};
export type Granted = { id: string; token: string };

export type TestServer = {
  app: App;
  inside: Inside;
  baseUrl: string;
  folder: string;
  databasePath: string;
  own: Tenant;
  other: Tenant;
  managementToken: string;
  faults: string[];
  call(method: string, path: string, options?: Call): Promise<Answer>;
  tenant(scopes?: string[], compatibility?: 'documented' | 'observed'): Promise<Tenant>;
  token(locationId: string, scopes: string[]): Promise<string>;
  /** A Private Integration of a location, or a management one. */
  integration(locationId: string | null, input: NewIntegration): Promise<Granted>;
  close(): Promise<void>;
};

const managementScopes = [
  'contacts',
  'locations.write',
  'users.write',
  'integrations.readonly',
  'integrations.write',
];

type Options = {
  env?: Record<string, string>;
  clock?: Clock;
  wait?: (ms: number) => Promise<void>;
  passwordCost?: PasswordCost;
  checkReplies?: boolean;
  webAppFolder?: string;
};
type Running = Pick<
  TestServer,
  'app' | 'baseUrl' | 'folder' | 'databasePath' | 'faults' | 'close'
> & {
  clock: Clock;
};

/** A server of its own on 127.0.0.1 and a free port, with two locations and a management token. */
export async function startServer(options: Options = {}): Promise<TestServer> {
  return withTenants(await run(options));
}

let shared: Promise<Running> | undefined;

/**
 * The server that the files of a process share: each has two locations and a management token of its own
 * there, and the faults since it asked. For files that look at no more than their locations.
 */
export async function sharedServer(): Promise<TestServer> {
  // The many refused tokens of one address, over all files, are made to wait.
  const options: Options = { wait: async () => undefined };
  if (!isShared()) return startServer(options);
  if (!shared) {
    shared = run(options);
    atProcessEnd(async () => (await shared)?.close());
  }
  const running = await shared;
  running.faults.length = 0;
  return withTenants({ ...running, close: async () => undefined });
}

async function run(options: Options): Promise<Running> {
  const folder = mkdtempSync(join(tmpdir(), 'groundlevel-'));
  const clock = options.clock ?? systemClock;
  const { config } = loadConfig({
    env: { GROUNDLEVEL_HOST: '127.0.0.1', GROUNDLEVEL_PORT: '0', ...options.env },
    cwd: folder,
  });
  prepareDatabase(config.databasePath);
  const faults: string[] = [];
  const logger = pino({ level: 'error' }, { write: (line: string) => void faults.push(line) });
  const app = await buildApp({
    config,
    clock,
    logger,
    checkReplies: options.checkReplies ?? true,
    threads,
    // The suites write thousands of passwords, which nobody guesses.
    passwordCost: options.passwordCost ?? { N: 2, r: 8, p: 1 },
    onDeath: (error) => void faults.push(String(error)),
    ...(options.wait && { wait: options.wait }),
    ...(options.webAppFolder !== undefined && { webAppFolder: options.webAppFolder }),
  });
  const bound = await app.server.listen({ host: '127.0.0.1', port: 0 });
  return {
    app,
    baseUrl: config.server.tls ? bound.replace(/^http:/, 'https:') : bound,
    folder,
    databasePath: config.databasePath,
    faults,
    clock,
    close: async () => {
      await app.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function withTenants({ clock, ...running }: Running): Promise<TestServer> {
  const { app, baseUrl } = running;
  const context = (): CommandContext => ({
    now: clock.now(),
    traceId: randomUUID(),
    actor: { kind: 'cli', id: 'test', name: 'test' },
  });
  const integrate = async (
    place: { no: number; id: string } | null,
    input: NewIntegration,
  ): Promise<Granted> => {
    const made = await createIntegration(app.engine, place, { name: 'Test', ...input }, context());
    return { id: made.value.integration.row.id, token: made.value.token };
  };
  const places = new Map<string, { no: number; id: string }>();
  const tenant: TestServer['tenant'] = async (scopes = ['contacts'], compatibility) => {
    const location = await createLocation(app.engine, { name: 'Test', country: 'US' }, context());
    places.set(location.id, location);
    const input = { scopes, ...(compatibility && { compatibility }) };
    return { locationId: location.id, token: (await integrate(location, input)).token };
  };
  const own = await tenant();
  const call: TestServer['call'] = async (
    method,
    path,
    { token, version, headers, body, form } = {},
  ) => {
    const multipart = form && multipartOf(form);
    const sent = token === undefined ? own.token : token;
    const reply = await fetch(`${baseUrl}${path}`, {
      method,
      headers: {
        ...(sent !== null && { authorization: `Bearer ${sent}` }),
        ...(version !== undefined && { version }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...(multipart && { 'content-type': multipart.contentType }),
        ...headers,
      },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      ...(multipart && { body: multipart.bytes }),
    });
    const text = await wholeText(reply);
    const json = reply.headers.get('content-type')?.includes('json') ?? false;
    // The shape that tests look into; every field of it may be absent.
    const parsed = (json ? JSON.parse(text) : {}) as Wire;
    return { status: reply.status, headers: reply.headers, body: parsed, text };
  };
  return {
    ...running,
    inside: insideOf(app, running.databasePath),
    own,
    other: await tenant(),
    managementToken: (await integrate(null, { scopes: managementScopes })).token,
    call,
    tenant,
    token: async (locationId, scopes) =>
      (await integrate(places.get(locationId) ?? null, { scopes })).token,
    integration: (locationId, input) =>
      integrate(locationId === null ? null : (places.get(locationId) ?? null), input),
  };
}
