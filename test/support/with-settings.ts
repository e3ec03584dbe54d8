import { type Answer, type TestServer, startServer } from './server.ts';

type Options = Parameters<typeof startServer>[0];

/** A server with settings by their environment names, without the prefix. */
export async function withSettings(
  env: Record<string, string | number>,
  use: (server: TestServer) => Promise<void>,
  options: Options = {},
): Promise<void> {
  const named = Object.entries(env).map(([name, value]) => [`GROUNDLEVEL_${name}`, String(value)]);
  const server = await startServer({ ...options, env: Object.fromEntries(named) });
  try {
    await use(server);
  } finally {
    await server.close();
  }
}

export const create = (server: TestServer, more: object = {}, headers = {}): Promise<Answer> =>
  server.call('POST', '/contacts', {
    body: { locationId: server.own.locationId, ...more },
    headers,
  });

export const list = (server: TestServer, query = '', headers = {}): Promise<Answer> =>
  server.call('GET', `/contacts?locationId=${server.own.locationId}${query}`, { headers });

export const many = <T>(count: number, make: (each: number) => Promise<T>): Promise<T[]> =>
  Promise.all(Array.from({ length: count }, (_, each) => make(each)));

/** What is said to the searches of 100 contacts that are refused. */
export async function refused(
  env: Record<string, number>,
  search: (server: TestServer) => Promise<Answer[]>,
): Promise<unknown[]> {
  const messages = new Set<unknown>();
  await withSettings(env, async (server) => {
    await many(100, () => create(server, { firstName: 'Zoë', address1: 'Zoë '.repeat(225) }));
    for (const { status, body } of await search(server))
      if (status === 503) messages.add(body.message);
  });
  return [...messages];
}
