import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Operation } from '../contract/operation.ts';
import { operations } from '../contract/operations.ts';
import { type Role, roleScopes, roles } from '../contract/roles.ts';
import { grants, locationScopes } from '../contract/scopes.ts';
import { type World, idsIn, startWorld } from './support/isolation-world.ts';
import { password } from './support/people.ts';
import { type SampleRequest, addressOf, contentOf } from './support/requests.ts';
import { sampleOf } from './support/samples.ts';
import type { Answer } from './support/server.ts';
import { type Browser, signIn } from './support/sessions.ts';

let world: World;
const browsers = new Map<Role, Browser>();
before(async () => {
  world = await startWorld('documented');
  for (const role of roles) {
    const email = `${role}@roles.example.com`;
    const made = await world.server.call('POST', '/users/', {
      token: world.management.token,
      body: {
        companyId: 'company',
        firstName: role,
        lastName: 'Person',
        email,
        password,
        type: role === 'owner' ? 'agency' : 'account',
        role: role === 'member' ? 'user' : 'admin',
        locationIds: role === 'owner' ? [] : [world.own.locationId],
      },
    });
    assert.equal(made.status, 201, made.text);
    browsers.set(role, await signIn(world.server, email));
  }
});
after(async () => {
  world.watch.close();
  await world.server.close();
});

function send(
  role: Role,
  operation: Operation,
  request: SampleRequest,
  locationId?: string,
): Promise<Answer> {
  const browser = browsers.get(role) ?? assert.fail('nobody of this role');
  return browser.call(operation.method, addressOf(operation, request), {
    ...contentOf(request),
    ...(locationId !== undefined && { headers: { 'x-groundlevel-location': locationId } }),
  });
}

/** What a role may follows from the contract alone. */
function may(role: Role, operation: Operation): boolean {
  const { managementOnly, adminsToo, membersOwn, scope } = operation;
  if (role === 'owner') return true;
  // What the samples make is an integration's.
  if (membersOwn && role === 'member') return false;
  if (managementOnly) return role === 'admin' && adminsToo === true;
  return grants(roleScopes[role], scope);
}

for (const role of roles) {
  describe(`${role}: each operation is done or refused as the contract says`, () => {
    for (const operation of operations) {
      test(operation.id, async () => {
        const request = await sampleOf(operation)(world.own);
        // Who has one location need not name it.
        const named = role === 'owner' ? world.own.locationId : undefined;
        const before = world.watch.dump(world.own.locationId) + world.watch.dump(null);
        const answer = await send(role, operation, request, named);
        if (may(role, operation)) {
          assert.equal(answer.status, operation.success, answer.text);
          assert.ok(answer.text.includes(request.shows ?? ''), answer.text);
        } else {
          // A location made to be deleted is not the user's own, which is said before the role.
          const elsewhere = ![undefined, world.own.locationId].includes(
            request.params?.['locationId'],
          );
          const code = elsewhere ? 'location_forbidden' : 'role_forbidden';
          assert.deepEqual([answer.status, answer.body.code], [403, code], answer.text);
          const after = world.watch.dump(world.own.locationId) + world.watch.dump(null);
          assert.equal(after, before, 'what was refused changed something');
        }
        assert.deepEqual(world.server.faults, []);
      });
    }
  });
}

for (const role of ['admin', 'member'] as const) {
  describe(`${role}: no operation reaches a location that is not the user's`, () => {
    for (const operation of operations) {
      test(operation.id, async () => {
        const other = await sampleOf(operation)(world.other);
        const held = world.watch.dump(world.other.locationId);
        const sent = `${addressOf(operation, other)} ${JSON.stringify(other.body ?? other.form ?? {})}`;
        const named = await send(role, operation, other, world.other.locationId);
        assert.deepEqual([named.status, named.body.code], [403, 'location_forbidden'], named.text);
        for (const answer of [named, await send(role, operation, other)]) {
          assert.ok(answer.status < 500, answer.text);
          const marked = answer.text.toLowerCase().includes(world.other.mark);
          assert.ok(!marked || sent.includes(world.other.mark), `it shows: ${answer.text}`);
          for (const id of idsIn(answer.text)) {
            const foreign = held.includes(id) && !sent.includes(id) && !world.shared.has(id);
            assert.ok(!foreign, `an id of the other location shows: ${answer.text}`);
          }
        }
        assert.equal(world.watch.dump(world.other.locationId), held, 'the other location changed');
        assert.deepEqual(world.server.faults, []);
      });
    }
  });
}

