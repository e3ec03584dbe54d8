import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { contactOf } from '../support/answers.ts';
import { type InMode, inMode, modes, namedBy } from '../support/modes.ts';
import { type Answer, type TestServer, sharedServer } from '../support/server.ts';

let server: TestServer;
before(async () => {
  server = await sharedServer();
});
after(() => server.close());

async function fieldOf(
  { call, locationId }: InMode,
  dataType: string,
  options: readonly string[] = ['Pending', 'Approved', 'Yes, gladly'],
): Promise<string> {
  const body = { name: `${dataType} ${options.length}`, dataType, options };
  const made = await call('POST', `/locations/${locationId}/customFields`, body);
  assert.ok(made.body.customField, made.text);
  return made.body.customField.id;
}

/** Writes a value by each operation that takes one, on a contact of its own. */
async function writers({ create, call, post }: InMode) {
  const email = 'one@example.com';
  const { id } = await create({ email });
  return [
    (sent: object) => call('PUT', `/contacts/${id}`, sent),
    (sent: object) => post('/contacts/upsert', { email, ...sent }),
    (sent: object) => post('/contacts', { firstName: 'Jane', ...sent }),
  ];
}

const storedIn = (answer: Answer): unknown => {
  const values = answer.body.contact?.['customFields'] as { value: unknown }[] | undefined;
  return values?.[0]?.value;
};

