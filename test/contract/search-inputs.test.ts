import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { contactOf, idsOf } from '../support/answers.ts';
import { type Answer, type Tenant, type TestServer, sharedServer } from '../support/server.ts';

const modes = ['documented', 'observed'] as const;
type Mode = (typeof modes)[number];
let server: TestServer;
const tenants = new Map<Mode, Tenant>();
const ids = new Map<string, string>();
const scopes = ['contacts', 'locations/tasks.readonly', 'locations/tags.readonly'];

before(async () => {
  server = await sharedServer();
  for (const mode of modes) {
    const own = await server.tenant(scopes, mode);
    tenants.set(mode, own);
    for (const [name, phone] of [
      ['ann', '+14155550101'],
      ['bob', '+14155550102'],
      ['cid', '+14155550103'],
    ] as const) {
      const body = {
        locationId: own.locationId,
        firstName: name,
        email: `${name}@example.com`,
        phone,
        tags: ['all', name],
      };
      const made = await ask(mode, 'POST', '/contacts/', body);
      ids.set(`${mode} ${name}`, contactOf(made, 201).id);
    }
  }
});
after(() => server.close());

function tenantOf(mode: Mode): Tenant {
  const found = tenants.get(mode);
  assert.ok(found);
  return found;
}
const ask = (mode: Mode, method: string, path: string, body?: object): Promise<Answer> => {
  const { token } = tenantOf(mode);
  return server.call(method, path, { token, version: '2021-07-28', ...(body && { body }) });
};
const search = (mode: Mode, body: object): Promise<Answer> => {
  const { locationId } = tenantOf(mode);
  return ask(mode, 'POST', '/contacts/search', { locationId, pageLimit: 20, ...body });
};
const list = (mode: Mode, query: string): Promise<Answer> =>
  ask(mode, 'GET', `/contacts/?locationId=${tenantOf(mode).locationId}${query}`);
const found = (mode: Mode, answer: Answer): string[] => {
  assert.equal(answer.status, 200, answer.text);
  const own = new Map([...ids].map(([name, id]) => [id, name.slice(mode.length + 1)]));
  return idsOf(answer).map((id) => own.get(id) ?? id);
};

for (const mode of modes) {
  test(`a search refuses each key that is none of its own, and says what to send, ${mode}`, async () => {
    const cases: [string, unknown, RegExp][] = [
      ['email', 'ann@example.com', /send filters.*query/],
      ['phone', '+14155550101', /send filters/],
      ['filter', [], /send filters/],
      ['startAfterId', 'x', /send searchAfter/],
      ['limit', 5, /send pageLimit/],
      ['skip', 5, /send page/],
      ['order', 'desc', /send sort/],
      ['colour', null, /takes locationId, pageLimit/],
      ['constructor', 'x', /takes locationId, pageLimit/],
    ];
    for (const [key, value, hint] of cases) {
      const answer = await search(mode, { [key]: value });
      assert.equal(answer.status, 422, answer.text);
      const [message = ''] = [answer.body.message ?? ''].flat();
      assert.ok(message.startsWith(`property ${key} should not exist; `), message);
      assert.match(message, hint);
    }
    const { locationId } = tenantOf(mode);
    const tasks = (body: object): Promise<Answer> =>
      ask(mode, 'POST', `/locations/${locationId}/tasks/search`, body);
    const [message = ''] = [(await tasks({ page: 2 })).body.message ?? ''].flat();
    assert.equal(message, 'property page should not exist; send skip, or searchAfter');
    assert.equal((await tasks({ colour: 'red' })).status, 422);
    assert.equal((await tasks({})).status, 200);
  });

  test(`order in a sort is its direction, and another key of it is refused, ${mode}`, async () => {
    const sort = [{ field: 'firstNameLowerCase', order: 'desc' }];
    assert.deepEqual(found(mode, await search(mode, { sort })), ['cid', 'bob', 'ann']);
    const other = await search(mode, { sort: [{ field: 'firstNameLowerCase', dir: 'desc' }] });
    assert.equal(other.status, 422, other.text);
    assert.match(other.text, /sort\.0\.dir should not exist/);
  });

  test(`what is null or empty in a search is as if it was not sent, ${mode}`, async () => {
    const nothing = { query: null, filters: null, searchAfter: [], sort: null, page: null };
    assert.equal(found(mode, await search(mode, nothing)).length, 3);
    assert.equal(found(mode, await search(mode, { query: '', filters: {}, sort: [] })).length, 3);
    assert.equal(
      found(mode, await search(mode, { sort: [{ field: 'email', order: null }] })).length,
      3,
    );
    const { locationId } = tenantOf(mode);
    const path = `/locations/${locationId}/tasks/search`;
    const tasks = { query: null, contactId: [], searchAfter: [], skip: null, completed: null };
    assert.equal((await ask(mode, 'POST', path, tasks)).status, 200);
    for (const query of ['startAfter=null&startAfterId=null', 'startAfterId=undefined&page=']) {
      assert.equal(found(mode, await list(mode, `&${query}`)).length, 3);
    }
    assert.equal((await search(mode, { pageLimit: null })).status, 422);
    assert.equal((await search(mode, { filters: 'ann' })).status, 422);
  });

  test(`an e-mail or phone that was encoded twice is read as what it is, ${mode}`, async () => {
    const { locationId } = tenantOf(mode);
    for (const query of [
      'email=ann%2540example.com',
      'phone=%252B14155550101',
      'query=ann%2540example.com',
      'query=%252B14155550101',
      'whatever=ann%2540example.com',
      'ann%2540example.com',
    ]) {
      assert.deepEqual(found(mode, await list(mode, `&${query}`)), ['ann'], query);
    }
    for (const query of [
      'email=ann%2540example.com',
      'number=%252B14155550101',
      'phone=%252B1%2520415%2520555%25200101',
    ]) {
      const path = `/contacts/search/duplicate?locationId=${locationId}&${query}`;
      assert.equal(contactOf(await ask(mode, 'GET', path)).id, ids.get(`${mode} ann`), query);
    }
    assert.deepEqual(found(mode, await list(mode, '&firstName=100%2525%25')), []);
  });

  test(`startAfter without startAfterId is warned of, ${mode}`, async () => {
    const alone = await list(mode, `&startAfter=${Date.now() + 1000}`);
    assert.equal(found(mode, alone).length, 3);
    assert.match(String(alone.body.warnings), /startAfterId belongs with it/);
    const { startAfter, startAfterId } = (await list(mode, '&limit=1')).body.meta ?? {};
    const both = await list(mode, `&startAfter=${startAfter}&startAfterId=${startAfterId}`);
    assert.equal(both.body.warnings, undefined);
  });
}

