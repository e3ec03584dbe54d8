import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { parse } from 'smol-toml';
import { type LoadedConfig, loadConfig } from './config.ts';
import { ConfigProblems, type Environment } from './read-settings.ts';
import { settings } from './settings.ts';

let cwd = '';
before(() => {
  cwd = mkdtempSync(join(tmpdir(), 'groundlevel-config-'));
});
after(() => rmSync(cwd, { recursive: true, force: true }));

const load = (env: Environment = {}): LoadedConfig => loadConfig({ env, cwd });

/** Every problem that the settings have, all found at once. */
function problemsOf(env: Environment): readonly string[] {
  try {
    load(env);
  } catch (error) {
    if (error instanceof ConfigProblems) return error.problems;
    throw error;
  }
  return [];
}

/** With a `groundlevel.toml` in the working folder. */
function withFile(text: string, use: (path: string) => void): void {
  const path = join(cwd, 'groundlevel.toml');
  writeFileSync(path, text);
  try {
    use(path);
  } finally {
    rmSync(path);
  }
}

const defaults = readFileSync(new URL('../../defaults.toml', import.meta.url), 'utf8');

test('defaults.toml has every setting and no other, each with its environment name beside it', () => {
  const paths = Object.entries(parse(defaults)).flatMap(([table, entries]) =>
    Object.keys(entries as object).map((key) => `${table}.${key}`),
  );
  assert.deepEqual(paths.toSorted(), settings.map((each) => each.path).toSorted());
  const named = [...defaults.matchAll(/GROUNDLEVEL_[A-Z_]+/g)].map((match) => String(match[0]));
  assert.deepEqual(
    new Set(named.filter((name) => name !== 'GROUNDLEVEL_CONFIG')),
    new Set(settings.map((each) => each.environment)),
  );
});

test('the defaults have no problems and are what they say', () => {
  const { config, settings: values } = load();
  assert.equal(values.size, settings.length);
  for (const { value, from } of values.values()) {
    assert.equal(from, 'default');
    assert.ok(typeof value === 'string' || typeof value === 'number');
  }
  assert.equal(config.databasePath, join(cwd, 'data', 'groundlevel.db'));
  assert.deepEqual([config.server.host, config.server.port], ['localhost', 8080]);
  assert.deepEqual([config.compatibility, config.rateLimit], ['documented', undefined]);
  assert.equal(config.limits.idempotencyMs, 24 * 3_600_000);
  for (const part of [config, config.server, config.limits]) assert.ok(Object.isFrozen(part));
});

test('the environment wins over the file, the file over the defaults', () => {
  withFile('[server]\nport = 9000\n[limits]\nlist_default = 5\n', (path) => {
    const { config, settings: values } = load({ GROUNDLEVEL_PORT: '9100' });
    assert.equal(config.server.port, 9100);
    assert.equal(config.limits.listDefault, 5);
    assert.equal(config.limits.listMaximum, 100);
    assert.equal(values.get('server.port')?.from, 'environment GROUNDLEVEL_PORT');
    assert.equal(values.get('limits.list_default')?.from, `file ${path}`);
    assert.equal(values.get('limits.list_maximum')?.from, 'default');
  });
});

test('GROUNDLEVEL_CONFIG names another file, which must be there', () => {
  writeFileSync(join(cwd, 'other.toml'), '[log]\nlevel = "debug"\n');
  assert.equal(load({ GROUNDLEVEL_CONFIG: 'other.toml' }).config.logLevel, 'debug');
  assert.deepEqual(problemsOf({ GROUNDLEVEL_CONFIG: 'none.toml' }), [
    `GROUNDLEVEL_CONFIG: there is no file ${join(cwd, 'none.toml')}.`,
  ]);
});

