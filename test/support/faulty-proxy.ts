import { once } from 'node:events';
import { type IncomingMessage, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Tenant } from './server.ts';

export type Json = Record<string, unknown>;
export type Sent = {
  method: string;
  path: string;
  query: string;
  authorization: string;
  version: string | undefined;
  body: Json | undefined;
};
export type Got = { status: number; body: Json | string; compatibility: string };

/** Answers instead of the server behind, or not at all; undefined for what it leaves alone. */
export type Fault = (
  sent: Sent,
  forward: (changed?: Partial<Sent>) => Promise<Got>,
  tenant: Tenant,
) => Promise<Got | 'silence'> | undefined;

export type Proxy = { baseUrl: string; close(): Promise<void> };

/** A server that is right but for one fault. */
export async function startFaultyProxy(
  target: string,
  tenant: Tenant,
  fault: Fault,
): Promise<Proxy> {
  const server = createServer((request, response) => {
    const answer = async (): Promise<void> => {
      const sent = await sentOf(request);
      const forward = (changed: Partial<Sent> = {}): Promise<Got> =>
        pass(target, { ...sent, ...changed });
      const got = await (fault(sent, forward, tenant) ?? forward());
      if (got === 'silence') {
        request.socket.destroy();
        return;
      }
      const html = typeof got.body === 'string';
      response.writeHead(got.status, {
        'content-type': html ? 'text/html' : 'application/json',
        'x-groundlevel-compatibility': got.compatibility,
      });
      response.end(got.status === 204 ? undefined : html ? got.body : JSON.stringify(got.body));
    };
    answer().catch(() => request.socket.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  // A server on an address has one.
  const { port } = server.address() as AddressInfo;
  return {
    baseUrl: `http://127.0.0.1:${port}`,
    close: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

async function sentOf(request: IncomingMessage): Promise<Sent> {
  let text = '';
  for await (const chunk of request.setEncoding('utf8')) text += chunk;
  const [path = '', query = ''] = (request.url ?? '').split('?');
  const version = request.headers['version'];
  return {
    method: request.method ?? 'GET',
    path,
    query,
    authorization: request.headers.authorization ?? '',
    version: typeof version === 'string' ? version : undefined,
    body: text === '' ? undefined : JSON.parse(text),
  };
}

async function pass(target: string, sent: Sent): Promise<Got> {
  const { method, path, query, authorization, version, body } = sent;
  const reply = await fetch(`${target}${path}${query && `?${query}`}`, {
    method,
    headers: {
      authorization,
      ...(version !== undefined && { version }),
      ...(body && { 'content-type': 'application/json' }),
    },
    ...(body && { body: JSON.stringify(body) }),
  });
  return {
    status: reply.status,
    // Every reply of the API is an object.
    body: (await reply.json()) as Json,
    compatibility: reply.headers.get('x-groundlevel-compatibility') ?? '',
  };
}