test('of management, admins lack nothing but to make and delete locations', () => {
  const lacking = operations.filter((each) => !may('admin', each)).map(({ id }) => id);
  assert.deepEqual(lacking, ['create-location', 'delete-location']);
});

test('a member writes contacts, what belongs to them and appointments, and nothing else', () => {
  const written = roleScopes.member.filter((scope) => scope.endsWith('.write'));
  assert.deepEqual(written, ['contacts.write', 'calendars/events.write']);
  const managed = operations.filter((each) => each.managementOnly && may('member', each));
  assert.deepEqual(managed, []);
});

test('whoever may give out tokens of a location has all that such a token can have', () => {
  for (const role of roles) {
    const gives = roleScopes[role].includes('integrations.write');
    const lacks = locationScopes.filter((scope) => !roleScopes[role].includes(scope));
    assert.ok(!gives || lacks.length === 0, `${role} lacks ${lacks}`);
  }
});

describe("an admin's users", () => {
  const person = (email: string, fields: object): Record<string, unknown> => ({
    companyId: 'company',
    firstName: 'Some',
    lastName: 'Body',
    email: `${email}@admins.example.com`,
    password,
    type: 'account',
    role: 'user',
    locationIds: [world.own.locationId],
    ...fields,
  });
  const admin = (method: string, path: string, body?: unknown): Promise<Answer> =>
    (browsers.get('admin') ?? assert.fail('no admin')).call(method, path, { body });
  const made = async (email: string, fields: object): Promise<string> => {
    const { token } = world.management;
    const answer = await world.server.call('POST', '/users/', {
      token,
      body: person(email, fields),
    });
    assert.equal(answer.status, 201, answer.text);
    return `/users/${String(answer.body['id'])}`;
  };

  test('are made for its own locations, and no owner among them', async () => {
    const { locationId } = world.own;
    const theirs = world.other.locationId;
    const wrong: [object, string[]][] = [
      [{ type: 'agency', role: 'admin', locationIds: [] }, ['type']],
      [{ type: 'agency', role: 'user' }, ['type']],
      [{ locationIds: [theirs] }, ['locationIds']],
      [{ locationIds: [locationId, theirs] }, ['locationIds']],
    ];
    for (const [fields, named] of wrong) {
      const answer = await admin('POST', '/users/', person('wrong', fields));
      assert.equal(answer.status, 422, answer.text);
      assert.deepEqual(
        answer.body.fields?.map(({ field }) => field),
        named,
      );
    }
    const unknown = await admin('POST', '/users/', person('wrong', { locationIds: ['nowhere'] }));
    const foreign = await admin('POST', '/users/', person('wrong', { locationIds: [theirs] }));
    const bare = ({ body }: Answer, id: string): string =>
      String(body.message).replaceAll(id, 'ID');
    assert.equal(bare(foreign, theirs), bare(unknown, 'nowhere'), 'that it exists shows');
    assert.equal((await admin('POST', '/users/', person('right', { role: 'admin' }))).status, 201);
  });

  test('are changed and deleted by it, but for who is elsewhere too or of the agency', async () => {
    const { locationId } = world.own;
    const both = await made('both', { locationIds: [locationId, world.other.locationId] });
    const agency = await made('agency', { type: 'agency', role: 'admin' });
    for (const path of [both, agency]) {
      assert.equal((await admin('GET', path)).status, 200);
      for (const [method, body] of [
        ['PUT', { password: 'Taken-Over-9-Times' }],
        ['PUT', { type: 'account', locationIds: [locationId] }],
        ['DELETE', undefined],
      ] as const) {
        const answer = await admin(method, path, body);
        assert.deepEqual([answer.status, answer.body.code], [403, 'role_forbidden'], answer.text);
      }
    }
    const own = await made('own', {});
    const lifted = await admin('PUT', own, { type: 'agency', role: 'admin' });
    assert.deepEqual(
      lifted.body.fields?.map(({ field }) => field),
      ['type'],
    );
    assert.equal((await admin('PUT', own, { role: 'admin' })).status, 200);
    assert.equal((await admin('DELETE', own)).status, 200);
  });
});

