import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type Operation, writes } from '../contract/operation.ts';
import { operations } from '../contract/operations.ts';
import { type Place, createPlace } from './support/place.ts';
import { type SampleRequest, addressOf, contentOf, sendWith } from './support/requests.ts';
import { sampleOf } from './support/samples.ts';
import { everyLocationScope, everyScope } from './support/scopes.ts';
import { type TestServer, startServer } from './support/server.ts';

/** A text in a record, and the scopes of the operations that read or write that record. */
const marks: Readonly<Record<string, readonly string[]>> = {
  markedbusiness: ['businesses.readonly', 'businesses.write'],
  markeduser: ['users.readonly', 'users.write'],
  markedintegration: ['integrations.readonly', 'integrations.write'],
  markedcampaign: ['campaigns.readonly', 'campaigns.write'],
  markedworkflow: ['workflows.readonly', 'workflows.write'],
  markedvalue: ['locations/customValues.readonly', 'locations/customValues.write'],
  markedfield: ['locations/customFields.readonly', 'locations/customFields.write'],
  markedtag: ['locations/tags.readonly', 'locations/tags.write'],
  markedperson: ['contacts.readonly', 'contacts.write'],
  markednote: ['contacts.readonly', 'contacts.write'],
  markedtask: ['contacts.readonly', 'contacts.write', 'locations/tasks.readonly'],
  // The published list of a contact's appointments is read with the contact.
  markedmeeting: ['calendars/events.readonly', 'calendars/events.write'],
};
const published: Readonly<Record<string, readonly string[]>> = {
  'get-appointments-for-contact': ['markedmeeting'],
};

let server: TestServer;
let place: Place;
let management = '';
let contactId = '';
let userId = '';
before(async () => {
  server = await startServer();
  const { locationId } = server.own;
  management = await server.token('', everyScope);
  const call = async (
    path: string,
    body: object,
    token: string,
  ): Promise<Record<string, string>> => {
    const answer = await server.call('POST', path, { token, body });
    assert.ok(answer.status < 300, `${path}: ${answer.text}`);
    const [record] = Object.values(answer.body).filter((each) => typeof each === 'object');
    return (answer.body['id'] === undefined ? record : answer.body) as Record<string, string>;
  };
  const made = await call(
    `/api/locations/${locationId}/integrations`,
    { name: 'Markedintegration', scopes: everyLocationScope },
    management,
  );
  assert.equal(made['name'], 'Markedintegration');
  const token = await server.token(locationId, everyLocationScope);
  place = createPlace(locationId, 'seen', (of, request) =>
    sendWith(server.call, (each) => (each.managementOnly ? management : token), of, request),
  );
  const user = await sampleOf(operationOf('create-user'))(place);
  const sent = { ...user.body, firstName: 'Markeduser', lastName: 'Markeduser' };
  userId = String((await place.send(operationOf('create-user'), { ...user, body: sent }))['id']);
  const business = await server.call('POST', '/businesses/', {
    token,
    body: { locationId, name: 'Markedbusiness' },
  });
  const businessId = (business.body['buiseness'] as { id: string }).id;
  const field = { name: 'Markedfield', dataType: 'TEXT', model: 'contact' };
  await call(`/locations/${locationId}/customFields`, field, token);
  const value = { name: 'Markedvalue', value: 'Markedvalue' };
  await call(`/locations/${locationId}/customValues`, value, token);
  await call(`/locations/${locationId}/tags`, { name: 'Markedtag' }, token);
  const person = { locationId, firstName: 'Markedperson', assignedTo: userId };
  contactId = String((await call('/contacts/', person, token))['id']);
  await call('/contacts/bulk/business', { locationId, ids: [contactId], businessId }, token);
  await call(`/contacts/${contactId}/followers`, { followers: [userId] }, token);
  await call(`/contacts/${contactId}/notes`, { body: 'Markednote', userId }, token);
  const task = { title: 'Markedtask', dueDate: '2030-01-01T00:00:00Z', completed: false };
  await call(`/contacts/${contactId}/tasks`, { ...task, assignedTo: userId }, token);
  for (const [kind, name] of [
    ['campaigns', 'Markedcampaign'],
    ['workflows', 'Markedworkflow'],
  ] as const) {
    const create = operationOf(kind === 'campaigns' ? 'create-campaign' : 'create-workflow');
    const reply = await place.send(create, {
      params: { locationId },
      body: { name, status: 'draft' },
    });
    const hook = (reply['campaign'] ?? reply['workflow']) as { id: string };
    const at = kind === 'campaigns' ? 'campaigns' : 'workflow';
    await server.call('POST', `/contacts/${contactId}/${at}/${hook.id}`, { token, body: {} });
  }
  const meeting = await sampleOf(operationOf('create-appointment'))(place);
  await place.send(operationOf('create-appointment'), {
    ...meeting,
    body: { ...meeting.body, contactId, title: 'Markedmeeting' },
  });
});
after(() => server.close());