for (const mode of modes) {
  test(`custom values are read as forms and sheets write them (${mode})`, async () => {
    const place = await inMode(server, mode);
    const number = await fieldOf(place, 'NUMERICAL');
    const money = await fieldOf(place, 'MONETORY');
    const date = await fieldOf(place, 'DATE');
    const several = await fieldOf(place, 'MULTIPLE_OPTIONS');
    const boxes = await fieldOf(place, 'CHECKBOX', ['Yes', 'No']);
    const terms = await fieldOf(place, 'CHECKBOX', ['I agree']);
    const radio = await fieldOf(place, 'RADIO', ['yes', 'no', 'perhaps']);
    const single = await fieldOf(place, 'SINGLE_OPTIONS');
    for (const write of await writers(place)) {
      for (const [id, sent, read] of [
        [number, '1,500.00', 1500],
        [money, '$1,500', 1500],
        [money, '1.500,50 €', 1500.5],
        [date, '2026-01-02 10:00:00', '2026-01-02'],
        [date, 'Jan 2, 2026', '2026-01-02'],
        [date, '2026-01-02T23:30:00-05:00', '2026-01-02'],
        [date, '13/02/2026', '2026-02-13'],
        [several, 'Pending, Approved', ['Pending', 'Approved']],
        [several, 'approved;pending', ['Approved', 'Pending']],
        [several, 'Yes, gladly', ['Yes, gladly']],
        [several, 'Pending, Yes, gladly, Approved', ['Pending', 'Yes, gladly', 'Approved']],
        [several, '["Pending","Approved"]', ['Pending', 'Approved']],
        [several, ['Pending, Approved'], ['Pending', 'Approved']],
        [boxes, true, ['Yes']],
        [boxes, 'false', ['No']],
        [boxes, 1, ['Yes']],
        [terms, true, ['I agree']],
        [terms, 'on', ['I agree']],
        [radio, true, 'yes'],
        [radio, false, 'no'],
        [single, ' pending ', 'Pending'],
      ] as const) {
        const answer = await write({ customFields: [{ id, field_value: sent }] });
        const values = answer.body.contact?.['customFields'];
        const found = (values as { id: string; value: unknown }[]).find((each) => each.id === id);
        assert.deepEqual(found?.value, read, `${String(sent)}: ${answer.text}`);
      }
    }
  });

  test(`a value without one meaning is refused or left out with a warning (${mode})`, async () => {
    const place = await inMode(server, mode);
    const options = 'Pending, Approved, Yes, gladly';
    for (const [dataType, stored, sent, told] of [
      ['NUMERICAL', 7, '1.500', /1\.5 or 1500/],
      ['MONETORY', 7, 'a lot', /number/],
      ['DATE', '2026-01-02', '01/02/2026', /2026-01-02 or 2026-02-01/],
      ['SINGLE_OPTIONS', 'Pending', 'Pending, Approved', options],
      ['RADIO', 'Pending', true, options],
      ['MULTIPLE_OPTIONS', ['Pending'], 'Pending, Bogus', options],
      ['PHONE', '+12125550101', '0612345678', /United States/],
      ['EMAIL', 'a@example.com', 'nobody', /email/],
    ] as const) {
      const id = await fieldOf(place, dataType);
      for (const [at, write] of (await writers(place)).entries()) {
        const isNew = at === 2;
        if (!isNew) await write({ customFields: [{ id, field_value: stored }] });
        const answer = await write({ city: 'Bonn', customFields: [{ id, field_value: sent }] });
        const message = new RegExp(`customFields.0 \\(${dataType} 3\\)`);
        if (mode === 'documented') {
          assert.deepEqual([answer.status, namedBy(answer)], [422, ['customFields.0']]);
          assert.match(String(answer.body.message), message);
          assert.match(String(answer.body.message), new RegExp(told));
        } else {
          const contact = contactOf(answer, isNew ? 201 : 200);
          assert.equal(contact['city'], 'Bonn', 'the lead is kept');
          assert.match(String(answer.body.warnings), message);
          assert.match(String(answer.body.warnings), new RegExp(told));
          assert.deepEqual(storedIn(answer), isNew ? undefined : stored);
        }
      }
      await place.call('DELETE', `/locations/${place.locationId}/customFields/${id}`);
      const list = await place.call('GET', `/contacts/?locationId=${place.locationId}`);
      for (const { id: contactId } of list.body.contacts ?? []) {
        await place.call('DELETE', `/contacts/${contactId}`);
      }
    }
  });

  test(`of several options those that the field has are kept, in observed (${mode})`, async () => {
    const place = await inMode(server, mode);
    const id = await fieldOf(place, 'CHECKBOX');
    const sent = { customFields: [{ id, value: ['Pending', 'Bogus', 'approved'] }] };
    const answer = await place.post('/contacts', { firstName: 'Jane', ...sent });
    if (mode === 'documented') assert.equal(answer.status, 422);
    else {
      assert.deepEqual(storedIn(answer), ['Pending', 'Approved']);
      assert.match(String(answer.body.warnings), /Bogus was left out/);
    }
  });

  test(`milliseconds are a day in the zone of the location (${mode})`, async () => {
    const place = await inMode(server, mode);
    const date = await fieldOf(place, 'DATE');
    const body = { timezone: 'America/New_York' };
    const token = server.managementToken;
    await server.call('PUT', `/locations/${place.locationId}`, { token, body });
    const at = Date.parse('2026-01-02T03:00:00Z');
    for (const write of await writers(place)) {
      for (const sent of [at, String(at)]) {
        const answer = await write({ customFields: [{ id: date, value: sent }], dateOfBirth: at });
        assert.equal(storedIn(answer), '2026-01-01', answer.text);
        assert.match(String(answer.body.contact?.['dateOfBirth']), /^2026-01-01/);
      }
    }
    const filters = (value: unknown) => [
      { field: `customFields.${date}`, operator: 'range', value: { gte: value, lte: value } },
    ];
    for (const value of [at, '2026-01-01 10:00:00', '2026-01-01']) {
      const sent = { pageLimit: 10, filters: filters(value) };
      const found = await place.post('/contacts/search', sent);
      assert.ok(Number(found.body['total']) > 0, found.text);
    }
    const unclear = await place.post('/contacts/search', {
      pageLimit: 10,
      filters: filters('01/02/2026'),
    });
    assert.equal(unclear.status, 400);
  });

  test(`dates of birth and times of tasks and appointments are read alike (${mode})`, async () => {
    const { create, call, post, locationId } = await inMode(server, mode);
    const born = await create({ dateOfBirth: 'September 25, 1990' });
    const { id } = born;
    assert.match(String(born['dateOfBirth']), /^1990-09-25/);
    for (const dueDate of ['2026-01-02 10:00:00', 'Jan 2, 2026 10:00 AM', '1767348000000']) {
      const sent = { title: 'Call', completed: false, dueDate };
      const task = await call('POST', `/contacts/${id}/tasks`, sent);
      const { dueDate: due } = task.body['task'] as { dueDate: string };
      assert.equal(due, '2026-01-02T10:00:00.000Z', dueDate);
    }
    const sent = { locationId, calendarId: 'c', contactId: id, startTime: 'Jan 2, 2026 10:00 AM' };
    const made = await post('/calendars/events/appointments', sent);
    assert.equal(made.body['startTime'], '2026-01-02T10:00:00+00:00', made.text);
    const unclear = await call('POST', `/contacts/${id}/tasks`, {
      title: 'Call',
      completed: false,
      dueDate: '01/02/2026',
    });
    assert.deepEqual([unclear.status, namedBy(unclear)], [422, ['dueDate']]);
  });

  test(`a blank text of a text-box list keeps the stored one in an upsert (${mode})`, async () => {
    const place = await inMode(server, mode);
    const id = await fieldOf(place, 'TEXTBOX_LIST', ['Home', 'Work']);
    const email = 'one@example.com';
    const put = (value: object) =>
      place.post('/contacts/upsert', { email, customFields: [{ id, value }] });
    const stored = storedIn(await put({ Home: 'a', Work: 'b' })) as Record<string, string>;
    const [home = '', work = ''] = Object.keys(stored);
    assert.deepEqual(storedIn(await put({ Home: ' ', Work: 'c' })), { [work]: 'c', [home]: 'a' });
    assert.deepEqual(storedIn(await put({ Home: '', Work: '' })), { [work]: 'c', [home]: 'a' });
    assert.deepEqual(storedIn(await put({ Home: null, Work: '' })), { [work]: 'c' });
  });
}
