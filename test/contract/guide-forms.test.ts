import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { contactOf } from '../support/answers.ts';
import { type TestServer, sharedServer } from '../support/server.ts';

let server: TestServer;
before(async () => {
  server = await sharedServer();
});
after(() => server.close());

/** What the guides beside the quick start send: a token of the scope contacts, no Version. */
function guide(
  promise: string,
  run: (locationId: string, call: TestServer['call']) => Promise<void>,
) {
  for (const mode of ['documented', 'observed'] as const) {
    test(`${promise}, ${mode}`, async () => {
      const scopes = ['contacts', 'locations/customFields.write'];
      const { locationId, token } = await server.tenant(scopes, mode);
      // Observed insists on a version.
      const version = mode === 'observed' ? { version: '2021-07-28' } : {};
      await run(locationId, (method, path, options) =>
        server.call(method, path, { token, ...version, ...options }),
      );
      assert.deepEqual(server.faults, []);
    });
  }
}

guide('custom field values as id and value, of every kind', async (locationId, call) => {
  const fields = [
    { name: 'Motto', dataType: 'TEXT', sent: 'Onward', changed: 'Upward' },
    { name: 'Score', dataType: 'NUMERICAL', sent: 100.5, changed: 7 },
    { name: 'Renewal', dataType: 'DATE', sent: '2027-01-31', changed: '2027-02-28' },
    { name: 'Size', dataType: 'SINGLE_OPTIONS', sent: 'Large', changed: 'Small' },
    {
      name: 'Likes',
      dataType: 'MULTIPLE_OPTIONS',
      sent: ['Large', 'Small'],
      changed: ['Small'],
    },
  ];
  const ids: string[] = [];
  for (const { name, dataType } of fields) {
    const options = dataType.includes('OPTIONS') ? { options: ['Large', 'Small'] } : {};
    const body = { name, dataType, ...options };
    const made = await call('POST', `/locations/${locationId}/customFields`, { body });
    assert.equal(made.status, 201, made.text);
    ids.push(String(made.body.customField?.id));
  }
  const valuesOf = (which: 'sent' | 'changed') =>
    fields.map((field, index) => ({ id: ids[index], value: field[which] }));
  const body = { locationId, email: 'jane@example.com', customFields: valuesOf('sent') };
  const made = contactOf(await call('POST', '/contacts', { body }), 201);
  const path = `/contacts/${made.id}`;
  const stored = async (): Promise<unknown> => contactOf(await call('GET', path))['customFields'];
  assert.deepEqual(await stored(), valuesOf('sent'));
  contactOf(await call('PUT', path, { body: { customFields: valuesOf('changed') } }));
  assert.deepEqual(await stored(), valuesOf('changed'));
});

guide('tags of many contacts by contactIds, tags and action', async (locationId, call) => {
  const ids: string[] = [];
  for (const firstName of ['Jane', 'John']) {
    const body = { locationId, firstName, tags: ['imported'] };
    ids.push(contactOf(await call('POST', '/contacts', { body }), 201).id);
  }
  const tagsOf = async (id: string | undefined): Promise<string[]> =>
    contactOf(await call('GET', `/contacts/${id}`)).tags;
  const bulk = (action: string, tags: string[], contactIds = ids) =>
    call('POST', '/contacts/bulk/tags', { body: { contactIds, tags, action } });

  const added = await bulk('add', ['event-2026', 'imported']);
  assert.deepEqual([added.status, added.body['errorCount']], [201, 0], added.text);
  for (const id of ids) assert.deepEqual(await tagsOf(id), ['imported', 'event-2026']);
  const [first, second] = ids;
  const removed = await bulk('remove', ['imported', 'never-there'], [String(first), 'none']);
  assert.equal(removed.body['errorCount'], 1, removed.text);
  assert.deepEqual(await tagsOf(first), ['event-2026']);
  assert.deepEqual(await tagsOf(second), ['imported', 'event-2026']);
});

guide('tags of one contact, added twice and removed twice', async (locationId, call) => {
  const made = await call('POST', '/contacts', { body: { locationId, firstName: 'Jane' } });
  const path = `/contacts/${contactOf(made, 201).id}`;
  const tags = { body: { tags: ['customer', 'vip'] } };
  for (const method of ['POST', 'POST'] as const) {
    const { body } = await call(method, `${path}/tags`, tags);
    assert.deepEqual(body['tags'], ['customer', 'vip']);
  }
  const one = { body: { tags: ['customer'] } };
  for (const method of ['DELETE', 'DELETE'] as const) {
    const { body } = await call(method, `${path}/tags`, one);
    assert.deepEqual(body['tags'], ['vip']);
  }
  assert.deepEqual(contactOf(await call('GET', path)).tags, ['vip']);
});

guide('a follow-up for a colleague: made, found, done, gone', async (locationId, call) => {
  const made = await call('POST', '/contacts', { body: { locationId, firstName: 'Jane' } });
  const path = `/contacts/${contactOf(made, 201).id}/tasks`;
  const sent = {
    title: 'Follow up',
    body: 'Ask about the offer',
    dueDate: '2026-12-01T09:00:00Z',
    completed: false,
    assignedTo: 'colleague',
  };
  const task = await call('POST', path, { body: sent });
  assert.equal(task.status, 201, task.text);
  const { id } = (task.body['task'] ?? {}) as { id?: string };
  const kept = { ...sent, dueDate: '2026-12-01T09:00:00.000Z' };
  assert.partialDeepStrictEqual(task.body['task'], kept);
  const listed = await call('GET', path);
  assert.partialDeepStrictEqual(listed.body['tasks'], [{ id, ...kept }]);
  await call('PUT', `${path}/${id}/completed`, { body: { completed: true } });
  const read = await call('GET', `${path}/${id}`);
  assert.partialDeepStrictEqual(read.body['task'], { ...kept, completed: true });
  assert.equal((await call('DELETE', `${path}/${id}`)).body['succeded'], true);
  assert.deepEqual((await call('GET', path)).body['tasks'], []);
});
