import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { untraced } from '../support/answers.ts';
import { type People, peopleOf, refusedFields } from '../support/people.ts';
import { type Answer, type TestServer, startServer } from '../support/server.ts';

let server: TestServer;
let people: People;
before(async () => {
  server = await startServer();
  people = peopleOf(server);
});
after(() => server.close());

test('a user is created with every field and read back the same', async () => {
  const { locationId } = server.own;
  const user = await people.create({
    firstName: ' Ada ',
    lastName: 'Byron',
    email: ' Ada@Deo.com ',
    phone: '(410) 555-0100 ext. 7',
    permissions: { campaignsEnabled: false, ours: true },
    scopes: ['contacts.write', 'campaigns.readonly'],
    scopesAssignedToOnly: ['contacts.write'],
    profilePhoto: 'https://img.example.com/p.png',
    twilioPhone: { [locationId]: '+18832327657', elsewhere: '' },
    platformLanguage: 'de',
  });
  const { id, permissions, ...rest } = user;
  assert.match(String(id), /^[A-Za-z0-9]{20}$/);
  const all = permissions as Record<string, boolean>;
  assert.equal(Object.keys(all).length, 39);
  assert.partialDeepStrictEqual(all, {
    campaignsEnabled: false,
    contactsEnabled: true,
    websitesEnabled: false,
    ours: true,
  });
  assert.deepEqual(rest, {
    name: 'Ada Byron',
    firstName: 'Ada',
    lastName: 'Byron',
    email: 'Ada@Deo.com',
    phone: '+14105550100',
    extension: '7',
    scopes: ['contacts.write', 'campaigns.readonly'],
    scopesAssignedToOnly: ['contacts.write'],
    roles: { type: 'account', role: 'admin', locationIds: [locationId], restrictSubAccount: true },
    owner: false,
    active: true,
    profilePhoto: 'https://img.example.com/p.png',
    lcPhone: { [locationId]: '+18832327657' },
    platformLanguage: 'de',
  });
  for (const token of [server.managementToken, server.own.token]) {
    const read = await server.call('GET', `/users/${String(id)}`, { token });
    assert.equal(read.status, 200, read.text);
    assert.deepEqual(untraced(read), user);
  }
});

test('an update changes what is sent: permissions merge, lists are replaced, null clears', async () => {
  const user = await people.create({
    phone: '+14105550100',
    permissions: { campaignsEnabled: false },
    scopes: ['contacts.write'],
  });
  const path = `/users/${String(user['id'])}`;
  const { locationId } = server.other;
  const changed = await people.manage('PUT', path, {
    body: {
      lastName: 'Smith',
      role: 'user',
      phone: null,
      permissions: { tagsEnabled: false },
      scopes: [],
      locationIds: [locationId],
    },
  });
  assert.equal(changed.status, 200, changed.text);
  const { phone: _phone, ...kept } = user;
  const permissions = { ...(user['permissions'] as object), tagsEnabled: false };
  const roles = { type: 'account', role: 'user', locationIds: [locationId] };
  const wanted = {
    ...kept,
    name: 'John Smith',
    lastName: 'Smith',
    permissions,
    scopes: [],
    roles: { ...roles, restrictSubAccount: true },
  };
  assert.deepEqual(untraced(changed), wanted);
  assert.deepEqual(untraced(await people.manage('GET', path)), wanted);
  // Moved away: the location that it was of does not see it any more.
  assert.equal((await server.call('GET', path)).status, 404);
  assert.equal((await server.call('GET', path, { token: server.other.token })).status, 200);
});

test('a location sees of a user of two what concerns it, and nothing of users of others', async () => {
  const { own, other } = server;
  const third = await server.tenant();
  // As the reply lists them: oldest first.
  const both = [other.locationId, third.locationId];
  const user = await people.create({
    locationIds: both,
    twilioPhone: { [third.locationId]: '+14105550101', [other.locationId]: '+14105550102' },
  });
  const path = `/users/${String(user['id'])}`;
  assert.deepEqual((user['roles'] as Record<string, unknown>)['locationIds'], both);
  const lists = [`/users/?locationId=${third.locationId}`, '/users/search?companyId=company'];
  for (const each of [path, ...lists]) {
    const { text, status } = await server.call('GET', each, { token: third.token });
    assert.equal(status, 200, text);
    assert.ok(text.includes(third.locationId) && text.includes('+14105550101'), text);
    assert.ok(!text.includes(other.locationId) && !text.includes('+14105550102'), text);
  }
  const hidden = await server.call('GET', path, { token: own.token });
  const id = String(user['id']);
  assert.deepEqual([hidden.status, hidden.body.message], [404, `User with id ${id} not found`]);
  const search = `/users/search?companyId=company&ids=${id}`;
  const found = await server.call('GET', search, { token: own.token });
  assert.deepEqual([found.body['users'], found.body['count']], [[], 0]);
  const foreign = await server.call('GET', `${search}&locationId=${third.locationId}`);
  assert.equal(foreign.status, 403);
  const within = await people.manage('GET', `${path}?locationId=${third.locationId}`);
  assert.ok(!within.text.includes(other.locationId));
});

