import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { mostSmartLists } from '../contract/bounds.ts';
import { contactsScope } from '../contract/scopes.ts';
import { mostBytes } from '../src/features/smart-lists/smart-list-commands.ts';
import { mostFilterText } from '../src/features/smart-lists/smart-lists.ts';
import { password, refusedFields } from './support/people.ts';
import { type Answer, type TestServer, startServer } from './support/server.ts';
import { type Browser, signIn } from './support/sessions.ts';
import { withFile } from './support/soundness.ts';

const path = '/api/smart-lists';
const vip = [{ field: 'tags', operator: 'eq', value: 'vip' }];

let server: TestServer;
let locationId = '';
let token = '';
before(async () => {
  server = await startServer({ wait: async () => undefined });
});
beforeEach(async () => {
  ({ locationId } = await server.tenant());
  token = await server.token(locationId, [contactsScope, 'locations/customFields.write']);
});
after(async () => {
  try {
    server.inside.assertSound();
    assert.deepEqual(server.faults, []);
  } finally {
    await server.close();
  }
});

const send = (method: string, address: string, body?: object): Promise<Answer> =>
  server.call(method, address, { token, ...(body && { body }) });
async function done(method: string, address: string, body?: object): Promise<Answer> {
  const answer = await send(method, address, body);
  assert.ok(answer.status < 300, answer.text);
  return answer;
}
async function save(body: object): Promise<string> {
  const made = await done('POST', path, { locationId, name: 'List', ...body });
  return (made.body['smartList'] as { id: string }).id;
}
async function contact(body: object): Promise<string> {
  const made = await done('POST', '/contacts/', { locationId, ...body });
  return String(made.body.contact?.id);
}
async function present(id: string): Promise<string> {
  return String((await done('GET', `${path}/${id}/changes`)).body.meta?.['nextCursor']);
}

type Change = { change: string; contactId: string; cursor: string };
async function changesSince(id: string, cursor: string): Promise<[string, string][]> {
  const { body } = await done('GET', `${path}/${id}/changes?after=${cursor}`);
  return (body['changes'] as Change[]).map(({ change, contactId }) => [change, contactId]);
}
async function unknownSince(id: string, cursor: string): Promise<string> {
  const { status, body } = await send('GET', `${path}/${id}/changes?after=${cursor}`);
  assert.deepEqual([status, body.code], [422, 'changes_unknown'], JSON.stringify(body));
  assert.deepEqual(
    body.fields?.map(({ field }) => field),
    ['after'],
  );
  return String(body.message);
}

test('a private list is there for who made it alone, and none of its events tells of it', async () => {
  const other = await server.token(locationId, [contactsScope]);
  const secret = [{ field: 'city', operator: 'eq', value: 'Hiddenville' }];
  const id = await save({ name: 'Hidden', filters: secret });
  await done('PUT', `${path}/${id}`, { name: 'Hidden still' });
  const asOther = (method: string, address: string, body?: object): Promise<Answer> =>
    server.call(method, address, { token: other, ...(body && { body }) });
  const { body } = await asOther('GET', path);
  assert.deepEqual([body['smartLists'], body.meta], [[], { total: 0 }]);
  const answers = [
    await asOther('GET', `${path}/${id}`),
    await asOther('PUT', `${path}/${id}`, { name: 'Mine', filters: [] }),
    await asOther('DELETE', `${path}/${id}`),
    await asOther('GET', `${path}/${id}/contacts`),
    await asOther('GET', `${path}/${id}/count`),
    await asOther('GET', `${path}/${id}/changes`),
  ];
  for (const answer of answers) {
    assert.deepEqual([answer.status, answer.body.code], [404, 'record_not_found'], answer.text);
  }
  const told = await asOther('GET', '/api/events?type=smartList.created,smartList.updated');
  assert.equal(told.body.events?.length, 2);
  assert.doesNotMatch(told.text, /Hidden/);

  await done('PUT', `${path}/${id}`, { shared: true });
  assert.equal((await asOther('GET', `${path}/${id}`)).status, 200);
  assert.match((await asOther('GET', '/api/events')).text, /Hiddenville/);
});

