import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { contactOf, untraced } from '../support/answers.ts';
import { inMode, modes } from '../support/modes.ts';
import { type TestServer, sharedServer } from '../support/server.ts';

let server: TestServer;
before(async () => {
  server = await sharedServer();
});
after(() => server.close());

const noKeys = 'Pass at least one of number, email query parameter';

for (const mode of modes) {
  test(`an upsert without e-mail and phone makes nothing (${mode})`, async () => {
    const { post, total } = await inMode(server, mode);
    for (const keys of [{}, { email: '', phone: ' ' }, { email: null, phone: null }]) {
      const answer = await post('/contacts/upsert', { firstName: '', tags: ['hot'], ...keys });
      assert.equal(answer.status, 400, answer.text);
      assert.equal(answer.body.message, noKeys);
    }
    assert.equal(await total(), 0);
  });

  test(`a search for duplicates without keys is refused (${mode})`, async () => {
    const { call, locationId } = await inMode(server, mode);
    for (const keys of ['', '&email=', '&number=%20&email=%20']) {
      const path = `/contacts/search/duplicate?locationId=${locationId}${keys}`;
      const answer = await call('GET', path);
      assert.deepEqual([answer.status, answer.body.message], [400, noKeys]);
    }
  });
}

test('an id as the only key of an upsert changes that contact, by the rules of an upsert', async () => {
  const { create, post, total } = await inMode(server, 'documented');
  const { id } = await create({ email: 'one@example.com', city: 'Bonn' });
  for (const key of ['id', 'contactId']) {
    const sent = { [key]: ` ${id}`, email: '', city: ' ', lastName: key };
    const answer = await post('/contacts/upsert', sent);
    assert.equal(answer.body['new'], false);
    const { email, city, lastName } = contactOf(answer);
    assert.deepEqual([email, city, lastName], ['one@example.com', 'Bonn', key]);
  }
  const unknown = await post('/contacts/upsert', { id: 'nobody', lastName: 'X' });
  assert.deepEqual([unknown.status, unknown.body.code], [404, 'contact_not_found']);
  const { id: foreign } = await (await inMode(server, 'documented')).create({});
  const elsewhere = await post('/contacts/upsert', { contactId: foreign, lastName: 'X' });
  assert.deepEqual([elsewhere.status, elsewhere.body.code], [404, 'contact_not_found']);
  const two = await post('/contacts/upsert', { id, contactId: 'other' });
  assert.deepEqual(
    two.body.fields?.map(({ field }) => field),
    ['contactId'],
  );
  assert.equal(await total(), 1);
});

test('an id beside an e-mail or phone is named in a warning and changes nobody', async () => {
  const { create, read, post } = await inMode(server, 'documented');
  const { id } = await create({ email: 'one@example.com' });
  const stored = await read(id);
  const answer = await post('/contacts/upsert', { id, email: 'two@example.com' });
  assert.equal(answer.body['new'], true);
  assert.deepEqual(answer.body.warnings, [
    `id ${id} was not used: an upsert with an e-mail or phone goes by that`,
  ]);
  assert.deepEqual(await read(id), stored);
});

test('where the live service is rehearsed an id is no property of an upsert', async () => {
  const { create, post } = await inMode(server, 'observed');
  const { id } = await create({});
  const answer = await post('/contacts/upsert', { id, lastName: 'X' });
  assert.deepEqual([answer.status, answer.body.message], [422, ['property id should not exist']]);
});

test('a contact of its location alone is made, but for where the live service is rehearsed', async () => {
  const documented = await inMode(server, 'documented');
  assert.equal((await documented.post('/contacts', {})).status, 201);
  const observed = await inMode(server, 'observed');
  for (const body of [{}, { name: 'Jane Smith', city: 'Bonn' }, { firstName: ' ', email: '' }]) {
    const answer = await observed.post('/contacts', body);
    assert.deepEqual(untraced(answer), {
      statusCode: 422,
      message: 'Contacts without email, phone, firstName and lastName are not allowed.',
      error: 'Unprocessable Entity',
    });
  }
  for (const body of [{ lastName: 'S' }, { email: 'a@example.com' }, { phone: '+12125550101' }]) {
    assert.equal((await observed.post('/contacts', body)).status, 201);
  }
});

test('of a name that differs from its parts the mode says which is used, and a warning which not', async () => {
  for (const [mode, names] of [
    ['documented', ['A', 'B']],
    ['observed', ['Jane', 'Smith']],
  ] as const) {
    const { post, create, call } = await inMode(server, mode);
    const { id } = await create({});
    const sent = { name: 'Jane Smith', firstName: 'A', lastName: 'B' };
    for (const answer of [
      await post('/contacts', { ...sent, email: 'a@example.com' }),
      await post('/contacts/upsert', { ...sent, email: 'a@example.com' }),
      await call('PUT', `/contacts/${id}`, sent),
    ]) {
      const { firstName, lastName } = answer.body.contact ?? { firstName: '', lastName: '' };
      assert.deepEqual([firstName, lastName], names, answer.text);
      assert.match(String(answer.body.warnings), /not used/);
    }
  }
});