function operationOf(id: string): Operation {
  const found = operations.find((each) => each.id === id);
  if (!found) throw new Error(`no operation ${id}`);
  return found;
}

/** The sample, and of what only reads the widest request: the contact with everything, no filter. */
async function requestsOf(operation: Operation): Promise<SampleRequest[]> {
  const sample = await sampleOf(operation)(place);
  if (writes(operation)) return [sample];
  const { locationId } = place;
  const { query, body, params } = sample;
  const wide = {
    ...(params && { params: 'contactId' in params ? { ...params, contactId } : params }),
    ...(query && { query: 'locationId' in query ? { locationId, limit: '100' } : {} }),
    ...(body && { body: operation.location === 'body' ? { locationId, pageLimit: 100 } : {} }),
  };
  return [sample, wide];
}

for (const operation of operations) {
  if (operation.fileReply) continue;
  test(`${operation.id} shows nothing that its scope alone does not read`, async () => {
    const { scope, id } = operation;
    const token = operation.managementOnly
      ? await server.token('', [scope])
      : await server.token(place.locationId, [scope]);
    for (const request of await requestsOf(operation)) {
      const { status, text } = await server.call(operation.method, addressOf(operation, request), {
        token,
        ...contentOf(request),
      });
      assert.ok(status < 500 && status !== 401, text);
      const sent = JSON.stringify(request).toLowerCase();
      const shown = Object.entries(marks).filter(
        ([mark, scopes]) =>
          !scopes.includes(scope) &&
          !published[id]?.includes(mark) &&
          !sent.includes(mark) &&
          text.toLowerCase().includes(mark),
      );
      assert.deepEqual(shown, [], `${JSON.stringify(request)} answered ${text.slice(0, 2000)}`);
    }
  });
}

const call = async (scopes: string[], method: string, path: string, body?: object) =>
  server.call(method, path, {
    token: await server.token(place.locationId, scopes),
    ...(body && { body }),
  });

test('contacts are found and sorted by the name of their business by who may read it', async () => {
  const { locationId } = place;
  const filter = { field: 'businessName', operator: 'contains', value: 'Marked' };
  const asked = [
    { filters: [filter] },
    { filters: [{ group: 'OR', filters: [filter] }] },
    { sort: [{ field: 'businessName', direction: 'asc' }] },
  ];
  for (const each of asked) {
    const body = { locationId, pageLimit: 10, ...each };
    const refused = await call(['contacts.readonly'], 'POST', '/contacts/search', body);
    assert.equal(refused.status, 401);
    assert.deepEqual(refused.body['requiredScopes'], ['businesses.readonly']);
    const found = await call(
      ['contacts.readonly', 'businesses.readonly'],
      'POST',
      '/contacts/search',
      body,
    );
    assert.equal(found.status, 200);
    assert.ok(found.text.includes('Markedbusiness'));
  }
});

test('a token that may not read users is not told which ids are users', async () => {
  for (const assignedTo of [userId, 'nobody']) {
    const made = await call(['contacts.write'], 'PUT', `/contacts/${contactId}`, { assignedTo });
    assert.equal(made.status, 200);
    assert.equal(made.body.warnings, undefined);
  }
  const scopes = ['contacts.write', 'users.readonly'];
  const warned = await call(scopes, 'PUT', `/contacts/${contactId}`, { assignedTo: 'nobody' });
  assert.equal(warned.body.warnings?.length, 1);
});

test('an appointment is titled after its contact by who may read contacts', async () => {
  const sample = await sampleOf(operationOf('create-appointment'))(place);
  const { title: _title, ...rest } = sample.body ?? {};
  const titled = async (scopes: string[]): Promise<unknown> => {
    const body = { ...rest, contactId };
    return (await call(scopes, 'POST', '/calendars/events/appointments', body)).body['title'];
  };
  assert.equal(await titled(['calendars/events.write']), 'Appointment');
  assert.equal(await titled(['calendars/events.write', 'contacts.readonly']), 'Markedperson');
});
