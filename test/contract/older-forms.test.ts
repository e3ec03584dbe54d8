import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { contactOf } from '../support/answers.ts';
import { type InMode, inMode, modes, namedBy } from '../support/modes.ts';
import { type TestServer, sharedServer } from '../support/server.ts';

let server: TestServer;
before(async () => {
  server = await sharedServer();
});
after(() => server.close());

async function fieldsOf({ call, locationId }: InMode): Promise<{ id: string; key: string }[]> {
  const made = [];
  for (const name of ['Size', 'Colour']) {
    const body = { name, dataType: 'TEXT' };
    const answer = await call('POST', `/locations/${locationId}/customFields`, body);
    assert.ok(answer.body.customField, answer.text);
    made.push({ id: answer.body.customField.id, key: answer.body.customField.fieldKey });
  }
  return made;
}

test("v1's custom fields are read: a list or a map, by id or key", async () => {
  const place = await inMode(server, 'documented');
  const { create, call, post } = place;
  const [size, colour] = await fieldsOf(place);
  assert.ok(size && colour);
  const { id } = await create({ email: 'one@example.com' });
  const expected = [
    { id: size.id, value: 'L' },
    { id: colour.id, value: 'red' },
  ];
  const byId = { [size.id]: 'L', [colour.id]: 'red' };
  for (const sent of [
    { customField: byId },
    { customFields: byId },
    { customField: { [size.key]: 'L', [colour.key.replace('contact.', '')]: 'red' } },
    {
      customField: [
        { id: size.id, value: 'L' },
        { id: colour.id, field_value: 'red' },
      ],
    },
    { customField: { [size.id]: 'old' }, customFields: expected },
  ]) {
    const cleared = { customFields: expected.map((each) => ({ id: each.id, value: null })) };
    for (const write of [
      () => call('PUT', `/contacts/${id}`, sent),
      () => post('/contacts/upsert', { email: 'one@example.com', ...sent }),
    ]) {
      const answer = await write();
      assert.deepEqual(contactOf(answer)['customFields'], expected, JSON.stringify(sent));
      assert.equal(answer.body.warnings, undefined);
      await call('PUT', `/contacts/${id}`, cleared);
    }
    assert.deepEqual((await create(sent))['customFields'], expected);
  }
  const alone = { customFields: { id: size.id, value: 'S' } };
  assert.deepEqual((await create(alone))['customFields'], [{ id: size.id, value: 'S' }]);
});

test('a map has the limits of the list', async () => {
  const { post } = await inMode(server, 'documented');
  const most = Object.fromEntries(Array.from({ length: 501 }, (_, at) => [`f${at}`, 'x']));
  for (const name of ['customField', 'customFields']) {
    const answer = await post('/contacts', { [name]: most });
    assert.deepEqual([answer.status, namedBy(answer)], [422, ['customFields']]);
  }
  for (const sent of [7, true]) {
    const answer = await post('/contacts', { customFields: sent });
    assert.deepEqual([answer.status, namedBy(answer)], [422, ['customFields']]);
  }
});

test('where the live service is rehearsed they are refused', async () => {
  const { post } = await inMode(server, 'observed');
  for (const name of ['customField', 'customFields']) {
    const answer = await post('/contacts', { firstName: 'Jane', [name]: { some: 'x' } });
    assert.equal(answer.status, 422, answer.text);
    assert.match(String(answer.body.message), new RegExp(`${name} `));
  }
});

for (const mode of modes) {
  test(`an empty list is an empty object where only that can stand (${mode})`, async () => {
    const { create, call, post } = await inMode(server, mode);
    const { id } = await create({});
    const stored = (await call('GET', `/contacts/${id}`)).body.contact;
    assert.deepEqual(contactOf(await call('PUT', `/contacts/${id}`, [])), stored);
    const task = await call('POST', `/contacts/${id}/tasks`, {
      title: 'Call',
      dueDate: '2026-01-02',
      completed: false,
    });
    const { id: taskId } = task.body['task'] as { id: string };
    assert.equal((await call('PUT', `/contacts/${id}/tasks/${taskId}`, [])).status, 200);
    const sent = { email: 'a@example.com', dndSettings: [], inboundDndSettings: [] };
    assert.equal((await post('/contacts/upsert', sent)).status, 200);
    const inner = { email: 'a@example.com', inboundDndSettings: { all: [] } };
    assert.equal((await post('/contacts/upsert', inner)).status, 422, 'its status is missing');
    for (const [method, path] of [
      ['POST', '/contacts'],
      ['POST', `/contacts/${id}/tasks`],
      ['POST', `/contacts/${id}/tags`],
    ] as const) {
      const answer = await call(method, path, []);
      assert.ok([400, 422].includes(answer.status), `${path} needs a key: ${answer.text}`);
    }
    assert.notEqual((await call('PUT', `/contacts/${id}`, [1])).status, 200);
  });
}
