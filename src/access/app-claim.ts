import { errors } from '../errors/catalogue.ts';

/** What only our own client sends: a form or a link of another page cannot. */
export const clientHeader = 'x-groundlevel-client';
/** The location that a request of a session is about, where it does not name one itself. */
export const locationHeader = 'x-groundlevel-location';

/** What a surface knows of a request of the app. */
export type AppClaim = {
  /** Of the cookie. */
  sessionToken: string | undefined;
  client: string | undefined;
  /** Which browsers send over TLS and to this machine, and not to another in the network. */
  fetchSite: string | undefined;
  origin: string | undefined;
  /** What `origin` is for our own pages. */
  ownOrigins: readonly string[];
  locationId: string | undefined;
};

/**
 * Beside the cookie's SameSite, which does not tell ports of one host apart: our own header, and where
 * the browser says so, our own origin. Throws `session_untrusted`.
 */
export function checkTrusted({ client, fetchSite, origin, ownOrigins }: AppClaim): void {
  if (client === undefined || client.trim() === '') {
    throw errors.sessionUntrusted('of a session needs the header X-Groundlevel-Client');
  }
  const isOwn =
    fetchSite === undefined
      ? origin === undefined || ownOrigins.includes(origin)
      : fetchSite === 'same-origin';
  if (!isOwn) throw errors.sessionUntrusted('of a session comes from another origin');
}
