import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type TestServer, startServer } from '../support/server.ts';
import type { ForeignClient, Reply } from './foreign-client.ts';
import { gnosticClient } from './gnosticdev.ts';
import { officialClient } from './official.ts';

let server: TestServer;
before(async () => {
  server = await startServer();
});
after(() => server.close());

type Client = { name: string; open(baseUrl: string, token: string): ForeignClient };

const clients: readonly Client[] = [
  { name: '@gohighlevel/api-client', open: officialClient },
  {
    name: '@gohighlevel/api-client in v3',
    open: (baseUrl, token) => officialClient(baseUrl, token, 'v3'),
  },
  { name: '@gnosticdev/highlevel-sdk', open: gnosticClient },
];

type Round = (client: ForeignClient, locationId: string) => Promise<void>;

const scopes = [
  'contacts',
  'locations/tags.write',
  'locations/customFields.write',
  'locations/customValues.write',
];

/** One round for each client, in both modes, in a location of its own. */
function round(promise: string, run: Round): void {
  for (const { name, open } of clients) {
    for (const mode of ['documented', 'observed'] as const) {
      test(`${promise}: ${name}, ${mode}`, async () => {
        const { locationId, token } = await server.tenant(scopes, mode);
        await run(open(server.baseUrl, token), locationId);
        assert.deepEqual(server.faults, []);
      });
    }
  }
}

/** What stands under a key, then under the next. */
function at(reply: Reply, ...path: string[]): unknown {
  return path.reduce<unknown>(
    (found, key) => (typeof found === 'object' && found !== null ? Reflect.get(found, key) : found),
    reply,
  );
}

/** The id of a record that a reply is about. */
function idOf(reply: Reply, key: string): string {
  const id = at(reply, key, 'id');
  assert.ok(typeof id === 'string' && id.length > 0, JSON.stringify(reply));
  return id;
}

function idsOf(reply: Reply, key: string): unknown[] {
  const listed = at(reply, key);
  assert.ok(Array.isArray(listed), JSON.stringify(reply));
  return listed.map((each) => at(each, 'id'));
}

/** v2 has one spelling, v3 another; each client reads its own. */
function assertSucceeded(reply: Reply): void {
  assert.ok(at(reply, 'succeded') ?? at(reply, 'succeeded'), JSON.stringify(reply));
}

async function newContact(client: ForeignClient, locationId: string, name: string) {
  const email = `${name}@example.com`;
  return idOf(await client.createContact({ locationId, firstName: name, email }), 'contact');
}

round('contacts, a whole round', async (client, locationId) => {
  const email = 'jane@example.com';
  const made = await client.createContact({ locationId, firstName: 'Jane', email, tags: ['new'] });
  const id = idOf(made, 'contact');
  assert.partialDeepStrictEqual(await client.getContact(id), {
    contact: { id, firstName: 'Jane', email, tags: ['new'] },
  });
  await client.updateContact(id, { firstName: 'Janet' });
  assert.equal(at(await client.getContact(id), 'contact', 'firstName'), 'Janet');
  const upserted = await client.upsertContact({ locationId, email, firstName: 'June' });
  assert.deepEqual([at(upserted, 'new'), idOf(upserted, 'contact')], [false, id]);
  assert.equal(idOf(await client.getDuplicate({ locationId, email }), 'contact'), id);
  const other = await newContact(client, locationId, 'other');
  assert.deepEqual(idsOf(await client.getContacts({ locationId }), 'contacts'), [other, id]);
  assert.deepEqual(idsOf(await client.getContacts({ locationId, query: email }), 'contacts'), [id]);
  await assert.rejects(client.createContact({ locationId, email }), /duplicated contacts/);
  assertSucceeded(await client.deleteContact(id));
  await assert.rejects(client.getContact(id), /not found/);
});

round('notes, a whole round', async (client, locationId) => {
  const contactId = await newContact(client, locationId, 'noted');
  const id = idOf(await client.createNote(contactId, { body: '<p>Called</p>' }), 'note');
  assert.equal(at(await client.getNote(contactId, id), 'note', 'body'), '<p>Called</p>');
  const second = idOf(await client.createNote(contactId, { body: 'Again' }), 'note');
  const listed = idsOf(await client.getNotes(contactId), 'notes');
  assert.deepEqual(new Set(listed), new Set([id, second]));
  await client.updateNote(contactId, id, { body: 'Called back' });
  assert.equal(at(await client.getNote(contactId, id), 'note', 'body'), 'Called back');
  assertSucceeded(await client.deleteNote(contactId, id));
  assert.deepEqual(idsOf(await client.getNotes(contactId), 'notes'), [second]);
});

