import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { clockAt } from '../support/clock.ts';
import { contactOf, idsOf, setPolicy, untraced } from '../support/answers.ts';
import { type Answer, type Call, type TestServer, startServer } from '../support/server.ts';

const day = 86_400_000;
const clock = clockAt(Date.parse('2026-03-07T12:00:00Z'));
let server: TestServer;
before(async () => {
  server = await startServer({ clock });
});
after(() => server.close());

type Owner = {
  locationId: string;
  call(method: string, path: string, body?: unknown): Promise<Answer>;
};

async function owner(): Promise<Owner> {
  const { locationId, token } = await server.tenant(['contacts']);
  return {
    locationId,
    call: (method, path, body) =>
      server.call(method, path, {
        token,
        ...(body === undefined ? {} : ({ body } satisfies Call)),
      }),
  };
}

const whole = {
  firstName: 'Jane',
  lastName: 'Deo',
  email: 'jane@deo.com',
  phone: '+14105550100',
  tags: ['one', 'two'],
  companyName: 'DGS',
  additionalEmails: [{ email: 'jane@home.com' }],
};

async function create({ locationId, call }: Owner, fields: object = whole): Promise<string> {
  return contactOf(await call('POST', '/contacts/', { locationId, ...fields }), 201).id;
}

const restored = (id: string): string => `/api/contacts/${id}/restore`;

test('a restored contact is back as it was: found, counted, with its notes and history', async () => {
  const one = await owner();
  const { call, locationId } = one;
  const id = await create(one);
  const path = `/contacts/${id}`;
  const note = await call('POST', `${path}/notes`, { body: 'Remember' });
  assert.equal(note.status, 201, note.text);
  const before = untraced(await call('GET', path));
  const notes = untraced(await call('GET', `${path}/notes`));
  clock.advance(1000);
  assert.equal((await call('DELETE', path)).status, 200);
  assert.equal((await call('GET', path)).status, 404);
  clock.advance(60 * day - 1);
  const answer = await call('POST', restored(id));
  assert.equal(answer.status, 200, answer.text);
  assert.deepEqual(untraced(answer), before);
  assert.equal(answer.headers.get('etag'), '"3"');
  assert.deepEqual(untraced(await call('GET', path)), before);
  assert.deepEqual(untraced(await call('GET', `${path}/notes`)), notes);
  for (const query of ['query=jane', 'query=4105550100', 'tags=two', 'email=jane@home.com', '']) {
    const listed = await call('GET', `/contacts/?locationId=${locationId}&${query}`);
    assert.deepEqual([idsOf(listed), listed.body.meta?.['total']], [[id], 1], query);
  }
  const copy = await call('POST', '/contacts/', { locationId, email: 'JANE@deo.com' });
  assert.deepEqual([copy.status, copy.body.meta?.['contactId']], [422, id]);
  const events = (await call('GET', `/api/contacts/${id}/events`)).body.events ?? [];
  const told = events.filter((each) => each['version'] !== null);
  assert.deepEqual(
    told.map((each) => [each['type'], each['version']]),
    [
      ['contact.created', 1],
      ['contact.deleted', 2],
      ['contact.restored', 3],
    ],
  );
  assert.partialDeepStrictEqual(told.at(-1)?.['after'], {
    email: 'jane@deo.com',
    tags: whole.tags,
  });
  assert.equal(told.at(-1)?.['before'], null);
});

test('restoring a live contact changes nothing and leaves no event', async () => {
  const one = await owner();
  const id = await create(one);
  const before = untraced(await one.call('GET', `/contacts/${id}`));
  assert.deepEqual(untraced(await one.call('POST', restored(id))), before);
  const events = await one.call('GET', `/api/contacts/${id}/events`);
  assert.equal(events.body.meta?.['total'], 1);
});

