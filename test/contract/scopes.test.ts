import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Operation } from '../../contract/operation.ts';
import { operations } from '../../contract/operations.ts';
import { contactsScopeGrants, locationScopes, managementScopes } from '../../contract/scopes.ts';
import { type Answer, type TestServer, sharedServer } from '../support/server.ts';

let server: TestServer;
let locationId = '';
before(async () => {
  server = await sharedServer();
  ({ locationId } = server.own);
});
after(() => server.close());

/** As the issue lists what the one scope `contacts` covers. */
const coveredByContacts = [
  'contacts.readonly',
  'contacts.write',
  'locations.readonly',
  'locations/tags.readonly',
  'locations/tags.write',
  'locations/customFields.readonly',
  'locations/customValues.readonly',
  'locations/tasks.readonly',
  'businesses.readonly',
  'users.readonly',
  'campaigns.readonly',
  'workflows.readonly',
  'jobs.readonly',
];

test('contacts covers what an integration of contacts needs, and no more', () => {
  assert.deepEqual(new Set(contactsScopeGrants), new Set(coveredByContacts));
});

/** A call that gets past location and scope, whatever becomes of it then. */
function call({ method, path, location }: Operation, token: string, at: string): Promise<Answer> {
  const filled = path.replace('{locationId}', at).replaceAll(/\{\w+\}/g, 'none');
  const query = location === 'query' ? `?locationId=${at}` : '';
  const body = method === 'POST' || method === 'PUT' ? { locationId: at } : undefined;
  return server.call(method, filled + query, { token, body });
}

/** Whether the scope let it through; a refusal must name the scope that is needed. */
async function passes(operation: Operation, token: string, at = locationId): Promise<boolean> {
  const answer = await call(operation, token, at);
  assert.ok(answer.status < 500, answer.text);
  if (answer.status !== 401) return true;
  assert.equal(answer.body.message, 'The token is not authorized for this scope.');
  assert.deepEqual(answer.body['requiredScopes'], [operation.scope]);
  assert.ok(typeof answer.body['hint'] === 'string');
  return false;
}

const ofLocations = operations.filter(({ managementOnly }) => !managementOnly);
const ofManagement = operations.filter(({ managementOnly }) => managementOnly);

for (const scope of [...locationScopes, 'contacts']) {
  test(`${scope} alone opens its own operations and no other`, async () => {
    const token = await server.token(locationId, [scope]);
    const opened: string[] = [];
    for (const operation of ofLocations) {
      if (await passes(operation, token)) opened.push(operation.id);
    }
    const covered = scope === 'contacts' ? coveredByContacts : [scope];
    const expected = ofLocations.filter((each) => covered.includes(each.scope));
    assert.deepEqual(
      opened,
      expected.map(({ id }) => id),
    );
    for (const operation of ofManagement) assert.equal(await passes(operation, token), false);
  });
}

for (const scope of [...managementScopes, 'contacts', 'locations.readonly']) {
  test(`${scope} of a management token opens its own operations and no other`, async () => {
    const { token } = await server.integration(null, { scopes: [scope] });
    const covered = scope === 'contacts' ? coveredByContacts : [scope];
    for (const operation of operations.filter(({ location }) => location !== 'token')) {
      const expected = covered.includes(operation.scope);
      // The location that the others are asked about must outlive this.
      const doomed = operation.id === 'delete-location' ? await server.tenant() : undefined;
      const passed = await passes(operation, token, doomed?.locationId);
      assert.equal(passed, expected, operation.id);
    }
  });
}

test('several scopes open what each of them opens', async () => {
  const token = await server.token(locationId, ['contacts.readonly', 'locations.readonly']);
  for (const operation of ofLocations) {
    const expected = ['contacts.readonly', 'locations.readonly'].includes(operation.scope);
    assert.equal(await passes(operation, token), expected, operation.id);
  }
});