test('documented: skip and offset leave contacts out, as far as page reaches', async () => {
  const all = idsOf(await list('documented', ''));
  for (const name of ['skip', 'offset']) {
    assert.deepEqual(idsOf(await list('documented', `&limit=1&${name}=1`)), all.slice(1, 2));
    assert.deepEqual(idsOf(await list('documented', `&limit=2&${name}=1&tags=all`)), all.slice(1));
    assert.deepEqual(idsOf(await list('documented', `&limit=2&${name}=3`)), []);
    const beyond = await list('documented', `&limit=100&${name}=9901`);
    assert.equal(beyond.status, 422);
    assert.match(beyond.text, /skip reaches 10000 contacts/);
    const wrong = await list('documented', `&${name}=-1`);
    assert.equal(wrong.status, 422);
  }
  const page = await list('documented', '&limit=1&skip=1');
  const { nextPageUrl, currentPage } = page.body.meta ?? {};
  assert.equal(currentPage, 2);
  const next = await server.call('GET', String(nextPageUrl).slice(server.baseUrl.length), {
    token: tenantOf('documented').token,
  });
  assert.deepEqual(idsOf(next), all.slice(2));
});

test('observed: skip and offset are refused', async () => {
  for (const name of ['skip', 'offset']) {
    const answer = await list('observed', `&${name}=1`);
    assert.equal(answer.status, 422);
    assert.deepEqual(answer.body.message, [`property ${name} should not exist`]);
  }
});

test('a list that does not page by skip, offset or page says so, and never gives its first page again', async () => {
  const mode = 'documented';
  const { locationId } = tenantOf(mode);
  const id = ids.get('documented ann');
  for (const path of [
    `/contacts/${id}/notes?skip=100`,
    `/contacts/${id}/tasks?page=2`,
    `/api/contacts/deleted?locationId=${locationId}&offset=100`,
    `/api/events?locationId=${locationId}&page=2`,
  ]) {
    const answer = await ask(mode, 'GET', path);
    assert.equal(answer.status, 422, path);
    assert.match(answer.text, /is not taken here; after leads on/);
  }
  const tags = await ask(mode, 'GET', `/locations/${locationId}/tags?offset=1`);
  assert.equal((tags.body['tags'] as unknown[]).length, 3, 'offset is skip');
  const page = await ask(mode, 'GET', `/locations/${locationId}/tags?page=2`);
  assert.match(page.text, /page is not taken here; skip leads on/);
});

