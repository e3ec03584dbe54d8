import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { contactOf } from '../support/answers.ts';
import { type Answer, type TestServer, sharedServer } from '../support/server.ts';

let server: TestServer;
let path = '';
let token = '';
before(async () => {
  server = await sharedServer();
  path = `/locations/${server.own.locationId}/customFields`;
  token = await server.token(server.own.locationId, ['contacts', 'locations/customFields.write']);
});
after(() => server.close());

const call = (method: string, at: string, body?: unknown): Promise<Answer> =>
  server.call(method, at, { token, ...(body !== undefined && { body }) });

type Field = Record<string, unknown> & { id: string; fieldKey: string };

async function make(body: Record<string, unknown>): Promise<Field> {
  const { status, text, body: made } = await call('POST', path, body);
  assert.equal(status, 201, text);
  assert.ok(made.customField);
  return made.customField;
}

async function listed(query = ''): Promise<Field[]> {
  const { body } = await call('GET', `${path}${query}`);
  return body['customFields'] as Field[];
}

/** The message about one field of a refused request. */
async function refused(answer: Promise<Answer>, field: string): Promise<string> {
  const { status, body, text } = await answer;
  assert.equal(status, 422, text);
  const found = body.fields?.find((each) => each.field === field);
  assert.ok(found, text);
  return found.message;
}

test('a field of one text each is made searchable, one of another kind or one too many is not', async () => {
  const of = { name: 'Sought', dataType: 'TEXT' };
  const plain = await make(of);
  assert.ok(!('searchable' in plain));
  const kept: string[] = [];
  for (let each = 0; each < 10; each += 1) {
    const made = await make({ ...of, name: `Sought ${each}`, searchable: true });
    assert.equal(made['searchable'], true);
    kept.push(made.id);
  }
  const put = (id: string, searchable: boolean): Promise<Answer> =>
    call('PUT', `${path}/${id}`, { searchable });
  const full = await put(plain.id, true);
  assert.deepEqual([full.status, full.body.code], [422, 'limit_reached']);
  assert.match(full.text, /10 searchable custom fields/);
  assert.equal((await call('POST', path, { ...of, searchable: true })).status, 422);
  const without = await put(kept[0] ?? '', false);
  assert.ok(without.body.customField && !('searchable' in without.body.customField));
  assert.equal((await put(plain.id, true)).body.customField?.['searchable'], true);
  for (const body of [
    { name: 'Days', dataType: 'DATE' },
    { name: 'Firm', dataType: 'TEXT', model: 'business' },
  ]) {
    const made = await make(body);
    assert.match(await refused(put(made.id, true), 'searchable'), /^searchable is for fields of/);
  }
  for (const id of [plain.id, ...kept]) await call('DELETE', `${path}/${id}`);
});

test('each published type is created, read, changed and listed with its options', async () => {
  const option = { options: ['Red', 'Blue'] };
  const bodies = [
    { dataType: 'TEXT', placeholder: 'Say something' },
    { dataType: 'LARGE_TEXT' },
    { dataType: 'NUMERICAL' },
    { dataType: 'PHONE' },
    { dataType: 'MONETORY' },
    { dataType: 'EMAIL' },
    { dataType: 'DATE' },
    { dataType: 'SINGLE_OPTIONS', ...option },
    { dataType: 'RADIO', picklistOptions: [{ label: 'Red' }, { name: 'Blue' }] },
    { dataType: 'MULTIPLE_OPTIONS', textBoxListOptions: ['Red', 'Blue'] },
    { dataType: 'CHECKBOX', ...option },
    { dataType: 'TEXTBOX_LIST', textBoxListOptions: [{ label: 'Red', prefillValue: 'x' }, 'Blue'] },
    {
      dataType: 'FILE_UPLOAD',
      isMultipleFile: true,
      maxNumberOfFiles: 3,
      acceptedFormat: ['.pdf'],
    },
  ];
  for (const body of bodies) {
    const made = await make({ ...body, name: `Kind ${body.dataType}` });
    const read = await call('GET', `${path}/${made.id}`);
    assert.deepEqual(read.body.customField, made);
    assert.equal(made['dataType'], body.dataType);
    assert.equal(made.fieldKey, `contact.kind_${body.dataType.toLowerCase()}`);
    const hasOptions = Object.keys(body).some((name) => /options/i.test(name));
    assert.deepEqual(made['picklistOptions'], hasOptions ? ['Red', 'Blue'] : []);
    const changed = await call('PUT', `${path}/${made.id}`, { name: 'New name', position: 7 });
    assert.deepEqual(changed.body.customField, { ...made, name: 'New name', position: 7 });
    assert.ok((await listed()).some(({ id, name }) => id === made.id && name === 'New name'));
  }
});

