import type { Config } from './config.ts';

/** Where people and clients reach the server that listens on a port. */
export function baseUrlOf({ tls, host: at, publicUrl }: Config['server'], port: number): string {
  const named = ['0.0.0.0', '::'].includes(at) ? 'localhost' : at;
  const host = named.includes(':') ? `[${named}]` : named;
  return publicUrl ?? `${tls ? 'https' : 'http'}://${host}:${port}`;
}