test('who has several locations acts in the one that is named, and in none unnamed', async () => {
  const { server } = world;
  const ids = [world.own.locationId, world.third.locationId];
  const email = 'several@roles.example.com';
  await server.call('POST', '/users/', {
    token: world.management.token,
    body: {
      companyId: 'company',
      firstName: 'Several',
      lastName: 'Person',
      email,
      password,
      type: 'account',
      role: 'admin',
      locationIds: ids,
    },
  });
  const browser = await signIn(server, email);
  const at = (locationId: string): Promise<Answer> =>
    browser.call('GET', '/locations/search', {
      headers: { 'x-groundlevel-location': locationId },
    });
  for (const id of ids) {
    const found = (await at(id)).body['locations'];
    assert.deepEqual(Array.isArray(found) && found.map((each: { id: string }) => each.id), [id]);
  }
  const foreign = await at(world.other.locationId);
  assert.deepEqual([foreign.status, foreign.body.code], [403, 'location_forbidden']);
  const unnamed = await browser.call('GET', '/locations/search');
  assert.deepEqual([unnamed.status, unnamed.body.code], [400, 'location_required']);
  const { body: session } = await browser.call('GET', '/api/session');
  assert.deepEqual(session.meta, { total: 2 });
});

test('the location that a header names, or the only one, stands for that of query and body', async () => {
  const headers = { 'x-groundlevel-location': world.own.locationId };
  for (const [role, named] of [
    ['owner', headers],
    ['member', {}],
  ] as const) {
    const browser = browsers.get(role) ?? assert.fail('nobody of this role');
    const body = { firstName: 'Unnamed' };
    const made = await browser.call('POST', '/contacts/', { headers: named, body });
    assert.deepEqual([made.status, made.body.contact?.['locationId']], [201, world.own.locationId]);
    const listed = await browser.call('GET', '/contacts/?query=unnamed', { headers: named });
    assert.ok(listed.text.includes(String(made.body.contact?.id)), listed.text);
  }
  const nowhere = await browsers.get('owner')?.call('GET', '/contacts/');
  assert.deepEqual([nowhere?.status, nowhere?.body.code], [400, 'location_required']);
});

test('what the role or the locations lose is gone with the next request', async () => {
  const { server } = world;
  const email = 'demoted@roles.example.com';
  const made = await server.call('POST', '/users/', {
    token: world.management.token,
    body: {
      companyId: 'company',
      firstName: 'Demoted',
      lastName: 'Person',
      email,
      password,
      type: 'account',
      role: 'admin',
      locationIds: [world.own.locationId],
    },
  });
  const browser = await signIn(server, email);
  const path = `/api/locations/${world.own.locationId}/integrations`;
  const change = (body: object): Promise<Answer> =>
    server.call('PUT', `/users/${String(made.body['id'])}`, {
      token: world.management.token,
      body,
    });
  assert.equal((await browser.call('GET', path)).status, 200);
  await change({ role: 'user' });
  assert.equal((await browser.call('GET', path)).body.code, 'role_forbidden');
  const contacts = `/contacts/?locationId=${world.own.locationId}`;
  assert.equal((await browser.call('GET', contacts)).status, 200);
  await change({ locationIds: [world.third.locationId] });
  assert.equal((await browser.call('GET', contacts)).body.code, 'location_forbidden');
});
