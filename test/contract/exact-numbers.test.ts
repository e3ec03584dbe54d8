import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type TestServer, sharedServer } from '../support/server.ts';

let server: TestServer;
before(async () => {
  server = await sharedServer();
});
after(() => server.close());

/** A field of a type; its id. */
async function makeField(dataType: string): Promise<string> {
  const { locationId } = server.own;
  const token = await server.token(locationId, ['locations/customFields.write']);
  const made = await server.call('POST', `/locations/${locationId}/customFields`, {
    token,
    body: { name: `A ${dataType}`, dataType, model: 'contact' },
  });
  assert.ok(made.status < 300, made.text);
  return made.body.customField?.id ?? '';
}

const inexact = ['9007199254740993', '-12345678901234567890', '0.1234567890123456789', '1e400'];

test('a number that would lose digits is refused by name in each type of custom field', async () => {
  const { locationId } = server.own;
  const number = await makeField('NUMERICAL');
  const text = await makeField('TEXT');
  for (const id of [number, text, 'unknown_here']) {
    for (const sent of inexact) {
      const body = `{"locationId":"${locationId}","customFields":[{"id":"${id}","value":${sent}}]}`;
      const { status, body: answer } = await server.call('POST', '/contacts/', { body });
      assert.equal(status, 422, sent);
      assert.deepEqual(
        answer.fields?.map(({ field }) => field),
        ['customFields.0.value'],
      );
    }
  }
  for (const value of inexact) {
    const body = { locationId, customFields: [{ id: number, value }] };
    const { status, body: answer } = await server.call('POST', '/contacts/', { body });
    assert.equal(status, 422, value);
    assert.match(answer.fields?.[0]?.message ?? '', /customFields\.0 .*more digits/);
  }
});

test('a number that keeps its digits is returned with them, and digits in a text as they are', async () => {
  const { locationId } = server.own;
  const number = await makeField('MONETORY');
  const text = await makeField('LARGE_TEXT');
  for (const [sent, kept] of [
    ['9007199254740992', 9007199254740992],
    ['"9007199254740991"', 9007199254740991],
    ['0.30000000000000004', 0.30000000000000004],
    ['1e300', 1e300],
    ['19.90', 19.9],
  ] as const) {
    const body =
      `{"locationId":"${locationId}","customFields":[{"id":"${number}","value":${sent}},` +
      `{"id":"${text}","value":"12345678901234567890"}]}`;
    const { status, body: answer } = await server.call('POST', '/contacts/', { body });
    assert.equal(status, 201, sent);
    assert.deepEqual(answer.contact?.['customFields'], [
      { id: number, value: kept },
      { id: text, value: '12345678901234567890' },
    ]);
  }
});

test('a number that is not stored may have any digits', async () => {
  const body =
    `{"locationId":"${server.own.locationId}","firstName":"Ada","score":12345678901234567890,` +
    `"customFields":[{"id":"known","value":1,"rank":1e400}]}`;
  const { status, body: answer } = await server.call('POST', '/contacts/', { body });
  assert.equal(status, 201);
  assert.ok(answer.warnings?.some((each) => each.includes('score')));
});

test('a number that would lose digits is refused in a search as well', async () => {
  const field = await makeField('NUMERICAL');
  for (const value of ['9007199254740993', '"9007199254740993"', '{"gt":1e400}']) {
    const operator = value.startsWith('{') ? 'range' : 'eq';
    const filter = `{"field":"customFields.${field}","operator":"${operator}","value":${value}}`;
    const body = `{"locationId":"${server.own.locationId}","pageLimit":1,"filters":[${filter}]}`;
    const { status, text } = await server.call('POST', '/contacts/search', { body });
    assert.ok(status === 422 || status === 400, text);
    assert.match(text, /filters\.0\.value.* more digits/);
  }
});

test('a body with more values than it may have names the property that has them', async () => {
  const { locationId } = server.own;
  for (const [property, text] of [
    ['customFields', `"customFields":[${Array(30_000).fill('{}').join(',')}]`],
    ['unheardOf', `"unheardOf":{"a":[${Array(30_000).fill('0').join(',')}]}`],
  ]) {
    const body = `{"locationId":"${locationId}",${text}}`;
    const { status, body: answer } = await server.call('POST', '/contacts/', { body });
    assert.equal(status, 413);
    assert.equal(answer.fields?.[0]?.field, property);
    assert.match(String(answer.message), /at most 20000/);
  }
});

test('a list that is too long is named with its bound, and other fields at fault beside it', async () => {
  const { locationId } = server.own;
  const tags = Array(3000).fill('x');
  const body = {
    locationId,
    tags,
    customFields: Array(9000).fill({}),
    email: 'no address',
    city: 1,
  };
  const { status, body: answer } = await server.call('POST', '/contacts/', { body });
  assert.equal(status, 422);
  const said = (answer.fields ?? []).map(({ message }) => message);
  for (const one of [/tags .*500 items/, /customFields .*500 items/, /^email/, /^city/]) {
    assert.ok(
      said.some((each) => one.test(each)),
      `${one} is not in ${said.join('; ')}`,
    );
  }
});

test('a number that would lose digits is refused in each older form of custom fields as well', async () => {
  const { locationId } = server.own;
  const id = await makeField('NUMERICAL');
  for (const property of ['customField', 'customFields']) {
    for (const sent of inexact) {
      const body = `{"locationId":"${locationId}","${property}":{"${id}":${sent}}}`;
      const { status, body: answer } = await server.call('POST', '/contacts/', { body });
      assert.equal(status, 422, `${property} ${sent}`);
      const named = answer.fields?.map(({ field }) => field);
      assert.equal(named?.[0], `${property}.${id}`);
    }
  }
});
