import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { contactOf } from '../support/answers.ts';
import { inMode, modes, namedBy } from '../support/modes.ts';
import { type TestServer, sharedServer } from '../support/server.ts';

let server: TestServer;
before(async () => {
  server = await sharedServer();
});
after(() => server.close());

const blanks = ['', '   ', '\t\r\n', '\u00a0'];
const texts = {
  firstName: 'Jane',
  lastName: 'Smith',
  phone: '+12125550101',
  address1: 'Main Street 1',
  city: 'Boston',
  state: 'MA',
  postalCode: '02101',
  website: 'https://example.com',
  timezone: 'America/New_York',
  source: 'API',
  dateOfBirth: '1990-09-25',
  country: 'CA',
  companyName: 'Acme',
  gender: 'female',
  assignedTo: 'user',
};
const others = {
  tags: ['hot'],
  dnd: true,
  dndSettings: { SMS: { status: 'active', message: 'asked' } },
  inboundDndSettings: { all: { status: 'active' } },
};

for (const mode of modes) {
  test(`a blank text in an upsert changes nothing, whatever its field (${mode})`, async () => {
    const { create, read, post } = await inMode(server, mode);
    const { id } = await create({ ...texts, ...others, email: 'one@example.com' });
    const before = await read(id);
    for (const blank of blanks) {
      const fields = Object.fromEntries(Object.keys(texts).map((field) => [field, blank]));
      const answer = await post('/contacts/upsert', {
        email: 'one@example.com',
        name: blank,
        ...fields,
        tags: [blank],
        dnd: blank,
        dndSettings: { SMS: { status: blank, message: blank } },
        inboundDndSettings: { all: { status: blank } },
        customFields: [{ id: blank, field_value: blank }],
      });
      assert.equal(contactOf(answer).id, id);
      assert.deepEqual(await read(id), before, JSON.stringify(blank));
    }
    const further = await post('/contacts/upsert', {
      email: ' ',
      phone: texts.phone,
      city: 'Bonn',
    });
    assert.deepEqual(
      [contactOf(further).id, contactOf(further)['email'], contactOf(further)['city']],
      [id, 'one@example.com', 'Bonn'],
    );
  });

  test(`null in an upsert clears (${mode})`, async () => {
    const { create, post } = await inMode(server, mode);
    await create({ ...texts, email: 'one@example.com' });
    const sent = { email: 'one@example.com', phone: null, city: null, tags: null };
    const contact = contactOf(await post('/contacts/upsert', sent));
    assert.deepEqual([contact['phone'], contact['city'], contact.tags], [undefined, undefined, []]);
  });

  test(`a blank custom field value in an upsert keeps the stored one (${mode})`, async () => {
    const { create, read, post, call, locationId } = await inMode(server, mode);
    const fields: { id: string; value: unknown }[] = [];
    for (const [dataType, value] of [
      ['TEXT', 'kept'],
      ['NUMERICAL', 7],
      ['DATE', '2026-01-02'],
      ['SINGLE_OPTIONS', 'A'],
      ['CHECKBOX', ['A', 'B']],
    ] as const) {
      const body = { name: dataType, dataType, options: ['A', 'B'] };
      const made = await call('POST', `/locations/${locationId}/customFields`, body);
      assert.ok(made.body.customField, made.text);
      fields.push({ id: made.body.customField.id, value });
    }
    const customFields = fields.map(({ id, value }) => ({ id, field_value: value }));
    const { id } = await create({ email: 'one@example.com', customFields });
    const stored = await read(id);
    for (const blank of blanks) {
      for (const value of [blank, [blank]]) {
        const sent = fields.map((each) => ({ id: each.id, field_value: value }));
        await post('/contacts/upsert', { email: 'one@example.com', customFields: sent });
        assert.deepEqual(await read(id), stored, JSON.stringify(value));
      }
    }
    const cleared = fields.map((each) => ({ id: each.id, field_value: null }));
    await post('/contacts/upsert', { email: 'one@example.com', customFields: cleared });
    assert.deepEqual((await read(id))['customFields'], []);
  });

  test(`a blank text in a create is as if not sent (${mode})`, async () => {
    const { post, locationId } = await inMode(server, mode);
    const fields = Object.fromEntries(Object.keys(texts).map((field) => [field, ' ']));
    const made = await post('/contacts', { ...fields, firstName: 'Jane', email: '', tags: '' });
    const contact = contactOf(made, 201);
    const { firstName, country, dnd, tags, city } = contact;
    assert.deepEqual([firstName, country, dnd, tags, city], ['Jane', 'US', false, [], undefined]);
    const business = await post('/businesses/', { name: 'Acme', phone: '', country: ' ' });
    assert.equal(business.status, 201, business.text);
    const task = await post(`/contacts/${contact.id}/tasks`, {
      title: 'Call',
      dueDate: '2026-01-02T10:00:00Z',
      completed: false,
      assignedTo: '',
      ...(mode === 'documented' && { body: ' ' }),
    });
    if (mode === 'documented') {
      assert.equal(task.status, 201, task.text);
      const { assignedTo, body } = task.body['task'] as Record<string, unknown>;
      assert.deepEqual([assignedTo, body], [undefined, undefined]);
    }
    const appointment = await post('/calendars/events/appointments', {
      locationId,
      calendarId: 'calendar',
      contactId: contact.id,
      startTime: '2026-01-02T10:00:00Z',
      endTime: '',
      title: '',
      appointmentStatus: '',
      assignedUserId: '',
    });
    assert.equal(appointment.status, 200, appointment.text);
    assert.deepEqual(
      [appointment.body['title'], appointment.body['appointmentStatus']],
      ['Jane', 'confirmed'],
    );
  });

  test(`a blank text in an update clears, but not the last e-mail or phone (${mode})`, async () => {
    const { create, read, call } = await inMode(server, mode);
    const { id } = await create({ ...texts, email: 'one@example.com' });
    const put = (body: object) => call('PUT', `/contacts/${id}`, body);
    const cleared = contactOf(await put({ city: ' ', phone: '' }));
    assert.deepEqual([cleared['city'], cleared['phone']], [undefined, undefined]);
    const stored = await read(id);
    const refused = await put({ email: ' ', lastName: 'Lost' });
    assert.equal(refused.status, 422);
    assert.deepEqual(namedBy(refused), ['email']);
    assert.deepEqual(await read(id), stored);
    const both = await create({ email: 'two@example.com', phone: '+12125550102' });
    const neither = await call('PUT', `/contacts/${both.id}`, { email: '', phone: ' ' });
    assert.deepEqual([neither.status, namedBy(neither)], [422, ['email', 'phone']]);
    const halved = await call('PUT', `/contacts/${both.id}`, { email: null, phone: '' });
    assert.deepEqual([halved.status, namedBy(halved)], [422, ['phone']]);
    const moved = await call('PUT', `/contacts/${both.id}`, { email: '', phone: '+12125550103' });
    assert.equal(contactOf(moved)['phone'], '+12125550103');
    assert.equal(contactOf(await put({ email: null }))['email'], undefined);
    const form = await put({ email: '', phone: '', firstName: 'Joan' });
    assert.equal(contactOf(form)['firstName'], 'Joan', 'nothing is lost that was not there');
  });
}

