import type { FastifyInstance } from 'fastify';
import { errors } from '../errors/catalogue.ts';
import { listLocations } from '../features/locations/locations.ts';
import type { Engine } from '../storage/engine.ts';
import { docsPage } from './docs-page.ts';
import { escapeHtml } from './html.ts';
import { openApiDocument } from './openapi.ts';
import { postmanCollection } from './postman.ts';
import { shareDocument } from './shared-document.ts';
import { basePathOf } from './web-app.ts';

const pageHeaders = {
  'Content-Security-Policy': "default-src 'none'; style-src 'unsafe-inline'",
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
};

/**
 * What a browser or a load balancer asks for, without a token: it tells nothing of what is stored.
 * Addresses in it are of the public URL, or of the request's own host where none is set.
 */
export function registerPages(
  app: FastifyInstance,
  engine: Engine,
  publicUrl: string | undefined,
): void {
  const page = (make: (baseUrl: string) => string) =>
    shareDocument('text/html; charset=utf-8', publicUrl, make, escapeHtml);
  const docs = page(docsPage);
  const json = (make: (baseUrl: string) => unknown) =>
    shareDocument(
      'application/json; charset=utf-8',
      publicUrl,
      (baseUrl) => JSON.stringify(make(baseUrl)),
      (text) => JSON.stringify(text).slice(1, -1),
    );
  const openApi = json(openApiDocument);
  const postman = json(postmanCollection);
  app.get('/', (_request, reply) => reply.redirect(`${basePathOf(publicUrl)}/app/`));
  app.get('/healthz', (_request, reply) => {
    void reply.header('Cache-Control', 'no-store');
    return { status: 'ok' };
  });
  app.get('/readyz', async (_request, reply) => {
    void reply.header('Cache-Control', 'no-store');
    try {
      await listLocations(engine.read, 1);
    } catch (error) {
      throw errors.unavailable('The database cannot be read', error);
    }
    return { status: 'ready' };
  });
  app.get('/openapi.json', (request, reply) => openApi.send(request, reply));
  app.get('/postman.json', (request, reply) => postman.send(request, reply));
  app.get('/docs', (request, reply) => docs.send(request, reply.headers(pageHeaders)));
}

/** The one-line `curl` that creates a contact. */
export function createContactCurl(baseUrl: string, locationId: string, token: string): string {
  const body = JSON.stringify({ locationId, firstName: 'Ada', email: 'ada@example.com' });
  return (
    `curl -X POST ${baseUrl}/contacts -H "Authorization: Bearer ${token}" ` +
    `-H "Content-Type: application/json" -d '${body}'`
  );
}
