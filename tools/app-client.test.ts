import assert from 'node:assert/strict';
import { test } from 'node:test';
import Type from 'typebox';
import { everyOperation } from '../contract/operations.ts';
import { appClient, typeOf } from './app-client.ts';

test('a schema of the contract becomes the type that its values have', () => {
  const cases = [
    [Type.String({ maxLength: 3 }), 'string'],
    [Type.Union([Type.String(), Type.Null()]), '(string) | (null)'],
    [Type.Enum(['now', 'later']), '"now" | "later"'],
    [Type.Array(Type.Integer()), '(number)[]'],
    [Type.Unknown(), 'unknown'],
    [Type.Record(Type.String(), Type.Boolean()), 'Record<string, boolean>'],
    [
      Type.Object({ id: Type.String(), name: Type.Optional(Type.Literal('a')) }),
      '{ "id": string; "name"?: "a" }',
    ],
  ] as const;
  for (const [schema, expected] of cases) {
    assert.equal(typeOf(schema), expected);
  }
});

test('the client of the app has every operation, with its address', () => {
  const text = appClient();
  for (const { id, method, path } of everyOperation) {
    assert.ok(text.includes(`'${id}': { params: `), id);
    assert.ok(text.includes(`'${id}': ['${method}', '${path}'],`), id);
  }
});
