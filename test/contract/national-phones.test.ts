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

const french = '0612345678';
const e164 = '+33612345678';

async function fieldOf({ call, locationId }: InMode, dataType: string): Promise<string> {
  const body = { name: 'Field', dataType };
  const made = await call('POST', `/locations/${locationId}/customFields`, body);
  assert.ok(made.body.customField, made.text);
  return made.body.customField.id;
}

for (const mode of modes) {
  test(`a national number is read in the country of the request, else of the contact (${mode})`, async () => {
    const place = await inMode(server, mode);
    const { post, create, call, read } = place;
    const field = await fieldOf(place, 'PHONE');
    const customFields = [{ id: field, field_value: french }];
    for (const country of ['FR', 'France', 'FRA']) {
      const made = await create({ phone: french, country, customFields });
      assert.equal(made['phone'], e164);
      assert.deepEqual(made['customFields'], [{ id: field, value: e164 }]);
      await call('DELETE', `/contacts/${made.id}`);
    }
    const { id } = await create({ email: 'one@example.com', country: 'FR' });
    const changed = await call('PUT', `/contacts/${id}`, { phone: french, customFields });
    assert.equal(contactOf(changed)['phone'], e164);
    const other = '06 12 34 56 79';
    const upserted = await post('/contacts/upsert', { email: 'one@example.com', phone: other });
    assert.deepEqual([contactOf(upserted).id, contactOf(upserted)['phone']], [id, '+33612345679']);
    const matched = await post('/contacts/upsert', { phone: other, country: 'FR', city: 'Lyon' });
    assert.equal(contactOf(matched).id, id);
    assert.equal((await read(id))['city'], 'Lyon');
  });

  test(`an impossible number is refused and names the country it was read in (${mode})`, async () => {
    const { post, create, call, total } = await inMode(server, mode);
    const { id } = await create({ email: 'one@example.com' });
    for (const phone of [french, '1123456789', '212555', '212555012345', '10612345678']) {
      for (const answer of [
        await post('/contacts', { firstName: 'Jane', phone }),
        await post('/contacts/upsert', { email: 'one@example.com', phone }),
        await call('PUT', `/contacts/${id}`, { phone }),
        await post('/businesses/', { name: 'Acme', phone }),
      ]) {
        assert.deepEqual([answer.status, namedBy(answer)], [422, ['phone']], answer.text);
        assert.match(String(answer.body.message), /United States \(US\)/);
      }
    }
    const abroad = await post('/contacts', { firstName: 'J', phone: '2125550123', country: 'FR' });
    assert.match(String(abroad.body.message), /France \(FR\)/);
    assert.equal(await total(), 1);
    assert.equal((await create({ phone: '555 123 4567' }))['phone'], '+15551234567');
    assert.equal((await create({ phone: '+10000000000' }))['phone'], '+10000000000');
  });

  test(`a change of country changes no phone, and no reading silently (${mode})`, async () => {
    const { create, call, post } = await inMode(server, mode);
    const { id } = await create({ email: 'one@example.com', phone: '2125550123' });
    const moved = await call('PUT', `/contacts/${id}`, { country: 'DE' });
    assert.equal(contactOf(moved)['phone'], '+12125550123');
    await call('PUT', `/contacts/${id}`, { country: 'US' });
    const sent = { email: 'one@example.com', phone: '2125550123', country: 'DE' };
    const upserted = await post('/contacts/upsert', sent);
    assert.equal(contactOf(upserted)['phone'], '+492125550123');
    assert.deepEqual(upserted.body.warnings, [
      'phone was +12125550123, read in US; read in DE it is +492125550123 now',
    ]);
  });

  test(`further numbers and those of businesses and users are read alike (${mode})`, async () => {
    const { create, call, post, locationId } = await inMode(server, mode);
    const { id } = await create({ country: 'FR' });
    const additional = await call('PUT', `/api/contacts/${id}/additional`, {
      additionalPhones: [french, { phone: '0612345679', label: 'work' }],
    });
    assert.deepEqual(contactOf(additional)['additionalPhones'], [
      { phone: e164 },
      { phone: '+33612345679', phoneLabel: 'work' },
    ]);
    const business = await post('/businesses/', { name: 'Acme', country: 'FRA' });
    const { id: businessId } = business.body['buiseness'] as { id: string };
    const called = await call('PUT', `/businesses/${businessId}`, { phone: french });
    assert.equal((called.body['buiseness'] as { phone: string }).phone, e164);
    const token = server.managementToken;
    await server.call('PUT', `/locations/${locationId}`, { token, body: { country: 'France' } });
    const user = await server.call('POST', '/users/', {
      token,
      body: {
        companyId: 'company',
        firstName: 'Ann',
        lastName: 'Other',
        email: `${mode}@example.com`,
        password: 'Secret-Password-1',
        type: 'account',
        role: 'user',
        locationIds: [locationId],
        phone: french,
      },
    });
    assert.equal(user.body['phone'], e164, user.text);
    const body = { phone: '06 12 34 56 79' };
    const again = await server.call('PUT', `/users/${String(user.body['id'])}`, { token, body });
    assert.equal(again.body['phone'], '+33612345679', again.text);
  });

  test(`a number is found as it was read (${mode})`, async () => {
    const { create, call, post, locationId } = await inMode(server, mode);
    const { id } = await create({ phone: french, country: 'FR' });
    const path = `/contacts/search/duplicate?locationId=${locationId}&number=${french}`;
    assert.equal((await call('GET', path)).body.contact, null, 'no number of the location');
    assert.equal((await call('GET', `${path}&country=FRA`)).body.contact?.id, id);
    const token = server.managementToken;
    await server.call('PUT', `/locations/${locationId}`, { token, body: { country: 'FR' } });
    assert.equal((await call('GET', path)).body.contact?.id, id);
    const list = await call('GET', `/contacts/?locationId=${locationId}&phone=${french}`);
    assert.equal(list.body.contacts?.[0]?.id, id);
    const filters = [{ field: 'phone', operator: 'eq', value: french }];
    const search = await post('/contacts/search', { pageLimit: 10, filters });
    assert.equal(search.body.contacts?.[0]?.id, id);
  });

  test(`a country is taken by every common name of it (${mode})`, async () => {
    const { create, post, call, locationId } = await inMode(server, mode);
    const { id } = await create({ email: 'one@example.com', country: 'DE' });
    for (const [sent, code] of [
      ['USA', 'US'],
      ['U.S.A.', 'US'],
      ['united states of america', 'US'],
      ['UK', 'GB'],
      ['England', 'GB'],
      ['DEU', 'DE'],
      ['Deutschland', 'DE'],
      ['The Netherlands', 'NL'],
      ['México', 'MX'],
      ['South Korea', 'KR'],
    ] as const) {
      const answer = await call('PUT', `/contacts/${id}`, { country: sent });
      assert.equal(contactOf(answer)['country'], code, sent);
      const upserted = await post('/contacts/upsert', { email: 'one@example.com', country: sent });
      assert.equal(contactOf(upserted)['country'], code);
      const business = await post('/businesses/', { name: 'Acme', country: sent });
      assert.equal((business.body['buiseness'] as { country: string }).country, code);
      const filters = [{ field: 'country', operator: 'eq', value: sent }];
      const found = await post('/contacts/search', { pageLimit: 10, filters });
      assert.equal(found.body.contacts?.[0]?.id, id, sent);
    }
    const token = server.managementToken;
    const body = { country: 'USA' };
    const put = await server.call('PUT', `/locations/${locationId}`, { token, body });
    assert.equal(put.body['country'], 'US', put.text);
    const refused = await call('PUT', `/contacts/${id}`, { country: 'Atlantis' });
    assert.deepEqual([refused.status, namedBy(refused)], [422, ['country']]);
  });
}
