import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import { type Answer, type TestServer, sharedServer } from '../support/server.ts';

let server: TestServer;
let token: string;
before(async () => {
  server = await sharedServer();
  const scopes = [
    'contacts',
    'businesses.readonly',
    'businesses.write',
    'locations/tasks.readonly',
    'users.readonly',
  ];
  token = await server.token(server.own.locationId, scopes);
  const { locationId } = server.own;
  for (const firstName of ['Jane', 'Zoë', 'صلى الله عليه وسلم']) {
    const body = { locationId, firstName, city: 'Lima', tags: ['vip'] };
    assert.equal((await server.call('POST', '/contacts', { body })).status, 201);
  }
});
after(async () => {
  await server.close();
  assert.deepEqual(server.faults, []);
});

/** One sign that becomes eighteen, in four words, once it is folded. */
const expanding = '\ufdfa';

type Ask = (query: string) => Promise<Answer>;

const get = (path: string, query: string): Promise<Answer> =>
  server.call('GET', `${path}query=${encodeURIComponent(query)}`, { token });

const asks: Readonly<Record<string, Ask>> = {
  'the list': (query) => get(`/contacts?locationId=${server.own.locationId}&`, query),
  'the search': (query) => search({ query }),
  'the search of tasks': (query) =>
    server.call('POST', `/locations/${server.own.locationId}/tasks/search`, {
      token,
      body: { query },
    }),
  'the contacts of a business': async (query) => {
    const { locationId } = server.own;
    const body = { locationId, name: 'Acme' };
    const made = await server.call('POST', '/businesses', { token, body });
    assert.equal(made.status, 201, made.text);
    const { id } = made.body['buiseness'] as { id: string };
    return get(`/contacts/business/${id}?locationId=${locationId}&`, query);
  },
  'the search of users': (query) =>
    get(`/users/search?companyId=c&locationId=${server.own.locationId}&`, query),
};

function search(body: object): Promise<Answer> {
  const { locationId } = server.own;
  return server.call('POST', '/contacts/search', {
    token,
    body: { locationId, pageLimit: 20, ...body },
  });
}

for (const [name, ask] of Object.entries(asks)) {
  test(`${name} refuses a text that is too long or of too many words once it is folded`, async () => {
    for (const text of [
      expanding.repeat(200),
      `${expanding} `.repeat(200),
      Array.from({ length: 150 }, (_, each) => each.toString(36)).join(' '),
    ]) {
      const { status, body, text: answer } = await ask(text);
      assert.equal(status, 422, answer.slice(0, 200));
      assert.equal(body.code, 'validation_failed');
      assert.match(String(body.message), /^query has more than (100 words|2000 characters)/);
    }
    for (const text of [expanding, '가'.repeat(500), 'jane '.repeat(100), 'ab '.repeat(166)]) {
      const { status, text: answer } = await ask(text);
      assert.equal(status, 200, answer.slice(0, 200));
    }
  });
}

test('what is folded is found by what it is folded from', async () => {
  for (const [name, ask] of Object.entries(asks).slice(0, 2)) {
    const { body } = await ask(expanding);
    assert.equal(body.contacts?.length, 1, name);
  }
});

test('a list by hundreds of tags or loose addresses is refused by name', async () => {
  const path = `/contacts?locationId=${server.own.locationId}`;
  const tags = Array.from({ length: 900 }, (_, each) => each.toString(36)).join(',');
  const byTags = await server.call('GET', `${path}&tags=${tags.slice(0, 2000)}`);
  assert.equal(byTags.status, 422, byTags.text.slice(0, 200));
  assert.match(String(byTags.body.message), /^tags must name at most 100/);
  const repeated = Array.from(
    { length: 20 },
    (_, at) => `&tags=${tags.slice(at * 250, at * 250 + 250)}`,
  );
  assert.equal((await server.call('GET', `${path}${repeated.join('')}`)).status, 422);
  const loose = Array.from(
    { length: 1200 },
    (_, each) => `&${each.toString(36)}=${1_000_000 + each}`,
  );
  const byLoose = await server.call('GET', `${path}${loose.join('').slice(0, 15_000)}`);
  assert.equal(byLoose.status, 422, byLoose.text.slice(0, 200));
});

test('filters are refused beyond a number of values and of characters in all', async () => {
  const filter = (values: number, length: number) => ({
    field: 'city',
    operator: 'contains',
    value: Array.from({ length: values }, (_, each) => `${each}`.padEnd(length, 'x')),
  });
  const many = await search({ filters: Array.from({ length: 90 }, () => filter(100, 10)) });
  assert.equal(many.status, 400);
  assert.equal(many.body.code, 'search_invalid');
  assert.match(String(many.body.message), /at most 1000 values/);
  const long = await search({ filters: Array.from({ length: 9 }, () => filter(100, 400)) });
  assert.equal(long.status, 400);
  assert.match(String(long.body.message), /at most 100000 characters/);
  const folded = {
    field: 'city',
    operator: 'contains',
    value: Array(100).fill(expanding.repeat(100)),
  };
  assert.match(
    String((await search({ filters: [folded] })).body.message),
    /at most 100000 characters/,
  );
  assert.equal((await search({ filters: [filter(100, 90), filter(100, 90)] })).status, 200);
});

test('no tree of filters within the bounds is too much for the database', async () => {
  const leaf = fc.record({
    field: fc.constantFrom(
      'city',
      'firstNameLowerCase',
      'email',
      'tags',
      'id',
      'businessName',
      'dnd',
    ),
    operator: fc.constantFrom('eq', 'not_eq', 'contains', 'not_contains', 'exists'),
    value: fc.array(fc.constantFrom('jane', 'Lima', 'vip', 'true', 'zoë'), {
      minLength: 1,
      maxLength: 10,
    }),
  });
  const group = fc.constantFrom('AND', 'OR');
  const tree = fc.letrec<{ node: unknown }>((tie) => ({
    node: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      leaf,
      fc.record({ group, filters: fc.array(tie('node'), { maxLength: 12 }) }),
    ),
  })).node;
  await fc.assert(
    fc.asyncProperty(fc.array(tree, { maxLength: 10 }), async (filters) => {
      const { status, text } = await search({ filters });
      assert.ok(status === 200 || status === 400, `${status}: ${text.slice(0, 200)}`);
    }),
    { numRuns: 40 },
  );
  for (const worst of worstTrees()) {
    const { status, text } = await search({ filters: [worst], query: 'a b '.repeat(125) });
    assert.equal(status, 200, text.slice(0, 300));
  }
});

/** As deep, as wide and as many as the bounds allow, in each place. */
function worstTrees(): unknown[] {
  const leaves = (count: number, values: number, field: string, operator: string) =>
    Array.from({ length: count }, () => ({
      field,
      operator,
      value: Array.from({ length: values }, (_, each) => `value ${each}`),
    }));
  const nested = (filters: unknown[], depth: number): unknown =>
    Array.from({ length: depth }).reduce<unknown[]>(
      (inner, _, at) => [{ group: at % 2 === 0 ? 'OR' : 'AND', filters: inner }],
      filters,
    )[0];
  return ['city', 'tags', 'email', 'phone', 'businessName', 'companyName'].flatMap((field) =>
    ['contains', 'not_contains', 'eq', 'not_eq'].flatMap((operator) => [
      nested(leaves(10, 100, field, operator), 5),
      nested(leaves(90, 11, field, operator), 5),
    ]),
  );
}