test('every problem of the environment is listed at once', () => {
  writeFileSync(join(cwd, 'notes.pem'), 'notes');
  assert.deepEqual(
    problemsOf({
      GROUNDLEVEL_HOSTS: 'x',
      GROUNDLEVEL_HOST: '',
      GROUNDLEVEL_PORT: '70000',
      GROUNDLEVEL_LOG_LEVEL: 'loud',
      GROUNDLEVEL_LIMITS_LIST_DEFAULT: '200',
      GROUNDLEVEL_LIMITS_EVENTS_DEFAULT: 'many',
      GROUNDLEVEL_PUBLIC_URL: 'contacts.example',
      GROUNDLEVEL_TRUST_PROXY: '10.0.0.0/8, proxy, 10.0.0.0/99',
      GROUNDLEVEL_TLS_CERT: 'none.pem',
      GROUNDLEVEL_CORS_ORIGINS: 'https://a.example, *',
      GROUNDLEVEL_DATABASE_URL: 'postgres://u:p@db/x',
      GROUNDLEVEL_RATE_LIMIT: 'slow',
    }).toSorted(),
    [
      'GROUNDLEVEL_CORS_ORIGINS: * is not an origin such as https://app.example.',
      'GROUNDLEVEL_DATABASE_URL: PostgreSQL is not supported yet; use file:PATH.',
      'GROUNDLEVEL_HOSTS is not a setting; did you mean GROUNDLEVEL_HOST?',
      'GROUNDLEVEL_LIMITS_EVENTS_DEFAULT must be a whole number from 1 to 5000, not many.',
      'GROUNDLEVEL_LOG_LEVEL must be one of silent, error, warn, info, debug, not loud.',
      'GROUNDLEVEL_PORT must be a whole number from 0 to 65535, not 70000.',
      'GROUNDLEVEL_PUBLIC_URL must be an http or https address, not contacts.example.',
      'GROUNDLEVEL_RATE_LIMIT must be off, highlevel or N/SECONDS, not slow.',
      'GROUNDLEVEL_TLS_KEY is missing: HTTPS needs the certificate and the key.',
      'GROUNDLEVEL_TRUST_PROXY must be off, on or addresses separated by commas, not proxy, 10.0.0.0/99.',
      'limits.list_default is over limits.list_maximum.',
      'server.host (GROUNDLEVEL_HOST) must not be empty.',
    ],
  );
});

test('a certificate without its key, of another key, or that is none stops the start', () => {
  const at = (name: string): string =>
    new URL(`../../test/support/${name}`, import.meta.url).pathname;
  const [cert, key] = [at('test-only-certificate.pem'), at('test-only-key.pem')];
  const tls = (GROUNDLEVEL_TLS_CERT: string, GROUNDLEVEL_TLS_KEY: string): readonly string[] =>
    problemsOf({ GROUNDLEVEL_TLS_CERT, GROUNDLEVEL_TLS_KEY });
  assert.deepEqual(tls(cert, key), []);
  assert.deepEqual(tls('none.pem', key), [
    'GROUNDLEVEL_TLS_CERT: the file none.pem cannot be read.',
  ]);
  assert.match(tls(key, cert)[0] ?? '', /^GROUNDLEVEL_TLS_CERT and GROUNDLEVEL_TLS_KEY cannot be /);
  assert.match(tls('notes.pem', 'notes.pem')[0] ?? '', /^GROUNDLEVEL_TLS_CERT and GROUND/);
});

test('a token of the metrics that is short, long or of two words is refused, and not repeated', () => {
  const token = 'a-token-of-32-signs-and-not-less';
  for (const wrong of [token.slice(1), token.replace('-', ' '), token.repeat(9), `${token}é`]) {
    assert.deepEqual(problemsOf({ GROUNDLEVEL_METRICS_TOKEN: wrong }), [
      'metrics.token (GROUNDLEVEL_METRICS_TOKEN) must have 32 to 256 letters, digits and signs without spaces.',
    ]);
  }
  assert.equal(load({ GROUNDLEVEL_METRICS_TOKEN: token }).config.metricsToken, token);
  assert.equal(load().config.metricsToken, undefined);
  withFile('[metrics]\ntoken = 12345678\n', () =>
    assert.deepEqual(problemsOf({}).slice(0, 1), ['metrics.token must be a text, in quotes.']),
  );
});

test('every problem of the file is listed at once, with the file', () => {
  withFile('[server]\nport = "80"\nports = 1\n[api]\nrate_limit = true\n[web]\n', (path) => {
    assert.deepEqual(problemsOf({}), [
      `file ${path}: server.ports is not a setting.`,
      `file ${path}: api.rate_limit must be a text or a number.`,
      `file ${path}: web is not a table of settings.`,
      'server.port must be a whole number from 0 to 65535, not 80.',
    ]);
  });
  withFile('[server\n', (path) => {
    const [problem = '', ...more] = problemsOf({});
    assert.deepEqual(more, []);
    assert.match(problem, new RegExp(`^file ${path} is not TOML: [^\\n]+\\.$`));
  });
});

test('rate limits are read in each form', () => {
  const { config } = load({ GROUNDLEVEL_RATE_LIMIT: '50/10' });
  assert.deepEqual(config.rateLimit, { max: 50, intervalMs: 10_000, perDay: 432_000 });
  assert.deepEqual(load({ GROUNDLEVEL_RATE_LIMIT: 'highlevel' }).config.rateLimit, {
    max: 100,
    intervalMs: 10_000,
    perDay: 200_000,
  });
});
