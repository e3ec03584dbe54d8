import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { contactOf } from '../support/answers.ts';
import { idIn } from '../support/samples/businesses.ts';
import { type Answer, type TestServer, sharedServer } from '../support/server.ts';

let server: TestServer;
let locationId = '';
let token = '';
let workflowId = '';
const fields = new Map<string, string>();
const ids = new Map<string, string>();

before(async () => {
  server = await sharedServer();
  ({ locationId } = server.own);
  token = await server.token(locationId, [
    'contacts',
    'locations/customFields.write',
    'businesses.write',
    'workflows.write',
    'calendars/events.write',
  ]);
  for (const field of [
    { name: 'Size', dataType: 'RADIO', options: ['Small', 'Large'] },
    { name: 'Colours', dataType: 'CHECKBOX', options: ['Red', 'Blue'] },
    { name: 'Score', dataType: 'NUMERICAL' },
    { name: 'Signed', dataType: 'DATE' },
    { name: 'Lines', dataType: 'TEXTBOX_LIST', options: [{ key: 'top', label: 'Top' }] },
  ]) {
    const made = await server.call('POST', `/locations/${locationId}/customFields`, {
      token,
      body: field,
    });
    fields.set(field.name, String(made.body.customField?.id));
  }
  const value = (name: string, field_value: unknown) => ({ id: fields.get(name), field_value });
  await add('ann', {
    firstName: 'Änn',
    lastName: 'Archer',
    email: 'ann@example.com',
    additionalEmails: ['ann@work.example'],
    phone: '+14155550101',
    city: 'Zürich',
    companyName: 'Acme',
    tags: ['VIP', 'newsletter'],
    source: 'Web',
    country: 'CH',
    dnd: true,
    dndSettings: { Email: { status: 'active' } },
    dateOfBirth: '1990-05-01',
    customFields: [
      value('Size', 'Large'),
      value('Colours', ['Red', 'Blue']),
      value('Score', 9),
      value('Signed', '2026-01-10'),
      value('Lines', { top: 'Hello' }),
    ],
  });
  await add('bob', {
    firstName: 'Bob',
    lastName: 'Baker',
    email: 'bob@example.com',
    tags: ['vip-old'],
    source: 'API',
    customFields: [value('Size', 'Small'), value('Score', 10), value('Colours', ['Blue'])],
  });
  await add('cid', { firstName: 'Cid', assignedTo: 'someone', website: 'https://cid.example' });
  const post = async (path: string, body: object = {}): Promise<Answer['body']> => {
    const answer = await server.call('POST', path, { token, body });
    assert.ok(answer.status < 300, answer.text);
    return answer.body;
  };
  const business = await post('/businesses/', { locationId, name: 'Bäckerei' });
  const businessId = idIn(business['buiseness']);
  await post('/contacts/bulk/business', { locationId, businessId, ids: [ids.get('ann')] });
  const workflow = await post(`/api/locations/${locationId}/workflows`, { name: 'Welcome' });
  workflowId = idIn(workflow['workflow']);
  await post(`/contacts/${ids.get('bob')}/workflow/${workflowId}`);
  await post('/calendars/events/appointments', {
    locationId,
    contactId: ids.get('cid'),
    calendarId: 'calendar',
    startTime: '2026-05-01T10:00:00Z',
  });
  await add('gone', { firstName: 'Gone', tags: ['VIP'] });
  await server.call('DELETE', `/contacts/${ids.get('gone')}`);
});
after(() => server.close());

async function add(name: string, body: object): Promise<void> {
  const made = await server.call('POST', '/contacts/', { token, body: { locationId, ...body } });
  ids.set(name, contactOf(made, 201).id);
}

const search = (body: object): Promise<Answer> =>
  server.call('POST', '/contacts/search', { token, body: { locationId, pageLimit: 20, ...body } });

/** Who is found, oldest first. */
async function found(filters: object[], rest: object = {}): Promise<string[]> {
  const { status, body, text } = await search({ filters, ...rest });
  assert.equal(status, 200, text);
  assert.equal(body['total'], body.contacts?.length, text);
  const names = new Map([...ids].map(([name, id]) => [id, name]));
  return (body.contacts ?? []).map(({ id }) => names.get(id) ?? id).toSorted();
}

const where = (field: string, operator: string, value?: unknown): object => {
  return { field, operator, ...(value !== undefined && { value }) };
};
const custom = (name: string): string => `customFields.${fields.get(name)}`;

