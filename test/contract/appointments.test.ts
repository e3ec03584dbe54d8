import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { contactOf } from '../support/answers.ts';
import { type Answer, type TestServer, sharedServer } from '../support/server.ts';

let server: TestServer;
before(async () => {
  server = await sharedServer();
});
after(() => server.close());

const path = '/calendars/events/appointments';
type Send = (method: string, path: string, body?: unknown) => Promise<Answer>;
type World = { send: Send; locationId: string; contactId: string; made: Record<string, unknown> };

/** A contact with what an appointment of it needs. */
async function open(mode?: 'documented' | 'observed'): Promise<World> {
  const scopes = ['contacts', 'calendars/events.write', 'calendars/events.readonly'];
  const { locationId, token } = await server.tenant(scopes, mode);
  const send: Send = (method, at, body) =>
    server.call(method, at, { token, version: '2021-04-15', body });
  const contact = { locationId, firstName: 'Jane', assignedTo: 'someone' };
  const { id: contactId } = contactOf(await send('POST', '/contacts/', contact), 201);
  const startTime = '2021-06-23T03:30:00Z';
  return {
    send,
    locationId,
    contactId,
    made: { locationId, contactId, calendarId: 'c', startTime },
  };
}

test('what is not sent is taken from the contact, and half an hour is assumed and said', async () => {
  const { send, made } = await open();
  const { body } = await send('POST', path, { ...made, startTime: '2021-06-23T03:30' });
  assert.partialDeepStrictEqual(body, {
    title: 'Jane',
    assignedUserId: 'someone',
    appointmentStatus: 'confirmed',
    meetingLocationType: 'default',
    startTime: '2021-06-23T03:30:00+00:00',
    endTime: '2021-06-23T04:00:00+00:00',
    warnings: ['endTime was not sent: 30 minutes are assumed'],
  });
});

test('times that are none, and an end before its start, are refused by name', async () => {
  for (const mode of ['documented', 'observed'] as const) {
    const { send, made, contactId } = await open(mode);
    for (const [wrong, message] of [
      [{ startTime: 'soon', endTime: 'later' }, /^startTime must be .*endTime must be/],
      [{ endTime: '2021-06-23T03:30:00Z' }, /^endTime must be after startTime/],
      [{ calendarId: ' ' }, /^calendarId should not be empty/],
      [{ appointmentStatus: 'booked' }, /^appointmentStatus/],
    ] as const) {
      const refused = await send('POST', path, { ...made, ...wrong });
      assert.equal(refused.status, 422, refused.text);
      assert.match([refused.body.message].flat().join(', '), message);
    }
    const { id } = (await send('POST', path, made)).body;
    const early = { endTime: '2021-06-23T03:00:00Z' };
    const refused = await send('PUT', `${path}/${String(id)}`, early);
    assert.equal(refused.status, 422);
    const { body } = await send('GET', `/contacts/${contactId}/appointments`);
    assert.partialDeepStrictEqual(body, { events: [{ id, endTime: '2021-06-23 04:00:00' }] });
  }
});

test('a contact lists its appointments by their start, and a deleted one hides them', async () => {
  const { send, made, contactId } = await open();
  const ids: unknown[] = [];
  for (const day of ['25', '23', '24']) {
    const startTime = `2021-06-${day}T03:30:00Z`;
    ids.push((await send('POST', path, { ...made, startTime })).body['id']);
  }
  const { body } = await send('GET', `/contacts/${contactId}/appointments`);
  assert.ok(Array.isArray(body.events));
  assert.deepEqual(
    body.events.map((each) => each['id']),
    [ids[1], ids[2], ids[0]],
  );
  await send('DELETE', `/contacts/${contactId}`);
  const id = String(ids[0]);
  for (const [method, at] of [
    ['GET', `/contacts/${contactId}/appointments`],
    ['GET', `${path}/${id}`],
    ['DELETE', `/calendars/events/${id}`],
  ] as const) {
    assert.equal((await send(method, at)).status, 404, at);
  }
  assert.equal((await send('POST', path, made)).body.code, 'contact_not_found');
});

test('each change of an appointment is one event of its contact; none when nothing changes', async () => {
  const { send, made, contactId } = await open();
  const { id, title } = (await send('POST', path, made)).body;
  await send('PUT', `${path}/${String(id)}`, { title });
  await send('PUT', `${path}/${String(id)}`, { appointmentStatus: 'noshow' });
  const { events } = (await send('GET', `/api/contacts/${contactId}/events`)).body;
  assert.deepEqual(
    (events ?? []).slice(1).map((each) => [each['type'], each['recordId'], each['version']]),
    [
      ['appointment.created', id, null],
      ['appointment.updated', id, null],
    ],
  );
  assert.partialDeepStrictEqual(events?.at(-1), {
    before: { appointmentStatus: 'confirmed' },
    after: { appointmentStatus: 'noshow' },
  });
});
