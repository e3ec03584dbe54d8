import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { after, before, test } from 'node:test';
import { untraced } from '../support/answers.ts';
import { type Answer, type TestServer, startServer } from '../support/server.ts';

let server: TestServer;
before(async () => {
  server = await startServer({ env: { GROUNDLEVEL_COMPATIBILITY: 'observed' } });
});
after(() => server.close());

const compatibilityOf = (answer: Answer) => answer.headers.get('x-groundlevel-compatibility');
const version = '2021-07-28';

test('the setting of the server answers where an integration says nothing', async () => {
  const { locationId } = server.own;
  const answer = await server.call('POST', '/contacts', {
    version,
    body: { locationId, colour: 'red' },
  });
  assert.equal(answer.status, 422);
  assert.deepEqual(answer.body.message, ['property colour should not exist']);
  assert.equal(compatibilityOf(answer), 'observed');
});

test('refusals that no integration could say anything to follow the server', async () => {
  const body = { statusCode: 401, error: 'Unauthorized' };
  const token = 'pit-00000000-0000-4000-8000-000000000000';
  const wrong = await server.call('GET', '/contacts/x', { token });
  assert.deepEqual(untraced(wrong), { ...body, message: 'Invalid Private Integration token' });
  assert.equal(compatibilityOf(wrong), 'observed');
  const nowhere = await server.call('GET', '/nowhere');
  assert.equal(nowhere.status, 404);
  assert.deepEqual(untraced(nowhere), {
    statusCode: 404,
    message: 'Cannot GET /nowhere',
    error: 'Not Found',
  });
  assert.equal(compatibilityOf(nowhere), 'observed');
});

test('what is no HTTP at all is answered so, too', async () => {
  const socket = connect(Number(new URL(server.baseUrl).port), '127.0.0.1');
  socket.write('HELLO\r\n\r\n');
  const answer = Buffer.concat(await socket.toArray()).toString();
  assert.match(answer, /^HTTP\/1\.1 400 /);
  assert.match(answer, /\r\nX-Groundlevel-Compatibility: observed\r\n/);
  assert.doesNotMatch(answer, /"code"/, 'a body as the live service has it');
});

test("an integration's own compatibility wins, and can be changed and taken back", async () => {
  const { locationId } = server.own;
  const scopes = ['contacts'];
  const { id, token } = await server.integration(locationId, {
    scopes,
    compatibility: 'documented',
  });
  const path = `/api/locations/${locationId}/integrations/${id}`;
  const read = () => server.call('GET', '/contacts/lookup', { token, version });
  const change = async (compatibility: string | null): Promise<void> => {
    const changed = await server.call('PUT', path, {
      token: server.managementToken,
      version,
      body: { compatibility },
    });
    assert.equal(changed.status, 200, changed.text);
  };
  const answers = [await read()];
  for (const next of ['observed', 'documented', null]) {
    await change(next);
    answers.push(await read());
  }
  assert.deepEqual(
    answers.map((each) => [each.status, compatibilityOf(each)]),
    [
      [404, 'documented'],
      [400, 'observed'],
      [404, 'documented'],
      [400, 'observed'],
    ],
  );
});