const cases: [() => object, string[]][] = [
  [() => where('firstNameLowerCase', 'eq', 'änn'), ['ann']],
  [() => where('lastNameLowerCase', 'contains', 'ke'), ['bob']],
  [() => where('lastNameLowerCase', 'not_exists'), ['cid']],
  [() => where('contactName', 'eq', 'ann archer'), ['ann']],
  [() => where('city', 'eq', 'zurich'), ['ann']],
  [() => where('city', 'not_eq', 'zurich'), ['bob', 'cid']],
  [() => where('email', 'eq', 'BOB@example.com'), ['bob']],
  [() => where('email', 'eq', 'ann@work.example'), ['ann']],
  [() => where('email', 'not_exists'), ['cid']],
  [() => where('phone', 'eq', '(415) 555-0101'), ['ann']],
  [() => where('phone', 'contains', '5550101'), ['ann']],
  [() => where('phone', 'exists'), ['ann']],
  [() => where('tags', 'eq', 'vip'), ['ann']],
  [() => where('tags', 'eq', ['VIP', 'vip-old']), ['ann', 'bob']],
  [() => where('tags', 'contains', 'vip'), ['ann', 'bob']],
  [() => where('tags', 'not_contains', 'vip'), ['cid']],
  [() => where('tags', 'not_exists'), ['cid']],
  [() => where('source', 'eq', 'web'), ['ann']],
  [() => where('companyName', 'contains', 'CM'), ['ann']],
  [() => where('country', 'eq', 'CH'), ['ann']],
  [() => where('assignedTo', 'eq', 'someone'), ['cid']],
  [() => where('website', 'exists'), ['cid']],
  [() => where('dnd', 'eq', true), ['ann']],
  [() => where('dnd', 'not_eq', 'true'), ['bob', 'cid']],
  [() => where('dndSettings.Email.status', 'eq', 'active'), ['ann']],
  [() => where('dateOfBirth', 'range', { gte: '1990-05-01', lt: '1990-05-02' }), ['ann']],
  [
    () => where('dateAdded', 'range', { gt: '2000-01-01', lte: Date.now() + 1000 }),
    ['ann', 'bob', 'cid'],
  ],
  [() => where('dateAdded', 'range', { lt: '2000-01-01' }), []],
  [() => where('id', 'eq', ids.get('cid')), ['cid']],
  [() => where('businessName', 'contains', 'backer'), ['ann']],
  [() => where('businessName', 'not_exists'), ['bob', 'cid']],
  [() => where('activeWorkflows', 'eq', workflowId), ['bob']],
  [() => where('activeWorkflows', 'not_exists'), ['ann', 'cid']],
  [() => where('lastAppointment', 'range', { gte: '2026-05-01', lt: '2026-05-02' }), ['cid']],
  [() => where('lastAppointment', 'exists'), ['cid']],
  [() => where('validEmail', 'not_exists'), ['ann', 'bob', 'cid']],
  [() => ({ field: 'opportunities', operator: 'nested', value: [] }), []],
  [() => where(custom('Size'), 'eq', 'large'), ['ann']],
  [() => where('customFields.contact.size', 'contains', 'all'), ['bob']],
  [() => where(custom('Size'), 'not_exists'), ['cid']],
  [() => where(custom('Colours'), 'eq', 'Red'), ['ann']],
  [() => where(custom('Colours'), 'not_eq', 'Red'), ['bob', 'cid']],
  [() => where(custom('Score'), 'range', { gt: 9 }), ['bob']],
  [() => where(custom('Score'), 'eq', '9'), ['ann']],
  [() => where(custom('Signed'), 'range', { gte: '2026-01-01', lte: '2026-01-31' }), ['ann']],
  [() => where(`${custom('Lines')}.top`, 'contains', 'ell'), ['ann']],
];

for (const [filter, expected] of cases) {
  const { field, operator, value } = filter() as Record<string, unknown>;
  const name = String(field).replace(/^customFields\.undefined/, 'a custom field');
  test(`${name} ${operator} ${JSON.stringify(value) ?? ''} finds ${expected.join(', ')}`, async () => {
    assert.deepEqual(await found([filter()]), expected);
  });
}

test('filters all hold at the top; groups nest; text joins them', async () => {
  const vip = where('tags', 'contains', 'vip');
  const web = where('source', 'eq', 'web');
  const cid = where('firstNameLowerCase', 'eq', 'cid');
  assert.deepEqual(await found([vip, web]), ['ann']);
  assert.deepEqual(await found([{ group: 'OR', filters: [web, cid] }]), ['ann', 'cid']);
  const nested = { group: 'AND', filters: [vip, { group: 'OR', filters: [web, cid] }] };
  assert.deepEqual(await found([{ group: 'OR', filters: [nested, cid] }]), ['ann', 'cid']);
  assert.deepEqual(await found([vip], { query: 'baker' }), ['bob']);
  assert.deepEqual(await found([]), ['ann', 'bob', 'cid']);
});

test('an item names the business of the contact', async () => {
  const { body } = await search({ filters: [where('firstNameLowerCase', 'eq', 'änn')] });
  assert.equal(body.contacts?.[0]?.['businessName'], 'Bäckerei');
});

