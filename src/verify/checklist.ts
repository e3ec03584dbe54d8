import { randomBytes, randomInt } from 'node:crypto';
import {
  type Problem,
  contactOf,
  date,
  differs,
  fields,
  saysWhy,
  statusIs,
} from './expectations.ts';
import { type Json, type Session, contactsOf, record } from './session.ts';

export type Check = {
  name: string;
  /** Whether it is about the contact of the first step; skipped when that was never made. */
  needsContact: boolean;
  run(): Promise<Problem>;
};

/** The quick start's checklist for one fresh contact. A fault of one step does not fail another. */
export function checklist(
  session: Session,
  locationId: string,
  searchMs: number,
): { checks: Check[]; hasContact(): boolean } {
  const { request } = session;
  const mark = randomBytes(6).toString('hex');
  const email = `verify-${mark}@example.com`;
  const phone = `+1555${randomInt(1_000_000, 9_999_999)}`;
  const contact = { locationId, firstName: 'Jane', lastName: 'Smith', email, phone };
  const tags = ['api-test'];
  const source = 'API';
  let id = '';
  /** As the server last told it; undefined while it tells nothing. */
  let known: Json | undefined;

  const read = async (): Promise<Json | undefined> => {
    const reply = await request('GET', `/contacts/${id}`);
    return reply.status === 200 ? contactOf(reply) : undefined;
  };

  const create = async (): Promise<Problem> => {
    const reply = await request('POST', '/contacts', { ...contact, tags, source });
    const made = contactOf(reply);
    id = typeof made['id'] === 'string' ? made['id'] : '';
    return (
      differs('status', reply.status, 201) ??
      (id === '' ? 'contact.id is missing' : undefined) ??
      fields(made, { ...contact, tags }) ??
      date(made, 'dateAdded')
    );
  };

  const checks: Check[] = [
    {
      name: '1. create a contact',
      needsContact: false,
      run: async () => {
        try {
          return await create();
        } finally {
          // The other steps can still be looked at when only the reply was wrong.
          if (id === '') id = (await session.findByEmail(email)) ?? '';
        }
      },
    },
    {
      name: '2. read it back',
      needsContact: true,
      run: async () => {
        const reply = await request('GET', `/contacts/${id}`);
        if (reply.status === 200) known = contactOf(reply);
        return (
          differs('status', reply.status, 200) ??
          fields(contactOf(reply), { id, ...contact, tags, source })
        );
      },
    },
    {
      name: '3. update lastName',
      needsContact: true,
      run: async () => {
        const reply = await request('PUT', `/contacts/${id}`, { lastName: 'Updated' });
        const before = known;
        known = before && (await read());
        return (
          differs('status', reply.status, 200) ??
          fields(contactOf(reply), { id, lastName: 'Updated' }) ??
          (before &&
            fields(known ?? {}, {
              lastName: 'Updated',
              ...picked(before, ['firstName', 'email', 'phone', 'tags', 'source']),
            }))
        );
      },
    },
    {
      name: '4. search by e-mail',
      needsContact: true,
      run: async () => {
        // Another contact, which a search that ignores its filter finds too.
        const other = { locationId, firstName: 'Other', email: `verify-${mark}-other@example.com` };
        await request('POST', '/contacts', other).catch(() => undefined);
        const path = `/contacts?${new URLSearchParams({ locationId, query: email })}`;
        const giveUp = performance.now() + searchMs;
        for (;;) {
          const { status, body } = await request('GET', path);
          const found = contactsOf(body);
          const ids = found.map((each) => each['id']);
          // A hosted service may index a new contact a moment later.
          if (status === 200 && !ids.includes(id) && performance.now() < giveUp) {
            await session.pause();
            continue;
          }
          return (
            differs('status', status, 200) ??
            differs('contacts', ids, [id]) ??
            fields(found[0] ?? {}, { email })
          );
        }
      },
    },
    {
      name: '400: locationId missing',
      needsContact: false,
      run: async () => {
        const reply = await request('POST', '/contacts', {
          firstName: 'Jane',
          email: `verify-${mark}-nowhere@example.com`,
        });
        return statusIs(reply, 400, 422) ?? saysWhy(reply, /locationId/);
      },
    },
    {
      name: '401: wrong token',
      needsContact: false,
      run: async () => {
        const wrong = 'pit-00000000-0000-4000-8000-000000000000';
        const path = `/contacts?${new URLSearchParams({ locationId, limit: '1' })}`;
        const reply = await request('GET', path, undefined, wrong);
        return statusIs(reply, 401, 401) ?? saysWhy(reply, /./);
      },
    },
    {
      name: '422: duplicate e-mail',
      needsContact: true,
      run: async () => {
        const reply = await request('POST', '/contacts', contact);
        const extra = contactOf(reply)['id'];
        if (typeof extra === 'string' && extra !== id)
          await request('DELETE', `/contacts/${extra}`);
        return (
          statusIs(reply, 422, 400) ??
          saysWhy(reply, /duplicate/i) ??
          fields(record(reply.body['meta']), { contactId: id, matchingField: 'email' })
        );
      },
    },
    {
      name: 'upsert updates the match',
      needsContact: true,
      run: async () => {
        const sent = { locationId, email, firstName: 'Janet' };
        const reply = await request('POST', '/contacts/upsert', sent);
        const kept = picked(known ?? {}, ['lastName', 'phone', 'tags']);
        const stored = known && (await read());
        return (
          differs('status', reply.status, 200) ??
          differs('new', reply.body['new'], false) ??
          fields(contactOf(reply), { id, email, firstName: 'Janet' }) ??
          (stored && fields(stored, { firstName: 'Janet', ...kept }))
        );
      },
    },
    {
      name: 'upsert creates without a match',
      needsContact: false,
      run: async () => {
        const sent = { locationId, email: `verify-${mark}-new@example.com`, firstName: 'New' };
        const reply = await request('POST', '/contacts/upsert', sent);
        const made = contactOf(reply);
        return (
          ([200, 201].includes(reply.status) ? undefined : differs('status', reply.status, 200)) ??
          differs('new', reply.body['new'], true) ??
          (typeof made['id'] === 'string' ? undefined : 'contact.id is missing') ??
          (made['id'] === id ? 'it is the contact of the other e-mail' : undefined) ??
          fields(made, { email: sent.email, firstName: 'New' })
        );
      },
    },
    {
      name: '5. delete it',
      needsContact: true,
      run: async () => {
        const { status, body } = await request('DELETE', `/contacts/${id}`);
        const gone = known && (await request('GET', `/contacts/${id}`));
        return (
          differs('status', status, 200) ??
          // Spelled as published, and as v3 spells it.
          differs('succeded', body['succeded'] ?? body['succeeded'], true) ??
          (gone?.status === 200 ? 'it is still there' : undefined) ??
          (gone && (statusIs(gone, 404, 400) ?? saysWhy(gone, /not found/i)))
        );
      },
    },
  ];
  return { checks, hasContact: () => id !== '' };
}

function picked(from: Json, names: readonly string[]): Json {
  return Object.fromEntries(names.map((name) => [name, from[name]]));
}