round('custom fields and their values on a contact, a whole round', async (client, locationId) => {
  const made = await client.createField(locationId, {
    name: 'Shoe size',
    dataType: 'TEXT',
    position: 1,
  });
  const id = idOf(made, 'customField');
  assert.equal(at(made, 'customField', 'fieldKey'), 'contact.shoe_size');
  const contactId = await newContact(client, locationId, 'shod');
  await client.updateContact(contactId, { customFields: [{ id, field_value: '42' }] });
  const read = await client.getContact(contactId);
  assert.deepEqual(at(read, 'contact', 'customFields'), [{ id, value: '42' }]);
  await client.updateField(locationId, id, { name: 'Size', position: 2 });
  assert.equal(at(await client.getField(locationId, id), 'customField', 'name'), 'Size');
  assert.deepEqual(idsOf(await client.getFields(locationId), 'customFields'), [id]);
  assertSucceeded(await client.deleteField(locationId, id));
  assert.deepEqual(idsOf(await client.getFields(locationId), 'customFields'), []);
});

round('custom values, a whole round', async (client, locationId) => {
  const made = await client.createValue(locationId, { name: 'Slogan', value: 'On time' });
  const id = idOf(made, 'customValue');
  const read = await client.getValue(locationId, id);
  assert.partialDeepStrictEqual(read, { customValue: { name: 'Slogan', value: 'On time' } });
  await client.updateValue(locationId, id, { name: 'Slogan', value: 'Always' });
  assert.equal(at(await client.getValue(locationId, id), 'customValue', 'value'), 'Always');
  assert.deepEqual(idsOf(await client.getValues(locationId), 'customValues'), [id]);
  assertSucceeded(await client.deleteValue(locationId, id));
  assert.deepEqual(idsOf(await client.getValues(locationId), 'customValues'), []);
});

round('tasks, a whole round', async (client, locationId) => {
  const contactId = await newContact(client, locationId, 'busy');
  const sent = { title: 'Call back', body: 'About the offer', completed: false };
  const dueDate = '2026-12-01T09:00:00.000Z';
  const id = idOf(await client.createTask(contactId, { ...sent, dueDate }), 'task');
  const read = await client.getTask(contactId, id);
  assert.partialDeepStrictEqual(read, { task: { id, contactId, dueDate, ...sent } });
  await client.updateTask(contactId, id, { title: 'Write back' });
  await client.completeTask(contactId, id);
  const changed = { id, title: 'Write back', body: 'About the offer', completed: true };
  assert.partialDeepStrictEqual(await client.getTask(contactId, id), { task: changed });
  assert.deepEqual(idsOf(await client.getTasks(contactId), 'tasks'), [id]);
  assertSucceeded(await client.deleteTask(contactId, id));
  assert.deepEqual(idsOf(await client.getTasks(contactId), 'tasks'), []);
});

const tagsOf = async (client: ForeignClient, contactId: string): Promise<unknown> =>
  at(await client.getContact(contactId), 'contact', 'tags');

round('tags of a contact and of many, a whole round', async (client, locationId) => {
  const [one, other] = [
    await newContact(client, locationId, 'one'),
    await newContact(client, locationId, 'other'),
  ];
  assert.deepEqual(at(await client.addTags(one, ['lead', 'vip']), 'tags'), ['lead', 'vip']);
  assert.deepEqual(at(await client.removeTags(one, ['lead', 'none']), 'tags'), ['vip']);
  assert.deepEqual(await tagsOf(client, one), ['vip']);
  const body = { contacts: [one, other], tags: ['many'], locationId };
  assertSucceeded(await client.changeTagsOfMany('add', body));
  assert.deepEqual(await tagsOf(client, one), ['vip', 'many']);
  assert.deepEqual(await tagsOf(client, other), ['many']);
  const removed = await client.changeTagsOfMany('remove', { ...body, contacts: [one] });
  assert.equal(at(removed, 'errorCount'), 0);
  assert.deepEqual(await tagsOf(client, one), ['vip']);
  assert.deepEqual(await tagsOf(client, other), ['many']);
});

round("the location's tags, a whole round", async (client, locationId) => {
  const contactId = await newContact(client, locationId, 'tagged');
  const id = idOf(await client.createTag(locationId, 'warm'), 'tag');
  await client.addTags(contactId, ['warm']);
  assert.deepEqual(idsOf(await client.getTags(locationId), 'tags'), [id]);
  await client.updateTag(locationId, id, 'hot');
  assert.equal(at(await client.getTag(locationId, id), 'tag', 'name'), 'hot');
  assert.deepEqual(await tagsOf(client, contactId), ['hot']);
  assertSucceeded(await client.deleteTag(locationId, id));
  assert.deepEqual(idsOf(await client.getTags(locationId), 'tags'), []);
  assert.deepEqual(await tagsOf(client, contactId), []);
});

round('followers, a whole round', async (client, locationId) => {
  const contactId = await newContact(client, locationId, 'followed');
  const followers = ['user-one', 'user-two'];
  const added = await client.addFollowers(contactId, followers);
  assert.deepEqual(at(added, 'followersAdded'), followers);
  const left = await client.removeFollowers(contactId, ['user-one']);
  assert.deepEqual(at(left, 'followers'), ['user-two']);
  assert.deepEqual(at(await client.getContact(contactId), 'contact', 'followers'), ['user-two']);
});
