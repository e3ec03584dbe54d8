import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ContactChange } from './contact-body.ts';
import { ownMembers, textJson } from './stored-json.ts';
import { applyChange, emptyBody, touch } from './write/apply-change.ts';

const actor = { kind: 'cli', id: 'test', name: '"firstName":"of the actor"' } as const;
const empty = emptyBody('id', 'place', 0, actor, 'US');
const awkward = ['', '"', '\\', '\\"', '\\\\', '\\\\"', '","lastName":"x', 'é\u2028🜁', '}'];
/** Members of the very names that are looked for, where anybody may put them. */
const mimic = {
  createdBy: { firstName: 'a', lastName: 'b', fullNameLowerCase: 'c' },
  firstName: 'd',
  lastName: 'e',
  fullNameLowerCase: '',
  followers: [],
};

const changes: ContactChange[] = [
  { text: {} },
  { text: { country: null } },
  { text: {}, dnd: true, dndSettings: { Email: { status: 'active', message: '"createdBy":{' } } },
  { text: {}, additionalEmails: [{ email: 'a@b.example', label: '"firstName":"l"' }] },
  { text: {}, followers: ['one'], inboundDndSettings: { all: { status: 'active' } } },
  {
    text: {},
    customFields: [
      { id: 'f', value: [mimic] },
      { id: 'g', value: '"createdBy":{' },
    ],
  },
];

test('texts of a stored body are found as parsing it finds them', () => {
  for (const first of [...awkward, null]) {
    for (const last of [...awkward, null]) {
      for (const change of changes) {
        const named = applyChange(empty, { text: { firstName: first, lastName: last } });
        for (const body of [
          applyChange(named, change),
          touch(applyChange(named, change), 1, actor),
        ]) {
          const json = JSON.stringify(body);
          const from = ownMembers(json);
          for (const name of ['firstName', 'lastName', 'fullNameLowerCase'] as const) {
            const value = body[name];
            const expected = value === undefined ? '' : JSON.stringify(value);
            assert.equal(textJson(json, name, from), expected, json);
          }
          assert.equal(json.includes('"followers":', from), body.followers !== undefined);
        }
      }
    }
  }
});

test('a body in another order is refused, not misread', () => {
  assert.throws(() => ownMembers('{"firstName":"Ann"}'), /createdBy/);
});
