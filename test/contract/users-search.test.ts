import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { clockAt } from '../support/clock.ts';
import { untraced } from '../support/answers.ts';
import { type People, peopleOf, refusedFields } from '../support/people.ts';
import { type Answer, type TestServer, startServer } from '../support/server.ts';

const clock = clockAt(Date.parse('2026-03-07T12:00:00Z'));
let server: TestServer;
let people: People;
before(async () => {
  server = await startServer({ clock });
  people = peopleOf(server);
});
after(() => server.close());

test('users are searched by name, e-mail, phone, type, role and ids, in order, by pages', async () => {
  const { locationId } = await server.tenant();
  const companyId = 'searched';
  const common = { companyId, locationIds: [locationId] };
  const one = await people.create({
    ...common,
    firstName: 'Zoë',
    lastName: 'Abel',
    phone: '+14105550111',
  });
  clock.advance(1000);
  const two = await people.create({ ...common, firstName: 'Bob', lastName: 'Young', role: 'user' });
  clock.advance(1000);
  const three = await people.create({
    ...common,
    firstName: 'Carl',
    lastName: 'Moor',
    type: 'agency',
  });
  await people.create({ companyId: 'another', locationIds: [locationId] });
  const [a, b, c] = [one, two, three].map(({ id }) => String(id));
  const found = async (query: string, total?: number): Promise<string[]> => {
    const path = `/users/search?companyId=${companyId}&${query}`;
    const answer = await people.manage('GET', path);
    assert.equal(answer.status, 200, answer.text);
    const users = answer.body['users'] as Record<string, unknown>[];
    assert.equal(answer.body['count'], total ?? users.length, query);
    for (const user of users) assert.equal(user['deleted'], false);
    return users.map(({ id }) => String(id));
  };
  const rows: [query: string, ids: (string | undefined)[]][] = [
    ['', [b, c, a]],
    ['sortDirection=desc', [a, c, b]],
    ['sort=lastName', [a, c, b]],
    ['sort=dateAdded', [a, b, c]],
    ['sort=email&sortDirection=desc', [c, b, a]],
    ['query=zoe+abel', [a]],
    ['query=410-555-0111', [a]],
    [`query=${String(two['email'])}`, [b]],
    ['query=nobody', []],
    ['type=agency', [c]],
    ['role=user', [b]],
    [`ids=${a},${c},unknown`, [c, a]],
    [`locationId=${locationId}`, [b, c, a]],
    ['enabled2waySync=true', []],
    ['enabled2waySync=false', [b, c, a]],
  ];
  for (const [query, ids] of rows) assert.deepEqual(await found(query), ids, query);
  assert.deepEqual(await found('limit=2', 3), [b, c]);
  assert.deepEqual(await found('limit=2&skip=2', 3), [a]);
  const clamped = await people.manage('GET', `/users/search?companyId=${companyId}&limit=1000`);
  assert.match(String(clamped.body.warnings), /limit 1000 is over the maximum; 100 is used/);
  for (const [query, field] of [
    ['companyId=x&skip=10001', 'skip'],
    ['companyId=x&sort=shoes', 'sort'],
    ['companyId=x&limit=0', 'limit'],
    [`companyId=x&ids=${Array.from({ length: 101 }, () => 'id').join(',')}`, 'ids'],
    ['query=x', 'companyId'],
  ]) {
    assert.deepEqual(refusedFields(await people.manage('GET', `/users/search?${query}`)), [field]);
  }
});

test('the users of a location are listed by name with their total', async () => {
  const tenant = await server.tenant();
  const common = { locationIds: [tenant.locationId] };
  const later = await people.create({ ...common, firstName: 'Zed' });
  const first = await people.create({ ...common, firstName: 'Amy' });
  const path = `/users/?locationId=${tenant.locationId}`;
  for (const token of [tenant.token, server.managementToken]) {
    const listed = await server.call('GET', path, { token });
    assert.equal(listed.status, 200, listed.text);
    const users = [first, later].map((user) => ({ ...user, deleted: false }));
    assert.deepEqual(untraced(listed), { users, meta: { total: 2 } });
  }
  assert.equal((await people.manage('GET', '/users/')).status, 400);
});

test('users are found by their e-mails, with the fields asked for', async () => {
  const users = [await people.create(), await people.create()];
  const emails = users.map(({ email }) => String(email).toUpperCase()).join(', ');
  const filter = (body: object): Promise<Answer> =>
    people.manage('POST', '/users/search/filter-by-email', {
      body: { companyId: 'company', emails, ...body },
    });
  const brief = await filter({});
  const wanted = users.map(({ id, email }) => ({ id, email }));
  assert.deepEqual(untraced(brief), { users: wanted, count: 2 });
  const whole = users.map((user) => ({ ...user, deleted: false }));
  assert.deepEqual((await filter({ projection: 'all' })).body['users'], whole);
  const [second] = (await filter({ skip: '1', limit: '1', projection: 'name' })).body[
    'users'
  ] as object[];
  assert.deepEqual(second, { id: users[1]?.['id'], name: 'John Deo' });
  assert.deepEqual(untraced(await filter({ deleted: true })), { users: [], count: 0 });
  assert.deepEqual(untraced(await filter({ companyId: 'none' })), { users: [], count: 0 });
  const many = Array.from({ length: 101 }, (_, at) => `u${at}@deo.com`).join(',');
  assert.deepEqual(refusedFields(await filter({ emails: many })), ['emails']);
});
