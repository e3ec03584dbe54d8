import type { FastifyInstance } from 'fastify';
import { listLocations } from '../features/locations/locations.ts';
import type { Engine } from '../storage/engine.ts';
import { openApiDocument } from './openapi.ts';

/** What a browser or a load balancer asks for: `/`, `/app/`, `/healthz`, `/readyz`, `/openapi.json`. */
export function registerPages(app: FastifyInstance, engine: Engine): void {
  app.get('/', (_request, reply) => reply.redirect('/app/'));
  app.get('/healthz', () => ({ status: 'ok' }));
  app.get('/openapi.json', (request) => openApiDocument(`${request.protocol}://${request.host}`));
  app.get('/readyz', async (_request, reply) => {
    await listLocations(engine.read);
    return reply.send({ status: 'ready' });
  });
  app.get('/app/', async (request, reply) => {
    const locations = await listLocations(engine.read);
    const baseUrl = `${request.protocol}://${request.host}`;
    return reply
      .header('Content-Type', 'text/html; charset=utf-8')
      .header('Content-Security-Policy', "default-src 'none'; style-src 'unsafe-inline'")
      .header('X-Content-Type-Options', 'nosniff')
      .send(startPage(baseUrl, locations));
  });
}

function startPage(baseUrl: string, locations: readonly { id: string; name: string }[]): string {
  const rows = locations
    .map(
      ({ id, name }) =>
        `<tr><td>${escapeHtml(name)}</td><td><code>${escapeHtml(id)}</code></td></tr>`,
    )
    .join('');
  const curl = createContactCurl(baseUrl, locations[0]?.id ?? 'LOCATION_ID', 'YOUR_TOKEN');
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Groundlevel</title><style>
body{font:16px/1.5 system-ui,sans-serif;max-width:46rem;margin:3rem auto;padding:0 1rem;color:#1c2430}
pre{background:#f3f5f8;padding:1rem;overflow-x:auto;border-radius:6px;white-space:pre-wrap;overflow-wrap:anywhere}
table{border-collapse:collapse}td,th{border-bottom:1px solid #d9dee6;padding:.4rem 1.5rem .4rem 0;text-align:left}
</style></head><body><main><h1>Groundlevel is running</h1>
<p>The API answers at <code>${escapeHtml(baseUrl)}</code>: <a href="/openapi.json">OpenAPI document</a>.</p>
<h2>Locations</h2><table><thead><tr><th>Name</th><th>Location id</th></tr></thead><tbody>${rows}</tbody></table>
<h2>Create a contact</h2><pre>${escapeHtml(curl)}</pre>
<p>The token was shown when it was created. Make another with
<code>npx groundlevel token create</code>.</p></main></body></html>
`;
}

/** The one-line `curl` that creates a contact. */
export function createContactCurl(baseUrl: string, locationId: string, token: string): string {
  const body = JSON.stringify({ locationId, firstName: 'Jane', email: 'jane@example.com' });
  return (
    `curl -X POST ${baseUrl}/contacts -H "Authorization: Bearer ${token}" ` +
    `-H "Content-Type: application/json" -d '${body}'`
  );
}

function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