test('an item has every key, null where nothing is set, and address for address1', async () => {
  const { body } = await search({ filters: [where('assignedTo', 'eq', 'someone')] });
  assert.equal(body['meta'], undefined);
  const [cid] = body.contacts ?? [];
  assert.ok(cid);
  const { dateAdded, dateUpdated } = cid;
  assert.deepEqual(cid, {
    id: ids.get('cid'),
    locationId,
    firstName: 'Cid',
    firstNameLowerCase: 'cid',
    lastName: null,
    lastNameLowerCase: null,
    contactName: 'cid',
    email: null,
    phone: null,
    phoneLabel: null,
    additionalEmails: [],
    additionalPhones: [],
    type: 'lead',
    assignedTo: 'someone',
    customFields: [],
    dnd: false,
    dndSettings: {},
    inboundDndSettings: {},
    country: 'US',
    city: null,
    state: null,
    postalCode: null,
    address: null,
    website: 'https://cid.example',
    businessId: null,
    businessName: null,
    companyName: null,
    dateOfBirth: null,
    timezone: null,
    source: null,
    dateAdded,
    dateUpdated,
    followers: [],
    attributionSource: {},
    lastAttributionSource: {},
    validEmail: null,
    opportunities: [],
    searchAfter: [Date.parse(String(dateAdded)), cid.id],
    tags: [],
  });
});

for (const sort of [
  undefined,
  [{ field: 'dateAdded', direction: 'asc' }],
  [{ field: 'source', direction: 'asc' }],
  [{ field: 'email', direction: 'desc' }],
  [{ field: 'businessName', direction: 'asc' }],
  [
    { field: 'dnd', direction: 'desc' },
    { field: 'firstNameLowerCase', direction: 'asc' },
  ],
]) {
  const name = sort?.map(({ field, direction }) => `${field} ${direction}`).join(', ');
  test(`pages by page and from searchAfter on meet everyone once, in one order: ${name ?? 'newest first'}`, async () => {
    const all = (await search({ sort })).body.contacts?.map(({ id }) => id) ?? [];
    assert.equal(all.length, 3);
    const walked: string[] = [];
    const paged: string[] = [];
    let searchAfter: unknown;
    for (const page of [1, 2, 3]) {
      const { body } = await search({
        sort,
        pageLimit: 1,
        ...(searchAfter !== undefined && { searchAfter }),
      });
      assert.equal(body['total'], 3);
      walked.push(...(body.contacts ?? []).map(({ id }) => id));
      searchAfter = body.contacts?.[0]?.['searchAfter'];
      const numbered = await search({ sort, pageLimit: 1, page });
      paged.push(...(numbered.body.contacts ?? []).map(({ id }) => id));
    }
    assert.deepEqual([walked, paged], [all, all]);
    const end = await search({ sort, pageLimit: 1, searchAfter });
    assert.deepEqual(end.body.contacts, []);
  });
}

test('what a search cannot mean is refused with the sentence of the live service, or one that helps', async () => {
  const refused = async (body: object): Promise<[number, unknown, string | undefined]> => {
    const { status, body: answer } = await search(body);
    return [status, answer.message, answer.fields?.[0]?.field];
  };
  assert.deepEqual(await refused({ filters: [where('shoe', 'eq', 1)] }), [
    400,
    'Invalid field shoe',
    'filters.0.field',
  ]);
  const [status, message] = await refused({ filters: [where('dateAdded', 'eq', 1)] });
  assert.equal(status, 400);
  assert.match(String(message), /Invalid operator eq for field dateAdded: use range, exists/);
  for (const filters of [
    [where('dateAdded', 'range', 'x')],
    [where('dateAdded', 'range', { low: 1 })],
    [where('dateAdded', 'range', { gt: 'the other day' })],
    [where('dnd', 'eq', 'maybe')],
    [where('city', 'eq', { $ne: 1 })],
    [where('customFields.unknown', 'eq', 'x')],
    [{ group: 'XOR', filters: [] }],
    [{ group: 'AND' }],
    Array.from({ length: 100 }, () => ({ group: 'AND', filters: [where('city', 'exists')] })),
  ]) {
    assert.equal((await refused({ filters }))[0], 400, JSON.stringify(filters).slice(0, 100));
  }
  let deep: object = where('city', 'exists');
  for (let each = 0; each < 8; each += 1) deep = { group: 'AND', filters: [deep] };
  assert.equal((await refused({ filters: [deep] }))[0], 400);
  assert.equal((await refused({ sort: [{ field: 'shoe' }] }))[0], 400);
  assert.deepEqual((await refused({ page: 501 }))[2], 'page');
  assert.deepEqual((await refused({ searchAfter: [1] }))[2], 'searchAfter');
  assert.deepEqual((await refused({ pageLimit: undefined }))[2], 'pageLimit');
});

test('a limit over the maximum is clamped and said; observed refuses it', async () => {
  const { body } = await search({ pageLimit: 501 });
  assert.match(String(body.warnings), /pageLimit 501 is over the maximum; 500 is used/);
  const observed = await server.tenant(['contacts'], 'observed');
  const answer = await server.call('POST', '/contacts/search', {
    token: observed.token,
    version: '2021-07-28',
    body: { locationId: observed.locationId, pageLimit: 501 },
  });
  assert.equal(answer.status, 422);
});