test('a key is made of the name, keeps underscores, and gets a number where it is taken', async () => {
  const keys = [];
  for (const name of ['Grösse (EU)', 'Grösse (EU)', 'grosse  EU']) {
    keys.push((await make({ name, dataType: 'TEXT' })).fieldKey);
  }
  assert.deepEqual(keys, ['contact.grosse__eu', 'contact.grosse__eu_1', 'contact.grosse__eu_2']);
  const own = await make({ name: 'x', dataType: 'TEXT', fieldKey: 'contact.my_own' });
  assert.equal(own.fieldKey, 'contact.my_own');
  const again = call('POST', path, { name: 'y', dataType: 'TEXT', fieldKey: 'my_own' });
  assert.match(await refused(again, 'fieldKey'), /contact\.my_own is taken/);
});

test('fields of contacts are listed unless another model is asked for', async () => {
  const { id } = await make({ name: 'Budget', dataType: 'MONETORY', model: 'opportunity' });
  const has = async (query: string): Promise<boolean> =>
    (await listed(query)).some((field) => field.id === id);
  assert.deepEqual(
    [await has(''), await has('?model=contact'), await has('?model=opportunity')],
    [false, false, true],
  );
  assert.ok(await has('?model=all'));
});

test('every problem of a definition is named at once', async () => {
  const answer = await call('POST', path, {
    name: ' ',
    dataType: 'COLOUR',
    model: 'pet',
    position: 1.5,
    options: ['a', 'A'],
  });
  assert.deepEqual(
    answer.body.fields?.map(({ field }) => field),
    ['name', 'dataType', 'model', 'options.1', 'position'],
  );
  const text = await make({ name: 'Plain', dataType: 'TEXT' });
  const changes = { dataType: 'DATE' };
  const change = call('PUT', `${path}/${text.id}`, changes);
  assert.match(await refused(change, 'dataType'), /cannot be changed: the field is TEXT/);
  const options = await call('PUT', `${path}/${text.id}`, { options: ['a'] });
  assert.equal(options.status, 200, options.text);
  assert.deepEqual(options.body.customField?.['picklistOptions'], []);
  assert.match(String(options.body.warnings), /options are not for a field of type TEXT/);
  const parent = call('PUT', `${path}/${text.id}`, { parentId: 'none' });
  assert.match(await refused(parent, 'parentId'), /must be a folder/);
});

test('options are bounded for a field and for all of them', async () => {
  const tenant = await server.tenant(['contacts', 'locations/customFields.write']);
  const add = (count: number): Promise<Answer> =>
    server.call('POST', `/locations/${tenant.locationId}/customFields`, {
      token: tenant.token,
      body: {
        name: 'Long',
        dataType: 'RADIO',
        options: Array.from({ length: count }, (_, each) => `${each} ${'x'.repeat(490)}`),
      },
    });
  assert.match(await refused(add(40), 'options'), /at most 16384 characters in all/);
  let made = await add(16);
  for (let each = 0; each < 200 && made.status === 201; each += 1) made = await add(16);
  assert.match(await refused(Promise.resolve(made), 'options'), /at most 1048576 characters/);
});

test('a contact does not grow without end by values sent one after the other', async () => {
  const large = await make({ name: 'Large', dataType: 'LARGE_TEXT' });
  const { id } = contactOf(
    await call('POST', '/contacts/', { locationId: server.own.locationId, firstName: 'Large' }),
    201,
  );
  const long = 'x'.repeat(900_000);
  const statuses = [];
  for (const each of [0, 1, 2]) {
    const customFields = [{ id: `unknown${each}`, field_value: long }];
    statuses.push((await call('PUT', `/contacts/${id}`, { customFields })).status);
  }
  assert.deepEqual(statuses, [200, 200, 422]);
  const tooLong = call('PUT', `/contacts/${id}`, {
    customFields: [{ id: large.id, field_value: 'x'.repeat(100_001) }],
  });
  assert.match(await refused(tooLong, 'customFields.0'), /at most 100000 characters/);
});

