import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { errors } from '../errors/catalogue.ts';
import { htmlPage } from './html.ts';
import { type WebAppFiles, encodingFor, readWebAppFiles } from './web-app-files.ts';

/** Whether there is something to serve: `building` and `failed` are of a checkout alone. */
export type WebAppState = 'ready' | 'building' | 'failed';

export type WebApp = {
  state: WebAppState;
  /** The build in the folder, from the first request on; undefined where it is being built, or absent. */
  files(): WebAppFiles | undefined;
};

export const webAppHeaders = {
  'Content-Security-Policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; font-src 'self'; " +
    "connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; " +
    "frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'",
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
};

/** While there is no app: its one style stands in the page, since there are no files. */
const waitingHeaders = {
  ...webAppHeaders,
  'Content-Security-Policy':
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'",
  'Content-Type': 'text/html; charset=utf-8',
  'Cache-Control': 'no-store',
  'Retry-After': '2',
};

const reload = '<meta http-equiv="refresh" content="2">';
const waiting = (docs: string): Readonly<Record<WebAppState, string>> => ({
  building: `${reload}<h1>Groundlevel is building its web app</h1>
<p>This happens once after an install or an update, and takes a few seconds. The page opens by itself.</p>
<p>The API answers already: see the <a href="${docs}">documentation</a>.</p>`,
  failed: `<h1>The web app could not be built</h1>
<p>The terminal that the server runs in says why. The API works without it: see the
<a href="${docs}">documentation</a>.</p>`,
  ready: `${reload}<h1>The web app is not built yet</h1>
<p>In the folder of the server, <code>npm start</code> builds it. The API works without it: see the
<a href="${docs}">documentation</a>.</p>`,
});

/** How long an absent build is not looked for again. */
const lookMs = 1000;

export function createWebApp(
  folder: string,
  publicUrl: string | undefined,
  monotonicMs: () => number,
): WebApp {
  const basePath = basePathOf(publicUrl);
  let read: WebAppFiles | undefined;
  let lookAt = 0;
  const app: WebApp = {
    state: 'ready',
    files: () => {
      if (app.state === 'building') return undefined;
      if (read === undefined && monotonicMs() >= lookAt) {
        lookAt = monotonicMs() + lookMs;
        read = readWebAppFiles(folder, basePath);
      }
      return read;
    },
  };
  return app;
}

/** The path before `/app/` at which a proxy shows this server; empty where there is none. */
export function basePathOf(publicUrl: string | undefined): string {
  return publicUrl === undefined ? '' : new URL(publicUrl).pathname.replace(/\/$/, '');
}

/** The app at `/app/`: one page whatever the rest of the address, and files that are named by their content. */
export function registerWebApp(
  server: FastifyInstance,
  app: WebApp,
  publicUrl: string | undefined,
): void {
  const basePath = basePathOf(publicUrl);
  const notThere = waiting(`${basePath}/docs`);
  const sendIndex = (request: FastifyRequest, reply: FastifyReply): FastifyReply => {
    const files = app.files();
    if (files) return sendPage(files, request, reply);
    return reply
      .code(503)
      .headers(waitingHeaders)
      .send(htmlPage('Groundlevel', notThere[app.state]));
  };
  server.get('/app', (request, reply) =>
    pathOf(request) === '/app' ? reply.redirect(`${basePath}/app/`) : sendIndex(request, reply),
  );
  server.get('/app/*', sendIndex);
  server.get<{ Params: { '*': string } }>('/app/assets/*', (request, reply) => {
    const asset = app.files()?.assets.get(request.params['*']);
    if (!asset) throw errors.routeNotFound(request.method, pathOf(request));
    const encoding = encodingFor(request.headers['accept-encoding'], asset);
    reply.headers({
      ...webAppHeaders,
      'Content-Type': asset.type,
      'Cache-Control': 'public, max-age=31536000, immutable',
      Vary: 'Accept-Encoding',
      ...(encoding !== 'identity' && { 'Content-Encoding': encoding }),
    });
    return reply.send(asset.bytes[encoding]);
  });
}

function sendPage(files: WebAppFiles, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  reply.headers({
    ...webAppHeaders,
    'Content-Type': 'text/html; charset=utf-8',
    'Cache-Control': 'no-cache',
    ETag: files.indexTag,
  });
  const known = request.headers['if-none-match']?.split(',').map((each) => each.trim());
  return known?.includes(files.indexTag) ? reply.code(304).send() : reply.send(files.index);
}

function pathOf({ url }: FastifyRequest): string {
  return url.split('?')[0] ?? '';
}
