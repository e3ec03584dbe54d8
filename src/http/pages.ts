import type { FastifyInstance, FastifyReply } from 'fastify';
import { errors } from '../errors/catalogue.ts';
import { listLocations } from '../features/locations/locations.ts';
import type { Engine } from '../storage/engine.ts';
import { docsPage } from './docs-page.ts';
import { escapeHtml, htmlPage } from './html.ts';
import { openApiDocument } from './openapi.ts';

/** Of an installation with very many; `groundlevel location list` prints all. */
const shownLocations = 50;

/** What a browser or a load balancer asks for, without a token. */
export function registerPages(app: FastifyInstance, engine: Engine): void {
  app.get('/', (_request, reply) => reply.redirect('/app/'));
  app.get('/healthz', () => ({ status: 'ok' }));
  app.get('/openapi.json', (request) => openApiDocument(`${request.protocol}://${request.host}`));
  app.get('/readyz', async () => {
    try {
      await listLocations(engine.read, 1);
    } catch (error) {
      throw errors.unavailable('The database cannot be read', error);
    }
    return { status: 'ready' };
  });
  app.get('/docs', (request, reply) =>
    sendPage(reply, docsPage(`${request.protocol}://${request.host}`)),
  );
  app.get('/app/', async (request, reply) => {
    const locations = await listLocations(engine.read, shownLocations);
    return sendPage(reply, startPage(`${request.protocol}://${request.host}`, locations));
  });
}

function sendPage(reply: FastifyReply, html: string): FastifyReply {
  return reply
    .header('Content-Type', 'text/html; charset=utf-8')
    .header('Content-Security-Policy', "default-src 'none'; style-src 'unsafe-inline'")
    .header('X-Content-Type-Options', 'nosniff')
    .header('Referrer-Policy', 'no-referrer')
    .send(html);
}

function startPage(baseUrl: string, locations: readonly { id: string; name: string }[]): string {
  const rows = locations
    .map(
      ({ id, name }) =>
        `<tr><td>${escapeHtml(name)}</td><td><code>${escapeHtml(id)}</code></td></tr>`,
    )
    .join('');
  const curl = createContactCurl(baseUrl, locations[0]?.id ?? 'LOCATION_ID', 'YOUR_TOKEN');
  return htmlPage(
    'Groundlevel',
    `<h1>Groundlevel is running</h1>
<p>The API answers at <code>${escapeHtml(baseUrl)}</code>. <a href="/docs">Documentation</a>,
<a href="/openapi.json">OpenAPI document</a>.</p>
<h2>Locations</h2><table><thead><tr><th scope="col">Name</th><th scope="col">Location id</th></tr></thead>
<tbody>${rows}</tbody></table>
<h2>Create a contact</h2><pre>${escapeHtml(curl)}</pre>
<p>The token was shown when it was created. Make another with
<code>npx groundlevel token create</code>.</p>`,
  );
}

/** The one-line `curl` that creates a contact. */
export function createContactCurl(baseUrl: string, locationId: string, token: string): string {
  const body = JSON.stringify({ locationId, firstName: 'Ada', email: 'ada@example.com' });
  return (
    `curl -X POST ${baseUrl}/contacts -H "Authorization: Bearer ${token}" ` +
    `-H "Content-Type: application/json" -d '${body}'`
  );
}