test('a value is stored in the native type of its field and read back so', async () => {
  const { locationId } = server.own;
  const cases: { field: Record<string, unknown>; sent: unknown; stored: unknown }[] = [
    { field: { dataType: 'TEXT' }, sent: 42, stored: '42' },
    { field: { dataType: 'LARGE_TEXT' }, sent: 'a\nb', stored: 'a\nb' },
    { field: { dataType: 'NUMERICAL' }, sent: ' 12.50 ', stored: 12.5 },
    { field: { dataType: 'MONETORY' }, sent: 100.5, stored: 100.5 },
    { field: { dataType: 'PHONE' }, sent: '(415) 555-2671', stored: '+14155552671' },
    { field: { dataType: 'EMAIL' }, sent: ' Jo@Example.com ', stored: 'Jo@Example.com' },
    { field: { dataType: 'DATE' }, sent: '09/25/2026', stored: '2026-09-25' },
    { field: { dataType: 'DATE' }, sent: Date.UTC(2026, 0, 2), stored: '2026-01-02' },
    { field: { dataType: 'SINGLE_OPTIONS', options: ['Red'] }, sent: 'red', stored: 'Red' },
    { field: { dataType: 'RADIO', options: ['Red'] }, sent: ['Red'], stored: 'Red' },
    { field: { dataType: 'CHECKBOX', options: ['Red', 'Blue'] }, sent: 'Blue', stored: ['Blue'] },
    {
      field: { dataType: 'MULTIPLE_OPTIONS', options: ['Red', 'Blue'] },
      sent: ['blue', 'Red', 'BLUE'],
      stored: ['Blue', 'Red'],
    },
    {
      field: { dataType: 'RADIO', options: ['Red'], isAllowedCustomOption: true },
      sent: 'Green',
      stored: 'Green',
    },
    {
      field: { dataType: 'TEXTBOX_LIST', options: [{ key: 'one', label: 'First' }] },
      sent: { first: 'text' },
      stored: { one: 'text' },
    },
    {
      field: { dataType: 'FILE_UPLOAD' },
      sent: { f1: { url: 'https://example.com/a.pdf', meta: { size: 1 } } },
      stored: { f1: { url: 'https://example.com/a.pdf', meta: { size: 1 } } },
    },
  ];
  const customFields = [];
  const expected = [];
  for (const { field, sent, stored } of cases) {
    const { id } = await make({ name: 'Typed', ...field });
    customFields.push({ id, field_value: sent });
    expected.push({ id, value: stored });
  }
  const made = await call('POST', '/contacts/', { locationId, firstName: 'Typed', customFields });
  const { id, customFields: shown } = contactOf(made, 201);
  assert.deepEqual(shown, expected);
  assert.equal(made.body.warnings, undefined);
  assert.deepEqual(contactOf(await call('GET', `/contacts/${id}`))['customFields'], expected);
});

test('a value that does not fit names its field and what is allowed, and nothing is stored', async () => {
  const { locationId } = server.own;
  const size = await make({ name: 'Size', dataType: 'RADIO', options: ['S', 'M', 'L'] });
  const sizes = await make({ name: 'Sizes', dataType: 'CHECKBOX', options: ['S', 'M'] });
  const count = await make({ name: 'Count', dataType: 'NUMERICAL' });
  const lines = await make({ name: 'Lines', dataType: 'TEXTBOX_LIST', options: ['Top'] });
  const files = await make({ name: 'Files', dataType: 'FILE_UPLOAD' });
  const mail = await make({ name: 'Mail', dataType: 'EMAIL' });
  const answer = await call('POST', '/contacts/', {
    locationId,
    email: 'none',
    customFields: [
      { id: size.id, field_value: 'XL' },
      { id: sizes.id, field_value: ['S', 'XL'] },
      { id: count.id, field_value: 'many' },
      { id: lines.id, field_value: ['a'] },
      { id: files.id, field_value: { a: {} } },
      { id: mail.id, field_value: 'x' },
      { id: count.id, field_value: { $ne: 1 } },
    ],
  });
  assert.equal(answer.status, 422);
  const messages = new Map(answer.body.fields?.map(({ field, message }) => [field, message]));
  assert.deepEqual(
    [...messages.keys()],
    ['email', ...[0, 1, 2, 3, 4, 5, 6].map((n) => `customFields.${n}`)],
  );
  assert.equal(messages.get('customFields.0'), 'customFields.0 (Size) must be one of S, M, L');
  assert.equal(messages.get('customFields.1'), 'customFields.1 (Sizes) must be a list of S, M');
  assert.equal(messages.get('customFields.2'), 'customFields.2 (Count) must be a number');
});