test('documented: filters as an object hold the value that each field must have', async () => {
  const mode = 'documented';
  const filters = { email: 'ann@example.com' };
  assert.deepEqual(found(mode, await search(mode, { filters })), ['ann']);
  const both = { email: 'ann@example.com', firstNameLowerCase: 'bob' };
  assert.deepEqual(found(mode, await search(mode, { filters: both })), []);
  const cases: [object, string[]][] = [
    [{ email: 'ann@example.com', colour: 'red' }, ['filters.colour']],
    [{ dateAdded: '2026-01-01' }, ['filters.dateAdded']],
    [{ email: null }, ['filters.email']],
    [{ email: { eq: 'ann@example.com' } }, ['filters.email']],
    [{ dnd: 'perhaps' }, ['filters.dnd']],
    [{ 'customFields.none': 'x' }, ['filters.customFields.none']],
    [{ group: 'AND', filters: [] }, ['filters.group']],
  ];
  for (const [sent, fields] of cases) {
    const answer = await search(mode, { filters: sent });
    assert.equal(answer.status, 422, answer.text);
    const named = answer.body.fields?.map(({ field }) =>
      field.replace(/\.(?:field|operator|value)$/, ''),
    );
    assert.deepEqual(named, fields);
  }
});

test('observed: filters as an object are refused', async () => {
  const answer = await search('observed', { filters: { email: 'ann@example.com' } });
  assert.equal(answer.status, 422);
  assert.deepEqual(answer.body.message, ['filters must be array']);
});

test('times relative to now, and what must not be, are filters too', async () => {
  const mode = 'documented';
  const everybody = found(mode, await search(mode, {}));
  const since = (value: unknown): object => ({ field: 'dateAdded', operator: 'range', value });
  for (const value of [{ gte: 'now-1h' }, { gte: 'today', lte: 'today' }, 'this_year']) {
    assert.deepEqual(found(mode, await search(mode, { filters: [since(value)] })), everybody);
  }
  for (const value of [{ lt: 'now-1h' }, 'yesterday', { gt: 'this_month' }]) {
    assert.deepEqual(found(mode, await search(mode, { filters: [since(value)] })), []);
  }
  const ann = { field: 'email', operator: 'eq', value: 'ann@example.com' };
  const others = everybody.filter((name) => name !== 'ann');
  assert.deepEqual(found(mode, await search(mode, { filters: [{ $not: ann }] })), others);
  assert.deepEqual(found(mode, await search(mode, { filters: [{ $not: [{ $not: ann }] }] })), [
    'ann',
  ]);
  const refused: [object, string][] = [
    [since({ gte: 'now-7' }), 'filters.0.value'],
    [since('this_day'), 'filters.0.value'],
    [{ $not: [] }, 'filters.0.$not'],
    [{ $not: ann, field: 'email' }, 'filters.0.field'],
    [{ $not: { field: 'colour', operator: 'eq', value: 1 } }, 'filters.0.$not.0.field'],
  ];
  for (const [filter, field] of refused) {
    const answer = await search(mode, { filters: [filter] });
    assert.equal(answer.status, 400, answer.text);
    assert.deepEqual(
      answer.body.fields?.map((each) => each.field),
      [field],
    );
  }
});

test('a search without its total leaves it out', async () => {
  const mode = 'documented';
  const answer = await search(mode, { total: false });
  assert.equal(answer.status, 200);
  assert.ok(!('total' in answer.body), answer.text);
  assert.equal(answer.body.contacts?.length, 3);
});

test('a searchAfter whose numbers are texts leads on as well, and one that is none is refused', async () => {
  const mode = 'documented';
  const first = await search(mode, { pageLimit: 1 });
  const [contact] = first.body.contacts ?? [];
  const [at, id] = (contact?.['searchAfter'] ?? assert.fail(first.text)) as [number, string];
  const next = await search(mode, { pageLimit: 1, searchAfter: [at, id] });
  const same = await search(mode, { pageLimit: 1, searchAfter: [String(at), id] });
  assert.equal(next.body.contacts?.length, 1);
  assert.deepEqual(same.body.contacts, next.body.contacts);
  const none = await search(mode, { pageLimit: 1, searchAfter: ['soon', id] });
  assert.equal(none.status, 422, none.text);
  assert.deepEqual(
    none.body.fields?.map(({ field }) => field),
    ['searchAfter'],
  );
});
