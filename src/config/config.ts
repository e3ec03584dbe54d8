import { readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { resolve } from 'node:path';
import { createSecureContext } from 'node:tls';
import { fileURLToPath } from 'node:url';
import {
  ConfigProblems,
  type SettingSource,
  type SettingValues,
  readSettings,
} from './read-settings.ts';
import { logLevels } from './settings.ts';

export type RateLimitConfig = { max: number; intervalMs: number; perDay: number };

/** Checked, nested and frozen; times in milliseconds. */
export type Config = Readonly<{
  server: Readonly<{
    host: string;
    port: number;
    publicUrl: string | undefined;
    trustProxy: boolean | string[];
    tls: Readonly<{ cert: Buffer; key: Buffer }> | undefined;
    corsOrigins: string[];
  }>;
  /** Absolute path of the SQLite file. */
  databasePath: string;
  compatibility: 'documented' | 'observed';
  rateLimit: RateLimitConfig | undefined;
  /** How long a deleted contact can be restored. */
  restoreMs: number;
  metricsToken: string | undefined;
  logLevel: (typeof logLevels)[number];
  limits: Readonly<{
    bodyBytes: number;
    fileBytes: number;
    uploadFiles: number;
    listDefault: number;
    listMaximum: number;
    eventsDefault: number;
    eventsMaximum: number;
    idempotencyKeyLength: number;
    idempotencyMs: number;
    rotationOverlapMs: number;
    queryTimeoutMs: number;
    queryWaitMs: number;
    writeQueue: number;
    readQueue: number;
    jobWaitMs: number;
    requestTimeoutMs: number;
    connections: number;
    shutdownMs: number;
    /** 0 is no limit. */
    locationBytes: number;
  }>;
}>;

export type LoadedConfig = { config: Config; settings: SettingValues };

/** Reads and checks all settings; throws `ConfigProblems` that lists every problem. */
export function loadConfig(source: SettingSource = {}): LoadedConfig {
  const problems: string[] = [];
  const settings = readSettings(source, problems);
  const cwd = source.cwd ?? process.cwd();
  const text = (path: string): string => String(settings.get(path)?.value ?? '').trim();
  const number = (path: string): number => Number(settings.get(path)?.value);
  const list = (path: string): string[] =>
    text(path)
      .split(',')
      .map((each) => each.trim())
      .filter((each) => each !== '');

  const config: Config = {
    server: Object.freeze({
      host: text('server.host'),
      port: number('server.port'),
      publicUrl: readPublicUrl(text('server.public_url'), problems),
      trustProxy: readTrustProxy(text('server.trust_proxy'), problems),
      tls: readTls(text('server.tls_cert'), text('server.tls_key'), cwd, problems),
      corsOrigins: readOrigins(list('server.cors_origins'), problems),
    }),
    databasePath: readDatabaseUrl(text('database.url'), cwd, problems),
    compatibility: text('api.compatibility') === 'observed' ? 'observed' : 'documented',
    rateLimit: readRateLimit(text('api.rate_limit'), problems),
    restoreMs: number('contacts.restore_days') * 86_400_000,
    metricsToken: readMetricsToken(text('metrics.token'), problems),
    logLevel: logLevels.find((level) => level === text('log.level')) ?? 'info',
    limits: Object.freeze({
      bodyBytes: number('limits.body_bytes'),
      fileBytes: number('limits.file_bytes'),
      uploadFiles: number('limits.upload_files'),
      listDefault: number('limits.list_default'),
      listMaximum: number('limits.list_maximum'),
      eventsDefault: number('limits.events_default'),
      eventsMaximum: number('limits.events_maximum'),
      idempotencyKeyLength: number('limits.idempotency_key_length'),
      idempotencyMs: number('limits.idempotency_hours') * 3_600_000,
      rotationOverlapMs: number('limits.rotation_overlap_days') * 86_400_000,
      queryTimeoutMs: number('limits.query_timeout_ms'),
      queryWaitMs: number('limits.query_wait_ms'),
      writeQueue: number('limits.write_queue'),
      readQueue: number('limits.read_queue'),
      jobWaitMs: number('limits.job_wait_ms'),
      requestTimeoutMs: number('limits.request_timeout_ms'),
      connections: number('limits.connections'),
      shutdownMs: number('limits.shutdown_ms'),
      locationBytes: number('limits.location_bytes'),
    }),
  };
  if (config.server.host === '') problems.push('server.host (GROUNDLEVEL_HOST) must not be empty.');
  for (const name of ['list', 'events']) {
    if (number(`limits.${name}_default`) > number(`limits.${name}_maximum`)) {
      problems.push(`limits.${name}_default is over limits.${name}_maximum.`);
    }
  }
  if (problems.length > 0) throw new ConfigProblems(problems);
  return { config: Object.freeze(config), settings };
}

function readPublicUrl(value: string, problems: string[]): string | undefined {
  if (value === '') return undefined;
  const url = URL.canParse(value) ? new URL(value) : undefined;
  if (url && ['http:', 'https:'].includes(url.protocol)) return value.replace(/\/+$/, '');
  problems.push(`GROUNDLEVEL_PUBLIC_URL must be an http or https address, not ${value}.`);
  return undefined;
}

function readTrustProxy(value: string, problems: string[]): boolean | string[] {
  if (['off', 'false', ''].includes(value)) return false;
  if (['on', 'true'].includes(value)) return true;
  const addresses = value.split(',').map((each) => each.trim());
  const wrong = addresses.filter((each) => !isAddressOrRange(each));
  if (wrong.length === 0) return addresses;
  problems.push(
    `GROUNDLEVEL_TRUST_PROXY must be off, on or addresses separated by commas, not ${wrong.join(', ')}.`,
  );
  return false;
}

/** No problem repeats it. */
function readMetricsToken(value: string, problems: string[]): string | undefined {
  if (value === '') return undefined;
  if (!/^[\x21-\x7e]{32,256}$/.test(value)) {
    problems.push(
      'metrics.token (GROUNDLEVEL_METRICS_TOKEN) must have 32 to 256 letters, digits and signs without spaces.',
    );
  }
  return value;
}

function isAddressOrRange(text: string): boolean {
  const [, address = text, bits = '0'] = /^(.+)\/(\d{1,3})$/.exec(text) ?? [];
  const family = isIP(address);
  return family !== 0 && Number(bits) <= (family === 4 ? 32 : 128);
}

function readTls(
  certPath: string,
  keyPath: string,
  cwd: string,
  problems: string[],
): { cert: Buffer; key: Buffer } | undefined {
  if (certPath === '' && keyPath === '') return undefined;
  if (certPath === '' || keyPath === '') {
    const missing = certPath === '' ? 'GROUNDLEVEL_TLS_CERT' : 'GROUNDLEVEL_TLS_KEY';
    problems.push(`${missing} is missing: HTTPS needs the certificate and the key.`);
    return undefined;
  }
  const read = (name: string, path: string): Buffer | undefined => {
    try {
      return readFileSync(resolve(cwd, path));
    } catch {
      problems.push(`${name}: the file ${path} cannot be read.`);
      return undefined;
    }
  };
  const cert = read('GROUNDLEVEL_TLS_CERT', certPath);
  const key = read('GROUNDLEVEL_TLS_KEY', keyPath);
  if (!cert || !key) return undefined;
  try {
    createSecureContext({ cert, key });
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    problems.push(`GROUNDLEVEL_TLS_CERT and GROUNDLEVEL_TLS_KEY cannot be used: ${why}.`);
  }
  return { cert, key };
}

function readOrigins(origins: string[], problems: string[]): string[] {
  for (const origin of origins) {
    if (URL.canParse(origin) && new URL(origin).origin === origin) continue;
    problems.push(
      `GROUNDLEVEL_CORS_ORIGINS: ${origin} is not an origin such as https://app.example.`,
    );
  }
  return origins;
}

function readDatabaseUrl(value: string, cwd: string, problems: string[]): string {
  if (/^postgres(?:ql)?:/.test(value)) {
    problems.push('GROUNDLEVEL_DATABASE_URL: PostgreSQL is not supported yet; use file:PATH.');
    return '';
  }
  const path = value.startsWith('file:///') ? fileURLToPath(value) : value.replace(/^file:/, '');
  if (!value.startsWith('file:') || path === '') {
    problems.push(`GROUNDLEVEL_DATABASE_URL must be file:PATH, not ${value || 'empty'}.`);
    return '';
  }
  return resolve(cwd, path);
}

function readRateLimit(value: string, problems: string[]): RateLimitConfig | undefined {
  if (value === 'off') return undefined;
  if (value === 'highlevel') return { max: 100, intervalMs: 10_000, perDay: 200_000 };
  const [, max, seconds] = /^([1-9]\d{0,8})\/([1-9]\d{0,4})$/.exec(value) ?? [];
  if (max && seconds) {
    const intervalMs = Number(seconds) * 1000;
    return {
      max: Number(max),
      intervalMs,
      perDay: Math.ceil(86_400_000 / intervalMs) * Number(max),
    };
  }
  problems.push(`GROUNDLEVEL_RATE_LIMIT must be off, highlevel or N/SECONDS, not ${value}.`);
  return undefined;
}