test('a value is addressed by id, key or contact.key, in any of three spellings', async () => {
  const { locationId } = server.own;
  const { id, fieldKey } = await make({ name: 'Call notes', dataType: 'TEXT' });
  const key = fieldKey.replace('contact.', '');
  for (const item of [
    { id, field_value: 'v' },
    { key, fieldValue: 'v' },
    { key: fieldKey, value: 'v' },
    { id: fieldKey, value: 'v' },
  ]) {
    const body = { locationId, customFields: [item] };
    const made = contactOf(await call('POST', '/contacts/', body), 201);
    assert.deepEqual(made['customFields'], [{ id, value: 'v' }]);
  }
});

test('other values stay, null clears one, and an item without a value changes nothing', async () => {
  const { locationId } = server.own;
  const one = await make({ name: 'One', dataType: 'TEXT' });
  const two = await make({ name: 'Two', dataType: 'NUMERICAL' });
  const customFields = [
    { id: one.id, field_value: 'a' },
    { id: two.id, field_value: 0 },
  ];
  const made = contactOf(await call('POST', '/contacts/', { locationId, customFields }), 201);
  const put = (...items: object[]): Promise<Answer> =>
    call('PUT', `/contacts/${made.id}`, { customFields: items });
  const kept = await put({ id: one.id });
  assert.match(String(kept.body.warnings), /customFields\.0 has no field_value/);
  assert.deepEqual(contactOf(kept)['customFields'], made['customFields']);
  const cleared = contactOf(await put({ id: one.id, field_value: null }));
  assert.deepEqual(cleared['customFields'], [{ id: two.id, value: 0 }]);
  const emptied = contactOf(await put({ id: two.id, field_value: '' }));
  assert.deepEqual(emptied['customFields'], []);
});

test('a value of no known field is kept under its id and said', async () => {
  const { locationId } = server.own;
  const customFields = [{ id: 'from-elsewhere', field_value: ['x'] }];
  const answer = await call('POST', '/contacts/', { locationId, customFields });
  const made = contactOf(answer, 201);
  assert.deepEqual(made['customFields'], [{ id: 'from-elsewhere', value: ['x'] }]);
  assert.match(String(answer.body.warnings), /from-elsewhere is no custom field/);
});

test('deleting a field takes its values off every contact, with an event each', async () => {
  const { locationId } = server.own;
  const gone = await make({ name: 'Gone', dataType: 'TEXT' });
  const stays = await make({ name: 'Stays', dataType: 'TEXT' });
  const ids = [];
  for (const each of ['a', 'b', 'c']) {
    const customFields = [gone, stays].map(({ id }) => ({ id, field_value: each }));
    ids.push(contactOf(await call('POST', '/contacts/', { locationId, customFields }), 201).id);
  }
  const deleted = await call('DELETE', `${path}/${gone.id}`);
  assert.equal(deleted.body['succeded'], true);
  assert.equal((await call('GET', `${path}/${gone.id}`)).status, 404);
  assert.ok(!(await listed()).some(({ id }) => id === gone.id));
  for (const id of ids) {
    const { customFields } = contactOf(await call('GET', `/contacts/${id}`));
    assert.deepEqual(
      (customFields as Field[]).map((field) => field.id),
      [stays.id],
    );
    const { events } = (await call('GET', `/api/contacts/${id}/events`)).body;
    assert.deepEqual(
      events?.map(({ type, version }) => [type, version]),
      [
        ['contact.created', 1],
        ['contact.updated', 2],
      ],
    );
  }
});
