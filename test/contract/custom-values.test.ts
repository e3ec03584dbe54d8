import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { contactsScope } from '../../contract/scopes.ts';
import { type Answer, type TestServer, type Tenant, sharedServer } from '../support/server.ts';

let server: TestServer;
before(async () => {
  server = await sharedServer();
});
after(async () => {
  await server.close();
  assert.deepEqual(server.faults, []);
});

const scopes = [contactsScope, 'locations/customValues.write'];

function callsOf({ locationId, token }: Tenant) {
  const path = `/locations/${locationId}/customValues`;
  return {
    create: (name: string, value = ''): Promise<Answer> =>
      server.call('POST', path, { token, body: { name, value } }),
    update: (id: string, body: object): Promise<Answer> =>
      server.call('PUT', `${path}/${id}`, { token, body }),
    remove: (id: string): Promise<Answer> => server.call('DELETE', `${path}/${id}`, { token }),
    total: async (): Promise<unknown> =>
      (await server.call('GET', path, { token })).body.meta?.['total'],
  };
}

const made = ({ body, text }: Answer): { id: string; fieldKey: string } => {
  assert.ok(body['customValue'], text);
  return body['customValue'] as { id: string; fieldKey: string };
};

test('values of one name have keys of their own, also when one was renamed or deleted', async () => {
  const { create, update, remove } = callsOf(await server.tenant(scopes));
  const first = made(await create('Plan: A'));
  const second = made(await create('plan: a'));
  assert.equal(first.fieldKey, '{{ custom_values.plan__a }}');
  assert.equal(second.fieldKey, '{{ custom_values.plan__a_1 }}');
  made(await update(first.id, { name: 'Other', value: '' }));
  const third = made(await create('Plan, A'));
  assert.equal(third.fieldKey, '{{ custom_values.plan__a_2 }}');
  assert.equal((await remove(second.id)).status, 200);
  assert.equal(made(await create('Plan; A')).fieldKey, '{{ custom_values.plan__a_1 }}');
});

test('name and value are both needed, and a name is more than spaces', async () => {
  const { create, update, total } = callsOf(await server.tenant(scopes));
  const { id } = made(await create('One', 'kept'));
  for (const [body, field] of [
    [{ name: ' ', value: '' }, 'name'],
    [{ name: 'x' }, 'value'],
    [{ value: 'x' }, 'name'],
    [{ name: 'x'.repeat(201), value: '' }, 'name'],
    [{ name: 'x', value: 'x'.repeat(20_001) }, 'value'],
    [{ name: 'x', value: 7 }, 'value'],
  ] as const) {
    const answer = await update(id, body);
    assert.equal(answer.status, 422, answer.text);
    assert.deepEqual(
      answer.body.fields?.map((each) => each.field),
      [field],
    );
  }
  assert.equal(await total(), 1);
});

test('a location has at most 1,000 values, of 1 MB together', async () => {
  const { create, update, total } = callsOf(await server.tenant(scopes));
  const large = 'é'.repeat(10_000);
  for (let count = 0; count < 52; count += 1) made(await create(`large ${count}`, large));
  const refused = await create('one more', large);
  assert.equal(refused.status, 422);
  assert.match(String(refused.body.message), /^value would make .+ more than 1048576 bytes/);
  const { id } = made(await create('small', 'x'));
  assert.equal((await update(id, { name: 'small', value: large })).status, 422);
  for (let count = 53; count < 1000; count += 1) made(await create('same', ''));
  const over = await create('one more', '');
  assert.equal(over.status, 422);
  assert.equal(over.body.code, 'limit_reached');
  assert.equal(over.body.message, 'A location has at most 1,000 custom values');
  assert.equal(await total(), 1000);
});