test('a member changes own lists only, an admin those that are shared', async () => {
  const browserOf = async (name: string, role: string): Promise<Browser> => {
    const email = `${name}@smart-lists.example.com`;
    const made = await server.call('POST', '/users/', {
      token: server.managementToken,
      body: {
        companyId: 'company',
        firstName: name,
        lastName: 'Person',
        email,
        password,
        type: 'account',
        role,
        locationIds: [locationId],
      },
    });
    assert.equal(made.status, 201, made.text);
    return signIn(server, email);
  };
  const member = await browserOf('member', 'user');
  const colleague = await browserOf('colleague', 'user');
  const admin = await browserOf('admin', 'admin');
  const made = await member.call('POST', path, { body: { locationId, name: 'Ours' } });
  assert.equal(made.status, 201, made.text);
  const list = made.body['smartList'] as { id: string; owner: { kind: string } };
  assert.equal(list.owner.kind, 'user');
  const rename = async (
    browser: Browser,
    name: string,
  ): Promise<(number | undefined | string)[]> => {
    const { status, body } = await browser.call('PUT', `${path}/${list.id}`, { body: { name } });
    return status === 200 ? [200] : [status, body.code];
  };
  assert.deepEqual(await rename(member, 'Ours alone'), [200]);
  assert.deepEqual(await rename(admin, 'Theirs'), [404, 'record_not_found']);
  await member.call('PUT', `${path}/${list.id}`, { body: { shared: true } });
  assert.deepEqual(await rename(colleague, 'Mine'), [403, 'role_forbidden']);
  const kept = await colleague.call('DELETE', `${path}/${list.id}`);
  assert.deepEqual([kept.status, kept.body.code], [403, 'role_forbidden']);
  assert.deepEqual(await rename(admin, 'Of all'), [200]);
  assert.equal((await admin.call('DELETE', `${path}/${list.id}`)).status, 200);
});

test('a filter by a custom field that is gone is named, and the list can still be mended', async () => {
  const fields = `/locations/${locationId}/customFields`;
  const made = await done('POST', fields, { name: 'Size', dataType: 'TEXT', model: 'contact' });
  const fieldId = String(made.body.customField?.id);
  const filters = [...vip, { field: 'customFields.size', operator: 'eq', value: 'L' }];
  const id = await save({ filters });
  await done('DELETE', `${fields}/${fieldId}`);
  for (const what of ['contacts', 'count', 'changes?after=eyJwIjowfQ']) {
    const refused = await send('GET', `${path}/${id}/${what}`);
    assert.deepEqual(refusedFields(refused), ['filters.1.field']);
    assert.match(refused.text, /Invalid field customFields.size/);
  }
  await done('PUT', `${path}/${id}`, { name: 'To mend' });
  assert.equal((await send('PUT', `${path}/${id}`, { query: 'jane' })).status, 400);
  await done('PUT', `${path}/${id}`, { filters: vip });
  assert.equal((await done('GET', `${path}/${id}/count`)).body.total, 0);
});

test('who may not read businesses is not told of them by a list', async () => {
  const id = await save({
    shared: true,
    filters: [{ field: 'businessName', operator: 'exists' }],
  });
  const narrow = await server.token(locationId, ['contacts.readonly']);
  for (const what of ['contacts', 'count']) {
    const refused = await server.call('GET', `${path}/${id}/${what}`, { token: narrow });
    assert.deepEqual(
      [refused.status, refused.body['requiredScopes']],
      [401, ['businesses.readonly']],
    );
  }
});

test('a list keeps whether its words are found with a slip, and who entered so is told', async () => {
  const list = await save({ query: 'johnosn', fuzzy: true });
  const strict = await save({ query: 'johnosn' });
  const cursor = await present(list);
  const found = await contact({ lastName: 'Johnson' });
  const sizes = async (): Promise<unknown[]> => [
    (await done('GET', `${path}/${list}/count`)).body['total'],
    (await done('GET', `${path}/${strict}/count`)).body['total'],
  ];
  assert.deepEqual(await sizes(), [1, 0]);
  assert.deepEqual(await changesSince(list, cursor), [['entered', found]]);
  assert.deepEqual(await changesSince(strict, cursor), []);
  const changed = await done('PUT', `${path}/${list}`, { fuzzy: false });
  assert.equal((changed.body['smartList'] as { fuzzy: boolean }).fuzzy, false);
  assert.deepEqual(await sizes(), [0, 0]);
  assert.match(await unknownSince(list, cursor), /^The filters of the list have changed/);
});

