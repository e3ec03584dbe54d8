import type { FastifyRequest } from 'fastify';
import { type AppClaim, clientHeader, locationHeader } from '../access/app-claim.ts';
import { sessionMs } from '../features/users/sessions/session-times.ts';

/** Over TLS a browser takes the prefix as a promise: no other host and no other path set it. */
const secureName = '__Host-gl_session';
const plainName = 'gl_session';

/** Whether the browser came by TLS, to us or to a proxy in front. */
function isSecure({ protocol, host }: FastifyRequest, publicUrl: string | undefined): boolean {
  if (protocol === 'https') return true;
  return publicUrl?.startsWith('https:') === true && new URL(publicUrl).host === host;
}

/** For `Set-Cookie`; of no token, the cookie goes. */
export function sessionCookie(
  request: FastifyRequest,
  publicUrl: string | undefined,
  token: string | undefined,
): string {
  const secure = isSecure(request, publicUrl);
  return [
    `${secure ? secureName : plainName}=${token ?? ''}`,
    'Path=/',
    `Max-Age=${token === undefined ? 0 : sessionMs / 1000}`,
    'HttpOnly',
    'SameSite=Strict',
    ...(secure ? ['Secure'] : []),
  ].join('; ');
}

export function appClaimOf(request: FastifyRequest, publicUrl: string | undefined): AppClaim {
  const { headers, protocol, host } = request;
  const name = isSecure(request, publicUrl) ? secureName : plainName;
  return {
    sessionToken: cookieIn(headers.cookie, name),
    client: textOf(headers[clientHeader]),
    fetchSite: textOf(headers['sec-fetch-site']),
    origin: headers.origin,
    ownOrigins: [
      `${protocol}://${host}`,
      ...(publicUrl === undefined ? [] : [new URL(publicUrl).origin]),
    ],
    locationId: textOf(headers[locationHeader]),
  };
}

/** Whether our own client asks, which is answered in the words that it is written for. */
export function isFromApp({ headers }: FastifyRequest): boolean {
  return headers.authorization === undefined && headers[clientHeader] !== undefined;
}

function textOf(header: string | string[] | undefined): string | undefined {
  return typeof header === 'string' ? header : header?.join(',');
}

function cookieIn(header: string | undefined, name: string): string | undefined {
  for (const part of header?.split(';') ?? []) {
    const at = part.indexOf('=');
    const value = part.slice(at + 1).trim();
    if (at > 0 && part.slice(0, at).trim() === name && value !== '') return value;
  }
  return undefined;
}
