/** One setting: where it stands in the file, its environment name, and what it may be. */
export type Setting = {
  path: string;
  environment: string;
  kind: 'text' | 'number';
  /** What a number counts, if it counts anything. */
  unit?: string;
  /** Bounds of a number. */
  minimum?: number;
  maximum?: number;
  /** The only values of a text. */
  oneOf?: readonly string[];
};

const text = (path: string, name: string, oneOf?: readonly string[]): Setting => ({
  path,
  environment: `GROUNDLEVEL_${name}`,
  kind: 'text',
  ...(oneOf && { oneOf }),
});

const limit = (name: string, unit: string, minimum: number, maximum: number): Setting => ({
  path: `limits.${name}`,
  environment: `GROUNDLEVEL_LIMITS_${name.toUpperCase()}`,
  kind: 'number',
  unit,
  minimum,
  maximum,
});

export const logLevels = ['silent', 'error', 'warn', 'info', 'debug'] as const;

/** Every setting there is; a test holds it against `defaults.toml`, both ways. */
export const settings: readonly Setting[] = [
  text('server.host', 'HOST'),
  {
    path: 'server.port',
    environment: 'GROUNDLEVEL_PORT',
    kind: 'number',
    minimum: 0,
    maximum: 65_535,
  },
  text('server.public_url', 'PUBLIC_URL'),
  text('server.trust_proxy', 'TRUST_PROXY'),
  text('server.tls_cert', 'TLS_CERT'),
  text('server.tls_key', 'TLS_KEY'),
  text('server.cors_origins', 'CORS_ORIGINS'),
  text('database.url', 'DATABASE_URL'),
  text('api.compatibility', 'COMPATIBILITY', ['documented', 'observed']),
  text('api.rate_limit', 'RATE_LIMIT'),
  {
    path: 'contacts.restore_days',
    environment: 'GROUNDLEVEL_RESTORE_DAYS',
    kind: 'number',
    unit: 'days',
    minimum: 1,
    maximum: 36_500,
  },
  text('metrics.token', 'METRICS_TOKEN'),
  text('log.level', 'LOG_LEVEL', logLevels),
  limit('body_bytes', 'bytes', 1024, 104_857_600),
  limit('file_bytes', 'bytes', 1024, 1_073_741_824),
  limit('upload_files', 'files', 1, 100),
  limit('list_default', 'records', 1, 1000),
  limit('list_maximum', 'records', 1, 1000),
  limit('events_default', 'events', 1, 5000),
  limit('events_maximum', 'events', 1, 5000),
  limit('idempotency_key_length', 'characters', 1, 1024),
  limit('idempotency_hours', 'hours', 1, 720),
  limit('rotation_overlap_days', 'days', 1, 90),
  limit('query_timeout_ms', 'ms', 100, 600_000),
  limit('query_wait_ms', 'ms', 100, 600_000),
  limit('write_queue', 'writes', 1, 1_000_000),
  limit('read_queue', 'searches', 1, 100_000),
  limit('job_wait_ms', 'ms', 0, 60_000),
  limit('request_timeout_ms', 'ms', 1000, 3_600_000),
  limit('connections', 'connections', 1, 1_000_000),
  limit('shutdown_ms', 'ms', 100, 600_000),
  limit('location_bytes', 'bytes', 0, Number.MAX_SAFE_INTEGER),
];