test('a custom field that texts are looked for in changes who is in a list, and nobody can say who', async () => {
  const fields = `/locations/${locationId}/customFields`;
  const made = await done('POST', fields, { name: 'Motto', dataType: 'TEXT', searchable: true });
  const id = String(made.body.customField?.id);
  const list = await save({ query: 'carpe' });
  const cursor = await present(list);
  const customFields = [{ id, field_value: 'Carpe diem' }];
  const found = await contact({ firstName: 'Horace', customFields });
  assert.deepEqual(await changesSince(list, cursor), [['entered', found]]);
  await done('PUT', `${fields}/${id}`, { name: 'Device' });
  assert.deepEqual(await changesSince(list, cursor), [['entered', found]]);
  await done('PUT', `${fields}/${id}`, { searchable: false });
  assert.match(await unknownSince(list, cursor), /^The custom fields that the text is looked for/);
  assert.equal((await done('GET', `${path}/${list}/count`)).body['total'], 0);
});

test('what changes many contacts by one event is said, and what is beside the filters is not', async () => {
  const list = await save({ filters: vip });
  const tagged = await contact({ firstName: 'Jane', tags: ['vip', 'other'] });
  const tags = await done('GET', `/locations/${locationId}/tags`);
  const tagIds = new Map(
    (tags.body['tags'] as { id: string; name: string }[]).map(({ id, name }) => [name, id]),
  );
  const cursor = await present(list);
  const manage = await server.token(locationId, [contactsScope]);
  const tag = (method: string, name: string, body?: object): Promise<Answer> =>
    server.call(method, `/locations/${locationId}/tags/${tagIds.get(name)}`, {
      token: manage,
      ...(body && { body }),
    });
  assert.equal((await tag('PUT', 'other', { name: 'another' })).status, 200);
  assert.equal((await tag('DELETE', 'other')).status, 200);
  assert.equal((await tag('PUT', 'vip', { name: 'VIP' })).status, 200);
  assert.deepEqual(await changesSince(list, cursor), []);
  const byQuery = await save({ query: 'special' });
  assert.equal((await tag('PUT', 'vip', { name: 'special' })).status, 200);
  assert.match(await unknownSince(list, cursor), /^The tag VIP was renamed or deleted since/);
  assert.match(await unknownSince(byQuery, cursor), /^The tag VIP was renamed/);
  const later = await present(list);
  await done('POST', `/contacts/${tagged}/tags`, { tags: ['vip'] });
  assert.deepEqual(await changesSince(list, later), [['entered', tagged]]);

  const filters = [{ field: 'phone', operator: 'eq', value: '030 123456' }];
  const byPhone = await save({ filters });
  const before = await present(byPhone);
  const move = (country: string): Promise<Answer> =>
    server.call('PUT', `/locations/${locationId}`, {
      token: server.managementToken,
      body: { companyId: 'company', country },
    });
  assert.equal((await move('DE')).status, 200);
  assert.match(await unknownSince(byPhone, before), /^The country or time zone/);
  assert.deepEqual(await changesSince(list, before), []);

  await done('PUT', `${path}/${list}`, { filters: [], name: 'All' });
  assert.match(await unknownSince(list, later), /^The filters of the list have changed/);
  await done('PUT', `${path}/${list}`, { name: 'Renamed alone' });
  assert.deepEqual(await changesSince(list, await present(list)), []);
});

test('a cursor of an event does, pages go on, and an erased contact is told once', async () => {
  const list = await save({ filters: vip });
  const first = await contact({ firstName: 'A', tags: ['vip'] });
  const events = await done('GET', '/api/events?type=contact.created');
  const cursor = String(events.body.events?.at(-1)?.cursor);
  const ids = [first];
  for (let each = 0; each < 5; each += 1)
    ids.push(await contact({ firstName: 'B', tags: ['vip'] }));
  await done('DELETE', `/contacts/${first}`);
  const erased = ids[2] ?? '';
  await done('DELETE', `/api/contacts/${erased}/erase`);
  const seen: Change[] = [];
  let after = cursor;
  for (let more = true; more; ) {
    const { body } = await done('GET', `${path}/${list}/changes?limit=2&after=${after}`);
    const changes = body['changes'] as Change[];
    assert.ok(changes.length <= 2);
    seen.push(...changes);
    after = String(body.meta?.['nextCursor']);
    more = body.meta?.['more'] === true;
  }
  const kept = ids.slice(1).filter((id) => id !== erased);
  assert.deepEqual(
    seen.map(({ change, contactId }) => [change, contactId]),
    [...kept.map((id) => ['entered', id]), ['left', first], ['erased', erased]],
  );
  assert.deepEqual(await changesSince(list, seen.at(-1)?.cursor ?? ''), []);
  assert.deepEqual(refusedFields(await send('GET', `${path}/${list}/changes?after=none`)), [
    'after',
  ]);
});