test('a blank text clears notes, tasks, businesses and locations too', async () => {
  const { create, call, post, locationId } = await inMode(server, 'documented');
  const { id } = await create({});
  const note = await call('POST', `/contacts/${id}/notes`, { body: 'x', title: 'T', userId: 'u' });
  const noteId = (note.body['note'] as { id: string }).id;
  const edited = await call('PUT', `/contacts/${id}/notes/${noteId}`, { title: ' ', userId: '' });
  const { title, userId } = edited.body['note'] as Record<string, unknown>;
  assert.deepEqual([title ?? null, userId ?? null], [null, null]);
  const path = `/contacts/${id}/tasks`;
  const made = { title: 'Call', dueDate: '2026-01-02', body: 'x', assignedTo: 'u' };
  const task = (await call('POST', path, made)).body['task'] as { id: string };
  const opened = await call('PUT', `${path}/${task.id}`, { body: '', assignedTo: ' ' });
  const { body, assignedTo } = opened.body['task'] as Record<string, unknown>;
  assert.deepEqual([body, assignedTo], [undefined, undefined]);
  const business = await post('/businesses/', { name: 'Acme', phone: '+12125550101', city: 'X' });
  const { id: businessId } = business.body['buiseness'] as { id: string };
  const less = await call('PUT', `/businesses/${businessId}`, { phone: ' ', city: '' });
  const shown = less.body['buiseness'] as Record<string, unknown>;
  assert.deepEqual([shown['phone'], shown['city']], [undefined, undefined]);
  for (const sent of ['+12125550101', ' ']) {
    const changed = await server.call('PUT', `/locations/${locationId}`, {
      token: server.managementToken,
      body: { phone: sent, email: sent === ' ' ? ' ' : 'a@example.com' },
    });
    assert.equal(changed.status, 200, changed.text);
    assert.equal(changed.body['phone'], sent === ' ' ? undefined : sent);
  }
});