test('an e-mail is one user’s in the whole installation, in any case', async () => {
  const user = await people.create();
  const email = String(user['email']).toUpperCase();
  const second = await people.manage('POST', '/users/', { body: people.bodyFor({ email }) });
  assert.deepEqual(refusedFields(second), ['email']);
  assert.match(String(second.body.message), /belongs to another user/);
  const third = await people.create();
  const path = `/users/${String(third['id'])}`;
  assert.deepEqual(refusedFields(await people.manage('PUT', path, { body: { email } })), ['email']);
  const own = await people.manage('PUT', path, {
    body: { email: String(third['email']).toUpperCase() },
  });
  assert.equal(own.status, 200, own.text);
});

test('every field at fault is named, and nothing is created', async () => {
  const count = async (): Promise<unknown> =>
    (await people.manage('GET', '/users/search?companyId=company')).body['count'];
  const held = await count();
  const wrong: [Record<string, unknown>, string[]][] = [
    [{ firstName: ' ', email: 'none' }, ['firstName', 'email']],
    [{ password: 'short' }, ['password']],
    [{ password: 'no-upper-case-4-you' }, ['password']],
    [{ password: 'NoDigitOrSymbolHere' }, ['password']],
    [{ type: 'owner', role: 'boss' }, ['type', 'role']],
    [{ locationIds: [] }, ['locationIds']],
    [{ locationIds: ['nowhere'] }, ['locationIds']],
    [{ phone: '12' }, ['phone']],
    [{ permissions: { tagsEnabled: 'yes' } }, ['permissions.tagsEnabled']],
    [{ platformLanguage: 'tlh' }, ['platformLanguage']],
    [{ companyId: '' }, ['companyId']],
  ];
  for (const [fields, named] of wrong) {
    const answer = await people.manage('POST', '/users/', { body: people.bodyFor(fields) });
    assert.deepEqual(new Set(refusedFields(answer)), new Set(named), answer.text);
  }
  const email = String((await people.create())['email']);
  const both = { email, locationIds: ['nowhere'] };
  const answer = await people.manage('POST', '/users/', { body: people.bodyFor(both) });
  assert.deepEqual(refusedFields(answer), ['email', 'locationIds']);
  assert.equal(await count(), Number(held) + 1);
});

test('a user may be made without a password, which observed refuses as published', async () => {
  const body = people.bodyFor({ password: undefined });
  const scopes = ['users.write'];
  const { token } = await server.integration(null, { scopes, compatibility: 'observed' });
  const refused = await server.call('POST', '/users/', { token, version: '2021-07-28', body });
  assert.deepEqual([refused.status, refused.body.message], [422, ['password should not be empty']]);
  const made = await people.manage('POST', '/users/', { body });
  assert.deepEqual([made.status, made.body['active']], [201, true]);
});

test('a deleted user is gone, with the published reply in each version', async () => {
  for (const [version, succeeded] of [
    ['2021-07-28', { succeded: true, succeeded: true }],
    ['v3', { succeeded: true, succeded: true }],
  ] as const) {
    const user = await people.create();
    const path = `/users/${String(user['id'])}`;
    const gone = await people.manage('DELETE', path, { version });
    const message = `Deleted user with e-mail ${String(user['email'])} and name John Deo.`;
    assert.deepEqual(untraced(gone), { ...succeeded, message });
    for (const method of ['GET', 'PUT', 'DELETE']) {
      const body = method === 'PUT' ? { lastName: 'Smith' } : undefined;
      const missing = await people.manage(method, path, { body });
      assert.deepEqual([missing.status, missing.body.code], [404, 'record_not_found']);
    }
  }
});

test('the agency admin of longest standing is the owner; the last one stays', async () => {
  const fresh = await startServer();
  const ask = (method: string, path: string, body?: unknown): Promise<Answer> =>
    fresh.call(method, path, { token: fresh.managementToken, body });
  const make = async (): Promise<string> => {
    const body = people.bodyFor({ type: 'agency', locationIds: [] });
    const answer = await ask('POST', '/users/', body);
    assert.equal(answer.status, 201, answer.text);
    return `/users/${String(answer.body['id'])}`;
  };
  const first = await make();
  assert.equal((await ask('GET', first)).body['owner'], true);
  for (const [refused, field] of [
    [await ask('DELETE', first), 'userId'],
    [await ask('PUT', first, { role: 'user' }), 'role'],
    [await ask('PUT', first, { type: 'account', locationIds: [fresh.own.locationId] }), 'type'],
  ] as const) {
    assert.deepEqual(refusedFields(refused), [field]);
    assert.match(String(refused.body.message), /last agency admin/);
  }
  const second = await make();
  assert.equal((await ask('GET', second)).body['owner'], false);
  assert.equal((await ask('DELETE', first)).status, 200);
  assert.equal((await ask('GET', second)).body['owner'], true);
  await fresh.close();
});