test('filters whose changes are events of others are named, however deep', async () => {
  const nested = [
    ...vip,
    { group: 'OR', filters: [{ field: 'lastAppointment', operator: 'exists' }] },
  ];
  for (const [filters, at] of [
    [nested, 'filters.1.filters.0.field'],
    [{ activeWorkflows: 'a' }, 'filters.activeWorkflows.field'],
    [{ openTasks: 0 }, 'filters.openTasks.field'],
    [[{ field: 'lastActivity', operator: 'exists' }], 'filters.0.field'],
  ] as const) {
    const id = await save({ filters });
    assert.deepEqual(refusedFields(await send('GET', `${path}/${id}/changes`)), [at]);
  }
});

test('a page of contacts goes on from its cursor alone, and of another sort it is refused', async () => {
  for (const firstName of ['Ada', 'Bob', 'Cid']) await contact({ firstName });
  const sort = [{ field: 'firstNameLowerCase', direction: 'desc' }];
  const id = await save({ sort });
  const page = await done('GET', `${path}/${id}/contacts?limit=2`);
  const cursor = String(page.body.meta?.['nextCursor']);
  const rest = await done('GET', `${path}/${id}/contacts?searchAfter=${cursor}`);
  const names = [page, rest].map(({ body }) => body.contacts?.map(({ firstName }) => firstName));
  assert.deepEqual(names, [['Cid', 'Bob'], ['Ada']]);
  assert.deepEqual(rest.body.meta?.['more'], false);
  await done('PUT', `${path}/${id}`, { sort: [...sort, { field: 'email', direction: 'asc' }] });
  for (const sent of [cursor, 'none', 'eyJzIjpbXX0']) {
    const refused = await send('GET', `${path}/${id}/contacts?searchAfter=${sent}`);
    assert.deepEqual(refusedFields(refused), ['searchAfter']);
  }
});

test('a location has so many lists, and so much in them, and lets go of all when it goes', async () => {
  const text = 'x'.repeat(mostFilterText);
  const long = [{ field: 'city', operator: 'eq', value: 'a', note: text }];
  const body = { locationId, name: 'Long', filters: long };
  assert.deepEqual(refusedFields(await send('POST', path, body)), ['filters']);
  const columns = Array.from({ length: 101 }, () => 'a');
  const refused = await send('POST', path, { locationId, name: ' ', columns });
  assert.deepEqual(new Set(refusedFields(refused)), new Set(['columns', 'name']));
  const id = await save({ filters: vip });
  const locationNo = withFile(server.databasePath, (database) =>
    Number(database.prepare('SELECT no FROM locations WHERE id = ?').get(locationId)?.['no']),
  );
  withFile(server.databasePath, (database) =>
    database
      .prepare('UPDATE smart_lists SET sort = ? WHERE id = ?')
      .run(JSON.stringify('x'.repeat(mostBytes)), id),
  );
  const full = await send('POST', path, { locationId, name: 'One more' });
  assert.deepEqual(refusedFields(full), ['filters']);
  withFile(server.databasePath, (database) => {
    database.prepare("UPDATE smart_lists SET sort = '[]' WHERE id = ?").run(id);
    const insert = database.prepare(
      `INSERT INTO smart_lists SELECT NULL, location_no, printf('%020d', ?), name, name_key, filters,
       query, sort, columns, shared, owner_kind, owner_id, holds_since, created_at, updated_at, fuzzy
       FROM smart_lists WHERE id = ? AND location_no = ?`,
    );
    for (let each = 1; each < mostSmartLists; each += 1) insert.run(each, id, locationNo);
  });
  const last = await send('POST', path, { locationId, name: 'One too many' });
  assert.deepEqual([last.status, last.body.code], [422, 'limit_reached']);
  assert.deepEqual((await done('GET', path)).body.meta, { total: mostSmartLists });
  await done('DELETE', `${path}/${id}`);
  await save({});

  const gone = await server.call('DELETE', `/locations/${locationId}`, {
    token: server.managementToken,
  });
  assert.equal(gone.status, 200, gone.text);
  await server.app.keepHouse();
  withFile(server.databasePath, (database) => {
    const left = database.prepare('SELECT count(*) AS n FROM smart_lists WHERE location_no = ?');
    assert.equal(left.get(locationNo)?.['n'], 0);
  });
});
