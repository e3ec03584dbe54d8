import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { contactOf, idsOf } from '../support/answers.ts';
import { type Answer, type TestServer, sharedServer } from '../support/server.ts';

let server: TestServer;
let locationId = '';
const ids = new Map<string, string>();
const people: Record<string, Record<string, unknown>> = {
  jane: {
    firstName: 'Jane',
    lastName: 'Smith',
    email: 'Jane.Smith@example.com',
    phone: '+12125550101',
    companyName: 'Acme GmbH',
    source: 'API',
    tags: ['Hot', 'One'],
    assignedTo: 'User0000000000000001',
  },
  jose: {
    firstName: 'José',
    lastName: 'Nuñez',
    email: 'jose@example.org',
    phone: '+12125550102',
    companyName: 'Söhne & Co',
    source: 'import',
    tags: ['hot', 'Two'],
    assignedTo: 'User0000000000000002',
  },
  percy: {
    firstName: '100%',
    lastName: "O'Brien_x",
    email: 'percy+tag@example.com',
    tags: ['One'],
  },
  janet: { firstName: 'Janet', lastName: 'Jones', email: 'janet@example.com', source: 'api' },
};
before(async () => {
  server = await sharedServer();
  ({ locationId } = server.own);
  for (const [name, body] of Object.entries(people)) {
    const made = await server.call('POST', '/contacts', { body: { locationId, ...body } });
    ids.set(name, contactOf(made, 201).id);
  }
  for (let each = 0; each < 8; each += 1) {
    const body = { locationId, firstName: 'Noise', phone: `+4930901820${each}0` };
    contactOf(await server.call('POST', '/contacts', { body }), 201);
  }
  // What another location holds is never found.
  const { other } = server;
  const body = { locationId: other.locationId, ...people['jane'] };
  contactOf(await server.call('POST', '/contacts', { token: other.token, body }), 201);
});
after(() => server.close());

const list = (search: string): Promise<Answer> =>
  server.call('GET', `/contacts/?locationId=${locationId}&${search}`);
const param = (name: string, text: string): string => `${name}=${encodeURIComponent(text)}`;

/** Who a search finds, without order, and whether the totals agree. */
async function found(search: string): Promise<string[]> {
  const answer = await list(search);
  assert.equal(answer.status, 200, `${search}: ${answer.text}`);
  const names = idsOf(answer).map((id) => [...ids].find(([, each]) => each === id)?.[0] ?? 'noise');
  assert.equal(answer.body['count'], names.length, search);
  assert.equal(answer.body.meta?.['total'], names.length, search);
  return names.toSorted((a, b) => a.localeCompare(b));
}

const everyone = ['jane', 'janet', 'jose', ...Array(8).fill('noise'), 'percy'];

