import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { clockAt } from '../support/clock.ts';
import { contactOf, idsOf } from '../support/answers.ts';
import { peopleOf } from '../support/people.ts';
import { type Answer, type Tenant, type TestServer, startServer } from '../support/server.ts';

const modes = ['documented', 'observed'] as const;
const clock = clockAt(Date.parse('2026-03-07T12:00:00Z'));
let server: TestServer;
before(async () => {
  server = await startServer({ clock });
});
after(() => server.close());

for (const mode of modes) {
  let own: Tenant;
  const ids = new Map<string, string>();
  const call = (method: string, path: string, body?: object): Promise<Answer> =>
    server.call(method, path, {
      token: own.token,
      version: '2021-07-28',
      ...(body && { body }),
    });
  const add = async (name: string, body: object): Promise<void> => {
    clock.advance(1);
    const sent = { locationId: own.locationId, firstName: name, ...body };
    ids.set(name, contactOf(await call('POST', '/contacts/', sent), 201).id);
  };
  const names = (answer: Answer): string[] => {
    assert.equal(answer.status, 200, answer.text);
    const known = new Map([...ids].map(([name, id]) => [id, name]));
    return idsOf(answer).map((id) => known.get(id) ?? id);
  };
  const list = (query: string): Promise<Answer> =>
    call('GET', `/contacts/?locationId=${own.locationId}&${query}`);
  const search = (body: object): Promise<Answer> =>
    call('POST', '/contacts/search', { locationId: own.locationId, pageLimit: 20, ...body });

  test(`the world of ${mode}`, async () => {
    own = await server.tenant(['contacts'], mode);
    await add('exact', { email: 'ann@x.example', phone: '+14155550101' });
    await add('named', { lastName: 'Lind', email: 'n@y.example' });
    await add(
      'further',
      mode === 'documented' ? { additionalEmails: [{ email: 'more@x.example' }] } : {},
    );
    await add('longer', { email: 'joann@x.example', lastName: 'Lindström named' });
    await add('longest', { email: 'ann@x.example.org', companyName: '14155550101' });
    await add('more', { lastName: 'more@x.example', tags: ['Hot lead', 'q1-Zürich'] });
    await add('last', { lastName: 'of named Lind', tags: ['hot'] });
  });

  test(`an exact e-mail, phone, then name is found first, then the newest, ${mode}`, async () => {
    const cases: [string, string[]][] = [
      ['ann@x.example', ['exact', 'longest', 'longer']],
      ['ANN@X.example', ['exact', 'longest', 'longer']],
      ['+14155550101', ['exact', 'longest']],
      ['(415) 555-0101', ['exact', 'longest']],
      ['Named LIND', ['named', 'last', 'longer']],
      ...(mode === 'documented'
        ? ([['more@x.example', ['further', 'more']]] satisfies [string, string[]][])
        : []),
    ];
    for (const [query, wanted] of cases) {
      const listed = await list(`query=${encodeURIComponent(query)}`);
      assert.deepEqual(names(listed), wanted, query);
      assert.equal(listed.body.meta?.['total'], wanted.length);
      const one = await list(`limit=1&query=${encodeURIComponent(query)}`);
      assert.deepEqual(names(one), wanted.slice(0, 1));
      const found = await search({ query });
      assert.deepEqual(names(found), wanted, query);
      assert.equal(found.body['total'], wanted.length);
      assert.deepEqual(names(await search({ query, pageLimit: 1 })), wanted.slice(0, 1));
    }
  });

  test(`pages and cursors go on in that order and see each match once, ${mode}`, async () => {
    const wanted = ['exact', 'longest', 'longer'];
    const links: string[] = [];
    let path: unknown = `${server.baseUrl}/contacts/?locationId=${own.locationId}&limit=1&query=ann@x.example`;
    while (typeof path === 'string') {
      const answer = await call('GET', path.slice(server.baseUrl.length));
      links.push(...names(answer));
      path = answer.body.meta?.['nextPageUrl'];
    }
    assert.deepEqual(links, wanted);
    const numbered: string[] = [];
    for (const page of [1, 2, 3]) {
      numbered.push(...names(await list(`limit=1&page=${page}&query=ann@x.example`)));
    }
    assert.deepEqual(numbered, wanted);
    const byId: string[] = [];
    for (let id = ''; ; ) {
      const answer = await list(`limit=1&query=ann@x.example${id && `&startAfterId=${id}`}`);
      const [next] = idsOf(answer);
      if (next === undefined) break;
      byId.push(...names(answer));
      id = next;
    }
    assert.deepEqual(byId, wanted);
    const searched: string[] = [];
    for (let searchAfter: unknown; ; ) {
      const rest = searchAfter === undefined ? {} : { searchAfter };
      const answer = await search({ query: 'ann@x.example', pageLimit: 1, ...rest });
      const [contact] = answer.body.contacts ?? [];
      if (!contact) break;
      searched.push(...names(answer));
      ({ searchAfter } = contact);
    }
    assert.deepEqual(searched, wanted);
    const found = await search({
      query: 'ann@x.example',
      sort: [{ field: 'dateAdded', direction: 'desc' }],
    });
    assert.deepEqual(names(found), ['longest', 'longer', 'exact'], 'an order that is asked for');
  });

  test(`a cursor of the exact one leads on when that was deleted since, ${mode}`, async () => {
    await add('gone', { email: 'gone@z.example' });
    await add('late', { email: 'me.gone@z.example' });
    const first = await list('limit=1&query=gone@z.example');
    assert.deepEqual(names(first), ['gone']);
    const { startAfter, startAfterId } = first.body.meta ?? {};
    await call('DELETE', `/contacts/${String(startAfterId)}`);
    const rest = `query=gone@z.example&startAfter=${String(startAfter)}&startAfterId=${String(startAfterId)}`;
    assert.deepEqual(names(await list(rest)), ['late']);
  });

  test(`contacts are found by the words of their tags, ${mode}`, async () => {
    const cases: [string, string[]][] = [
      ['hot lead', ['more']],
      ['HOT', ['last', 'more']],
      ['lea', ['more']],
      ['zurich', ['more']],
      ['q1-zur', ['more']],
      ['more lead', ['more']],
      ['ot', ['last', 'more']],
      ['last lead', []],
    ];
    for (const [query, wanted] of cases) {
      assert.deepEqual(names(await list(`query=${encodeURIComponent(query)}`)), wanted, query);
      assert.deepEqual(names(await search({ query })), wanted, query);
    }
  });

  test(`an item of a search has the keys of the live service, ${mode}`, async () => {
    const [item] = (await search({ query: 'exact' })).body.contacts ?? [];
    assert.deepEqual([item?.['attributionSource'], item?.['lastAttributionSource']], [{}, {}]);
    assert.ok(item && 'businessId' in item);
    const sort = [{ field: 'dateUpdated', direction: 'desc' }];
    const [newest] = (await search({ sort })).body.contacts ?? [];
    const at = Date.parse(String(newest?.['dateUpdated']));
    assert.deepEqual(newest?.['searchAfter'], [at, newest?.id]);
  });
}

test('a user whose whole e-mail or name is asked for comes first, where no order is asked for', async () => {
  const people = peopleOf(server);
  await people.create({ firstName: 'Zoe', lastName: 'Ray', email: 'zoe@u.example' });
  await people.create({ firstName: 'Abe', lastName: 'Zoe Ray', email: 'a.zoe@u.example' });
  const find = async (query: string): Promise<unknown[]> => {
    const path = `/users/search?companyId=company&${query}`;
    const { body, text } = await server.call('GET', path, { token: server.managementToken });
    assert.ok(Array.isArray(body['users']), text);
    return body['users'].map((each: Record<string, unknown>) => each['firstName']);
  };
  assert.deepEqual(await find('query=zoe@u.example'), ['Zoe', 'Abe']);
  assert.deepEqual(await find('query=zoe%20ray'), ['Zoe', 'Abe']);
  assert.deepEqual(await find('query=zoe@u.example&sort=name'), ['Abe', 'Zoe']);
});
