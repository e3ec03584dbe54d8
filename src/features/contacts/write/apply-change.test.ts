import assert from 'node:assert/strict';
import { test } from 'node:test';
import { AppError } from '../../../errors/app-error.ts';
import type { ContactBody, ContactChange } from '../contact-body.ts';
import { applyChange, emptyBody, mostCustomFields, touch } from './apply-change.ts';

const actor = { kind: 'cli', id: 'a', name: 'A' } as const;
const empty = emptyBody('c1', 'l1', 0, actor, 'US');
const jane: Partial<ContactBody> = {
  firstName: 'Jane',
  lastName: 'Doe',
  name: 'Jane Doe',
  firstNameLowerCase: 'jane',
  lastNameLowerCase: 'doe',
  fullNameLowerCase: 'jane doe',
};
const email = 'jane@example.com';
const other = 'Other@example.com';

type Case = [what: string, before: object, change: Partial<ContactChange>, after: object];

const cases: readonly Case[] = [
  ['nothing sent changes nothing', jane, {}, jane],
  [
    'names bring the whole name and the keys that are searched by',
    {},
    { text: { firstName: 'Jane', lastName: 'Doe' } },
    jane,
  ],
  [
    'null clears a text and what is made of it',
    jane,
    { text: { lastName: null } },
    { firstName: 'Jane', name: 'Jane', firstNameLowerCase: 'jane', fullNameLowerCase: 'jane' },
  ],
  ['no name is left of none', jane, { text: { firstName: null, lastName: null } }, {}],
  ['an e-mail brings its key', {}, { text: { email: other } }, of(other)],
  [
    'an additional e-mail that becomes the primary one changes places with it',
    { ...of(email), additionalEmails: [{ email: other }] },
    { text: { email: other } },
    { ...of(other), additionalEmails: [{ email }] },
  ],
  [
    'the primary e-mail in the list sent is no additional one',
    of(email),
    { additionalEmails: [{ email }, { email: other }, { email: other }] },
    { ...of(email), additionalEmails: [{ email: other }] },
  ],
  [
    'an empty list of phones is absent',
    { additionalPhones: [{ phone: '+12125550123' }] },
    { additionalPhones: [] },
    {},
  ],
  ['no followers are absent', { followers: ['u'] }, { followers: [] }, {}],
  ['followers are replaced', { followers: ['u'] }, { followers: ['v'] }, { followers: ['v'] }],
  ['dnd is set', {}, { dnd: true }, { dnd: true }],
  [
    'a channel of DND leaves the others',
    { dndSettings: { Call: { status: 'active' }, SMS: { status: 'permanent' } } },
    { dndSettings: { Call: { status: 'inactive' }, SMS: { status: 'permanent', code: '1' } } },
    { dndSettings: { Call: { status: 'inactive' }, SMS: { status: 'permanent', code: '1' } } },
  ],
  [
    'inbound DND is replaced',
    { inboundDndSettings: { all: { status: 'active' } } },
    { inboundDndSettings: {} },
    { inboundDndSettings: {} },
  ],
  [
    'a custom field is set, replaced or cleared, the others stay',
    custom({ a: 1, b: 2, c: 3 }),
    custom({ b: null, c: 4, d: 5 }),
    custom({ a: 1, c: 4, d: 5 }),
  ],
  [
    'texts of a list that were not sent stay, if they are kept',
    custom({ a: { one: '1', two: '2', three: '3' } }),
    { customFields: [{ id: 'a', value: { two: 'b' }, kept: ['one'] }] },
    custom({ a: { one: '1', two: 'b' } }),
  ],
  [
    'a list without a text is cleared',
    custom({ a: { one: '1' } }),
    { customFields: [{ id: 'a', value: null, kept: ['two'] }] },
    custom({}),
  ],
];

function of(address: string): Partial<ContactBody> {
  return { email: address, emailLowerCase: address.toLowerCase() };
}

function custom(values: Record<string, unknown>): Pick<ContactBody, 'customFields'> {
  return { customFields: Object.entries(values).map(([id, value]) => ({ id, value })) };
}

for (const [what, before, change, after] of cases) {
  test(what, () => {
    const body: ContactBody = { ...empty, ...before };
    const held = structuredClone(body);
    assert.deepEqual(applyChange(body, { text: {}, ...change }), { ...empty, ...after });
    assert.deepEqual(body, held, 'the former body was changed');
  });
}

test('a permanent DND setting is not lifted, and its channel is named', () => {
  const body: ContactBody = { ...empty, dndSettings: { SMS: { status: 'permanent' } } };
  const lift = (status: string): ContactBody =>
    applyChange(body, { text: {}, dndSettings: { SMS: { status } } });
  assert.throws(
    () => lift('inactive'),
    (error) =>
      error instanceof AppError && error.code === 'dnd_permanent' && error.message.includes('SMS'),
  );
  assert.equal(lift('permanent').dndSettings?.SMS?.status, 'permanent');
});

test('so many custom field values and no more, those of before among them', () => {
  const held = Array.from({ length: mostCustomFields }, (_, each) => ({
    id: `f${each}`,
    value: 1,
  }));
  const body: ContactBody = { ...empty, customFields: held };
  const put = (id: string): ContactBody =>
    applyChange(body, { text: {}, customFields: [{ id, value: 2 }] });
  assert.equal(put('f0').customFields.length, mostCustomFields);
  assert.throws(() => put('another'), /at most 1000 values in all/);
});

test('a body tells who made it and who changed it, when', () => {
  const at = (ms: number): string => new Date(ms).toISOString();
  assert.deepEqual([empty.dateAdded, empty.createdBy.channel], [at(0), 'APP']);
  const by = { kind: 'integration', id: 'i', name: 'I' } as const;
  const touched = touch(empty, 1000, by);
  assert.deepEqual([touched.dateAdded, touched.dateUpdated], [at(0), at(1000)]);
  assert.equal(touched.lastUpdatedBy?.sourceId, 'i');
});