const searches: readonly [search: string, names: string[]][] = [
  [param('query', 'jan'), ['jane', 'janet']],
  [param('query', 'SMITH'), ['jane']],
  [param('query', 'smith jane'), ['jane']],
  [param('query', '  jane   smith '), ['jane']],
  [param('query', 'jose nunez'), ['jose']],
  [param('query', 'NUÑEZ'), ['jose']],
  [param('query', 'jane.smith@'), ['jane']],
  [param('query', 'example.org'), ['jose']],
  [param('query', 'percy+tag@example.com'), ['percy']],
  [param('query', 'acme'), ['jane']],
  [param('query', 'sohne'), ['jose']],
  [param('query', '555010'), ['jane', 'jose']],
  [param('query', '(212) 555-0102'), ['jose']],
  [param('query', '%'), ['percy']],
  [param('query', '_'), ['percy']],
  [param('query', "o'brien"), ['percy']],
  [param('query', '"; drop table contacts'), []],
  [param('query', 'smithjane'), []],
  [param('query', 'nobody'), []],
  [param('email', 'jane.smith@EXAMPLE.com'), ['jane']],
  [param('email', 'jane.smith@example'), []],
  [param('email', 'not an address'), []],
  [param('phone', '+12125550101'), ['jane']],
  [param('phone', '(212) 555-0101'), ['jane']],
  [param('phone', '5550101'), []],
  [param('phone', 'none'), []],
  [param('firstName', 'jane'), ['jane']],
  [param('firstName', 'JOSE'), ['jose']],
  [param('firstName', 'jan'), []],
  [param('lastName', 'smith'), ['jane']],
  [param('companyName', 'acme gmbh'), ['jane']],
  [param('companyName', 'acme'), []],
  [param('source', 'Api'), ['jane', 'janet']],
  [param('assignedTo', 'User0000000000000002'), ['jose']],
  [param('assignedTo', 'user0000000000000002'), []],
  [param('tags', 'HOT'), ['jane', 'jose']],
  [param('tags', 'hot,one'), ['jane']],
  [param('tags', ' hot , one '), ['jane']],
  ['tags=hot&tags=Two', ['jose']],
  [param('tags', 'hot,none'), []],
  [param('tags', ','), []],
  [`${param('query', 'jan')}&source=api&tags=one`, ['jane']],
  [`${param('firstName', 'jane')}&${param('lastName', 'jones')}`, []],
  // What is unknown but is an address or a number is searched for.
  [param('contact', 'jose@example.org'), ['jose']],
  [param('search[value]', '+12125550102'), ['jose']],
  ['jose@example.org', ['jose']],
  [`${encodeURIComponent('+12125550102')}=`, ['jose']],
  [`jose@example.org&${param('q', '+12125550101')}`, []],
];

for (const [search, names] of searches) {
  test(`${decodeURIComponent(search)} finds ${names.join(', ') || 'nobody'}`, async () => {
    assert.deepEqual(await found(search), names);
  });
}

test('nothing is turned into an unfiltered request without a word', async () => {
  for (const name of ['query', 'email', 'phone', 'firstName', 'tags', 'assignedTo', 'startAfter']) {
    for (const empty of ['', '%20']) {
      const answer = await list(`${name}=${empty}`);
      assert.deepEqual(answer.body.warnings, [`query parameter ${name} is empty and was ignored`]);
      assert.deepEqual(await found(`${name}=${empty}`), everyone);
    }
  }
  const unknown = await list('city=Bonn&name=Jane');
  assert.deepEqual(unknown.body.warnings, [
    'query parameter city is not known and was ignored',
    'query parameter name is not known and was ignored',
  ]);
});

test('a parameter given twice that may be given once is refused by name', async () => {
  const answer = await list('email=a@example.com&email=b@example.com');
  assert.equal(answer.status, 422);
  assert.deepEqual(answer.body.fields, [{ field: 'email', message: 'email must be string' }]);
});

test('a change and a deletion are found, or not, by the next search', async () => {
  const body = { locationId, firstName: 'Before', email: 'before@example.com', tags: ['Moving'] };
  const { id } = contactOf(await server.call('POST', '/contacts', { body }), 201);
  const count = async (search: string) => (await list(search)).body.meta?.['total'];
  const change = { firstName: 'After', email: 'after@example.com', tags: ['Moved'] };
  await server.call('PUT', `/contacts/${id}`, { body: change });
  for (const [old, fresh] of [
    ['query=before', 'query=after'],
    ['email=before@example.com', 'email=after@example.com'],
    ['firstName=before', 'firstName=after'],
    ['tags=moving', 'tags=moved'],
  ] as const) {
    assert.deepEqual([await count(old), await count(fresh)], [0, 1], fresh);
  }
  await server.call('DELETE', `/contacts/${id}`);
  for (const search of ['query=after', 'email=after@example.com', 'tags=moved']) {
    assert.equal(await count(search), 0, search);
  }
});

test('a filter behind a thousand other parameters still filters', async () => {
  const many = Array.from({ length: 1500 }, (_, each) => `p${each}`).join('&');
  const query = `locationId=${locationId}&${many}&email=jose@example.org`;
  const found = await server.call('GET', `/contacts?${query}`);
  assert.equal(found.status, 200);
  assert.deepEqual(idsOf(found), [ids.get('jose')]);
});