test('each change is one event of the installation, with before and after; none changes nothing', async () => {
  const user = await people.create();
  const path = `/users/${String(user['id'])}`;
  await people.manage('PUT', path, { body: { lastName: 'Smith' } });
  await people.manage('PUT', path, {
    body: { lastName: 'Smith', locationIds: [server.own.locationId] },
  });
  await people.manage('PUT', path, { body: {} });
  await people.manage('PUT', path, { body: { password: 'Another-Password-9' } });
  await people.manage('DELETE', path);
  const events = server.inside.eventsOf(String(user['id']));
  assert.ok(events.every(({ ofInstallation }) => ofInstallation));
  assert.deepEqual(
    events.map(({ type }) => type),
    ['user.created', 'user.updated', 'user.updated', 'user.deleted'],
  );
  const [created, renamed, secured, deleted] = events;
  assert.equal(created?.before, null);
  assert.partialDeepStrictEqual(created?.after, { lastName: 'Deo', email: user['email'] });
  assert.partialDeepStrictEqual(renamed?.before, { lastName: 'Deo' });
  assert.partialDeepStrictEqual(renamed?.after, { lastName: 'Smith' });
  assert.partialDeepStrictEqual(secured?.after, { passwordChanged: true });
  assert.partialDeepStrictEqual(deleted?.before, { lastName: 'Smith' });
  assert.equal(deleted?.after, null);
  assert.ok(!/Another-Password|scrypt/.test(JSON.stringify(events)));
});

test("only management tokens write; a location's token reads", async () => {
  const user = await people.create();
  const path = `/users/${String(user['id'])}`;
  const { locationId } = server.own;
  for (const [method, at, body] of [
    ['POST', '/users/', people.bodyFor()],
    ['PUT', path, { lastName: 'Smith' }],
    ['DELETE', path, undefined],
    ['POST', '/users/search/filter-by-email', { companyId: 'company', emails: 'a@deo.com' }],
  ] as const) {
    const refused = await server.call(method, at, { body });
    assert.equal(refused.status, 401, at);
    assert.match(String(refused.body['hint']), /management token/);
  }
  const reader = await server.integration(null, { scopes: ['users.readonly'] });
  const refused = await server.call('DELETE', path, { token: reader.token });
  assert.deepEqual(refused.body['requiredScopes'], ['users.write']);
  assert.deepEqual(untraced(await server.call('GET', path, { token: reader.token })), user);
  assert.equal((await server.call('GET', `/users/?locationId=${locationId}`)).status, 200);
});

test('an assignee, author or follower who is no user is kept, and named where there are users', async () => {
  const tenant = await server.tenant(['contacts']);
  const { locationId, token } = tenant;
  const kept = 'KeptUser000000000001';
  const make = async (assignedTo: string): Promise<Answer> => {
    const body = { locationId, firstName: 'Jane', assignedTo };
    const made = await server.call('POST', '/contacts/', { token, body });
    assert.equal(made.body.contact?.['assignedTo'], assignedTo);
    return made;
  };
  assert.equal((await make(kept)).body.warnings, undefined);
  const own = await people.create({ locationIds: [locationId] });
  const other = await people.create();
  const { body } = await make(kept);
  const said = (id: unknown): string[] => [
    `${String(id)} is no user of the location; it is kept as it is`,
  ];
  assert.deepEqual(body.warnings, said(kept));
  assert.deepEqual((await make(String(other['id']))).body.warnings, said(other['id']));
  assert.equal((await make(String(own['id']))).body.warnings, undefined);
  const path = `/contacts/${String(body.contact?.id)}`;
  for (const [at, sent] of [
    ['followers', { followers: [own['id'], kept] }],
    ['notes', { body: 'Remember', userId: kept }],
    [
      'tasks',
      { title: 'Call', dueDate: '2030-01-01T00:00:00Z', completed: false, assignedTo: kept },
    ],
  ] as const) {
    const answer = await server.call('POST', `${path}/${at}`, { token, body: sent });
    assert.deepEqual([answer.status, answer.body.warnings], [201, said(kept)], answer.text);
  }
  const observed = await server.integration(locationId, {
    scopes: ['contacts'],
    compatibility: 'observed',
  });
  const quiet = await server.call('PUT', path, {
    token: observed.token,
    version: '2021-07-28',
    body: { assignedTo: other['id'] },
  });
  assert.deepEqual([quiet.status, quiet.body.warnings], [200, undefined], quiet.text);
});
