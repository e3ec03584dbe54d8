import type { Answer, TestServer } from './server.ts';

/** Files for a new contact, by a token that may. */
export async function upload(server: TestServer, contents: readonly string[]): Promise<Answer> {
  const { locationId } = server.own;
  const made = await server.call('POST', '/contacts', { body: { locationId } });
  const id = String(made.body.contact?.id);
  const files = contents.map((content, each) => {
    return { name: `file${each}`, fileName: `${each}.txt`, type: 'text/plain', content };
  });
  return server.call('POST', `/locations/${locationId}/customFields/upload`, {
    token: await server.token(locationId, ['locations/customFields.write']),
    form: { fields: { id }, files },
  });
}