test('after its time a contact is not restored, and the error says until when it was', async () => {
  const one = await owner();
  const id = await create(one);
  await one.call('DELETE', `/contacts/${id}`);
  const until = new Date(clock.now() + 60 * day).toISOString();
  clock.advance(60 * day);
  const late = await one.call('POST', restored(id));
  assert.deepEqual([late.status, late.body.code], [410, 'restore_expired']);
  assert.equal(late.body.message, `Contact with id ${id} could be restored until ${until}`);
  const unknown = await one.call('POST', restored('unknown'));
  assert.deepEqual([unknown.status, unknown.body.code], [404, 'contact_not_found']);
});

test('an e-mail or phone that another contact has by now refuses the restore, naming it', async () => {
  for (const [taken, field] of [
    [{ email: 'jane@deo.com' }, 'email'],
    [{ phone: '+14105550100' }, 'phone'],
    [{ email: 'jane@home.com' }, 'email'],
  ] as const) {
    const one = await owner();
    const { call, locationId } = one;
    const id = await create(one);
    await call('DELETE', `/contacts/${id}`);
    const other = await create(one, { firstName: 'Other', ...taken });
    const refused = await call('POST', restored(id));
    assert.deepEqual([refused.status, refused.body.code], [422, 'duplicate_contact']);
    assert.deepEqual(refused.body.meta, {
      contactId: other,
      contactName: 'Other',
      matchingField: field,
    });
    assert.equal((await call('GET', `/contacts/${id}`)).status, 404);
    const listed = await call('GET', `/contacts/?locationId=${locationId}`);
    assert.equal(listed.body.meta?.['total'], 1);
    await setPolicy(server, locationId, { allowDuplicateContact: true });
    assert.equal((await call('POST', restored(id))).status, 200);
  }
});

test('deleted contacts are listed by pages, newest deletion first, while they can be restored', async () => {
  const one = await owner();
  const { call } = one;
  const ids: string[] = [];
  for (let each = 0; each < 5; each += 1) {
    const id = await create(one, { firstName: `C${each}`, tags: ['a'] });
    ids.unshift(id);
    clock.advance(day);
    await call('DELETE', `/contacts/${id}`);
  }
  await create(one, { firstName: 'Live' });
  const seen: string[] = [];
  let after = '';
  for (let more: unknown = true; more; ) {
    const page = await call('GET', `/api/contacts/deleted?limit=2${after}`);
    assert.equal(page.status, 200, page.text);
    assert.equal(page.body.meta?.['total'], 5);
    seen.push(...idsOf(page));
    ({ more } = page.body.meta ?? {});
    after = `&after=${String(page.body.meta?.['nextCursor'])}`;
  }
  assert.deepEqual(seen, ids);
  const [newest] = (await call('GET', '/api/contacts/deleted')).body.contacts ?? [];
  assert.partialDeepStrictEqual(newest, {
    id: ids[0],
    firstName: 'C4',
    tags: ['a'],
    deletedAt: new Date(clock.now()).toISOString(),
    restorableUntil: new Date(clock.now() + 60 * day).toISOString(),
  });
  await call('POST', restored(String(ids[2])));
  clock.advance(57 * day);
  const left = await call('GET', '/api/contacts/deleted');
  assert.deepEqual([idsOf(left), left.body.meta?.['total']], [[ids[0], ids[1]], 2]);
  const wrong = await call('GET', '/api/contacts/deleted?after=nonsense');
  assert.deepEqual([wrong.status, wrong.body.fields?.[0]?.field], [422, 'after']);
});

test('a policy of days is the setting of the server', async () => {
  const short = await startServer({ clock, env: { GROUNDLEVEL_RESTORE_DAYS: '1' } });
  const { locationId } = short.own;
  const made = await short.call('POST', '/contacts/', { body: { locationId, firstName: 'A' } });
  const { id } = contactOf(made, 201);
  await short.call('DELETE', `/contacts/${id}`);
  clock.advance(day);
  assert.equal((await short.call('POST', restored(id))).status, 410);
  assert.deepEqual(idsOf(await short.call('GET', '/api/contacts/deleted')), []);
  await short.close();
});
