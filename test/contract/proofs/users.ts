import assert from 'node:assert/strict';
import { createProofs } from '../../support/proofs.ts';
import { makeUser, userEmail } from '../../support/samples/users.ts';

export const usersProofs = createProofs('users');
const { proves } = usersProofs;

proves('create-user', 201, 'the user is there as sent', async (proving) => {
  const { ask, call, sample } = proving;
  const request = await sample();
  const made = await ask(request);
  assert.equal(made.status, 201, made.text);
  const { password: _secret, ...sent } = request.body ?? {};
  const { firstName, lastName, email, profilePhoto } = sent;
  const wanted = { firstName, lastName, email, profilePhoto };
  assert.partialDeepStrictEqual(made.body, wanted);
  const read = await call('GET', `/users/${String(made.body['id'])}`);
  assert.partialDeepStrictEqual(read.body, wanted);
  assert.ok(!made.text.includes(String(_secret)));
});

proves('get-user', 200, 'the user that was asked for', async ({ call, place }) => {
  const { userId, name } = await makeUser(place);
  await makeUser(place);
  const { body } = await call('GET', `/users/${userId}`);
  assert.deepEqual([body['id'], body['firstName']], [userId, name]);
});

proves('update-user', 200, 'what is sent is changed, the rest is kept', async (proving) => {
  const { call, place } = proving;
  const { userId, name } = await makeUser(place);
  const path = `/users/${userId}`;
  const changed = await call('PUT', path, { body: { lastName: 'Bern' } });
  const wanted = { id: userId, firstName: name, lastName: 'Bern' };
  for (const { body } of [changed, await call('GET', path)]) {
    assert.partialDeepStrictEqual(body, wanted);
  }
});

proves('delete-user', 200, 'the user is gone', async ({ call, place, mode }) => {
  const { userId, name } = await makeUser(place);
  const deleted = await call('DELETE', `/users/${userId}`);
  assert.equal(deleted.body['succeded'], true);
  assert.match(String(deleted.body.message), new RegExp(name));
  const gone = await call('GET', `/users/${userId}`);
  assert.equal(gone.status, mode === 'documented' ? 404 : 400);
});

proves('get-user-by-location', 200, 'its users and no others', async (proving) => {
  const { call, place, locationId } = proving;
  const { userId } = await makeUser(place);
  const { body } = await call('GET', `/users/?locationId=${locationId}`);
  const users = (body['users'] ?? []) as { id: string }[];
  assert.deepEqual([users.map(({ id }) => id), body.meta], [[userId], { total: 1 }]);
});

proves('search-users', 200, 'who fits, and how many', async ({ call, place, locationId }) => {
  const { userId, name } = await makeUser(place);
  await makeUser(place);
  const query = `companyId=sample-company&locationId=${locationId}&query=${name}`;
  const { body } = await call('GET', `/users/search?${query}`);
  const users = (body['users'] ?? []) as { id: string }[];
  assert.deepEqual([users.map(({ id }) => id), body['count']], [[userId], 1]);
});

proves('filter-users-by-email', 200, 'who has the address', async ({ call, place }) => {
  const { userId, name } = await makeUser(place);
  const email = userEmail(place, name);
  const sent = { companyId: 'sample-company', emails: email };
  const { body } = await call('POST', '/users/search/filter-by-email', { body: sent });
  assert.deepEqual([body['users'], body['count']], [[{ id: userId, email }], 1]);
});
