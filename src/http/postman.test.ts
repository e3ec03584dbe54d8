import assert from 'node:assert/strict';
import { test } from 'node:test';
import Value from 'typebox/value';
import { everyOperation } from '../../contract/operations.ts';
import { postmanCollection } from './postman.ts';
import { exampleBodies, exampleBody } from './request-examples.ts';

const withBody = everyOperation.filter(({ body }) => body !== undefined);

test('every operation with a body has one in the collection, and no other has', () => {
  assert.deepEqual(new Set(Object.keys(exampleBodies)), new Set(withBody.map(({ id }) => id)));
});

for (const { id, body } of withBody) {
  test(`the body of ${id} is one that the contract takes, property by property`, () => {
    assert.ok(body);
    const properties = 'properties' in body ? Object.keys(body.properties ?? {}) : [];
    const sent = exampleBodies[id] ?? {};
    assert.deepEqual([...Value.Errors(body, sent)], []);
    assert.deepEqual([...Value.Errors(body, exampleBody(id))], []);
    for (const name of Object.keys(sent)) assert.ok(properties.includes(name), name);
  });
}

test('every variable that a request names is one of the collection', () => {
  const collection = postmanCollection('https://contacts.example');
  const text = JSON.stringify(collection);
  const { variable } = collection as { variable: { key: string; value: string }[] };
  const named = [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name = '']) => name);
  assert.deepEqual(new Set(named), new Set(variable.map(({ key }) => key)));
  assert.equal(variable.find(({ key }) => key === 'baseUrl')?.value, 'https://contacts.example');
});
