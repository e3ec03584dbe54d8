import { contactOf, type WireContact } from './answers.ts';
import type { Answer, Call, TestServer } from './server.ts';

export const modes = ['documented', 'observed'] as const;
export type Mode = (typeof modes)[number];

/** Requests of one tenant of a mode; its contacts are made with a name, as both modes take them. */
export type InMode = {
  mode: Mode;
  locationId: string;
  call(method: string, path: string, body?: unknown, options?: Call): Promise<Answer>;
  /** The body with the location in it. */
  post(path: string, body: object): Promise<Answer>;
  create(body: object): Promise<WireContact>;
  read(id: string): Promise<WireContact>;
  total(): Promise<number>;
};

const scopes = [
  'contacts',
  'businesses.write',
  'calendars/events.write',
  'locations/customFields.write',
];

/** A location of its own whose integration works in the mode. */
export async function inMode(server: TestServer, mode: Mode): Promise<InMode> {
  const { locationId, token } = await server.tenant([...scopes], mode);
  const call: InMode['call'] = (method, path, body, options) =>
    server.call(method, path, {
      token,
      version: '2021-07-28',
      ...(body !== undefined && { body }),
      ...options,
    });
  const post: InMode['post'] = (path, body) => call('POST', path, { locationId, ...body });
  const read: InMode['read'] = async (id) => contactOf(await call('GET', `/contacts/${id}`));
  return {
    mode,
    locationId,
    call,
    post,
    read,
    create: async (body) => contactOf(await post('/contacts', { firstName: 'Jane', ...body }), 201),
    total: async () =>
      Number((await call('GET', `/contacts/?locationId=${locationId}`)).body.meta?.['total']),
  };
}

/** Where a refusal names its fields in either mode: `fields`, or the words that messages begin with. */
export function namedBy({ body }: Answer): string[] {
  if (body.fields) return body.fields.map(({ field }) => field);
  return [body.message ?? []].flat().map((each) => each.split(' ')[0] ?? '');
}
