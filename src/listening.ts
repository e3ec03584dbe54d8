import { once } from 'node:events';
import { createServer } from 'node:net';

/** Why the server cannot start, in one sentence. */
export class StartProblem extends Error {}

/**
 * The addresses that a host stands for on this machine, each with the port free. Looked at before
 * anything is made, so that a taken port costs nothing. Throws `StartProblem`.
 */
export async function freeAddresses(host: string, port: number): Promise<string[]> {
  const free: string[] = [];
  let missing: unknown;
  for (const address of addressesOf(host)) {
    try {
      await probe(address, port);
      free.push(address);
    } catch (error) {
      if (!isAbsent(error)) throw new StartProblem(listenProblem(error, host, port));
      missing = error;
    }
  }
  if (free.length === 0) throw new StartProblem(listenProblem(missing, host, port));
  return free;
}

/** Both, whatever the hosts file says: clients try both, and a program may hold the port on one. */
function addressesOf(host: string): readonly string[] {
  return host === 'localhost' ? ['127.0.0.1', '::1'] : [host];
}

async function probe(host: string, port: number): Promise<void> {
  const server = createServer();
  server.listen({ host, port, exclusive: true });
  await once(server, 'listening');
  server.close();
  await once(server, 'close');
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}

function isAbsent(error: unknown): boolean {
  return ['EADDRNOTAVAIL', 'EAFNOSUPPORT', 'ENOTFOUND'].includes(String(codeOf(error)));
}

/** What went wrong with listening, and what to do about it. */
export function listenProblem(error: unknown, host: string, port: number): string {
  const code = codeOf(error);
  if (code === 'EADDRINUSE') {
    return `Port ${port} is in use; stop what uses it, or set GROUNDLEVEL_PORT to another.`;
  }
  if (code === 'EACCES') return `Port ${port} needs more rights; set GROUNDLEVEL_PORT to another.`;
  if (isAbsent(error)) return `${host} is no address of this machine; set GROUNDLEVEL_HOST to one.`;
  return `The server cannot listen on ${host}:${port}: ${error instanceof Error ? error.message : ''}`;
}

export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || host.startsWith('127.');
}
