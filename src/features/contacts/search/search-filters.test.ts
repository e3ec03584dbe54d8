import assert from 'node:assert/strict';
import { test } from 'node:test';
import { AppError } from '../../../errors/app-error.ts';
import type { CustomField, DataType } from '../../custom-fields/custom-field.ts';
import type { Condition } from './search-contacts.store.ts';
import {
  type SentFilters,
  deepest,
  longestName,
  longestValue,
  mostCharactersInAll,
  mostFilters,
  mostValues,
  mostValuesInAll,
  toCondition,
} from './search-filters.ts';

const custom = (id: string, dataType: DataType): CustomField => ({
  no: 1,
  id,
  object: 'contact',
  name: id,
  fieldKey: `contact.${id}_key`,
  dataType,
  parentId: null,
  position: 0,
  details: {},
  createdAt: 0,
  updatedAt: 0,
});
const fields = [
  custom('amount', 'NUMERICAL'),
  custom('day', 'DATE'),
  custom('texts', 'TEXTBOX_LIST'),
];
const rules = {
  country: 'US',
  timeZone: 'UTC',
  now: Date.UTC(2026, 10, 30, 12),
  fields: {
    version: 1,
    byId: new Map(fields.map((each) => [each.id, each])),
    searchable: [],
    byKey: new Map(fields.map((each) => [`${each.id}_key`, each])),
  },
};

const conditionOf = (filters: SentFilters): Condition => toCondition(filters, {}, rules);
const filter = (field: string, operator: string, value?: unknown) => ({ field, operator, value });

type Filter = ReturnType<typeof filter>;
const firstName = { column: 'first_name_key' };

const read: readonly [Filter, unknown][] = [
  [filter('firstName', 'eq', 'Zoë'), { equals: firstName, value: 'zoe' }],
  [filter('firstName', 'not_eq', 'Zoë'), { not: { equals: firstName, value: 'zoe' } }],
  [filter('firstName', 'contains', 'ZO'), { contains: firstName, text: 'zo' }],
  [
    filter('firstName', 'eq', ['a', 'b']),
    {
      any: [
        { equals: firstName, value: 'a' },
        { equals: firstName, value: 'b' },
      ],
    },
  ],
  [filter('firstName', 'eq', []), { any: [] }],
  [filter('firstName', 'exists'), { exists: firstName }],
  [filter('firstName', 'not_exists'), { not: { exists: firstName } }],
  [filter('id', 'eq', 'AbC'), { equals: { column: 'id' }, value: 'AbC' }],
  [filter('email', 'eq', 'Jane@Example.com'), { identity: 'email', value: 'jane@example.com' }],
  [filter('email', 'contains', 'EXAMPLE'), { identity: 'email', part: 'example' }],
  [filter('phone', 'eq', '(212) 555-0123'), { identity: 'phone', value: '+12125550123' }],
  [filter('phone', 'contains', '555-01'), { identity: 'phone', part: '55501' }],
  [filter('tags', 'eq', ' VIP '), { tag: 'vip' }],
  [filter('tags', 'contains', 'VI'), { tagPart: 'vi' }],
  [filter('tags', 'exists'), { tagged: true }],
  [filter('country', 'eq', 'Germany'), { equals: { path: 'country' }, value: 'de' }],
  [filter('dnd', 'eq', true), { equals: { path: 'dnd' }, value: 1 }],
  [filter('dnd', 'eq', 'false'), { equals: { path: 'dnd' }, value: 0 }],
  [filter('dateAdded', 'exists'), { has: 'date_added' }],
  [
    filter('dateAdded', 'range', { gte: '2026-01-01T00:00:00Z', lt: '1767312000000' }),
    {
      range: { time: 'date_added' },
      bounds: { gte: Date.UTC(2026, 0, 1), lt: Date.UTC(2026, 0, 2) },
    },
  ],
  [
    filter('dateOfBirth', 'range', { gt: '03/04/1990' }),
    { range: { path: 'dateOfBirth' }, bounds: { gt: '1990-03-04' } },
  ],
  [filter('validEmail', 'eq', true), { never: true }],
  [filter('opportunities', 'nested', {}), { never: true }],
  [
    filter('customFields.amount', 'range', { lte: '7.5' }),
    { range: { customField: 'amount' }, bounds: { lte: 7.5 } },
  ],
  [filter('customFields.amount_key', 'eq', '7'), { equals: { customField: 'amount' }, value: 7 }],
  [
    filter('customFields.contact.day_key', 'eq', '2026-03-04'),
    { equals: { customField: 'day' }, value: '2026-03-04' },
  ],
  [
    filter('customFields.texts.first', 'contains', 'A'),
    { contains: { customField: 'texts', option: 'first' }, text: 'a' },
  ],
];

for (const [sent, condition] of read) {
  test(`${sent.field} ${sent.operator} ${JSON.stringify(sent.value) ?? 'anything'} is read`, () => {
    assert.deepEqual(conditionOf([sent]), { all: [condition] });
  });
}

test('groups nest, AND where nothing is said, and an object is of fields that are equal', () => {
  const one = filter('tags', 'eq', 'a');
  assert.deepEqual(conditionOf([{ group: 'or', filters: [one, { filters: [one] }] }]), {
    all: [{ any: [{ tag: 'a' }, { all: [{ tag: 'a' }] }] }],
  });
  assert.deepEqual(conditionOf({ tags: 'a' }), { all: [{ tag: 'a' }] });
  assert.deepEqual(conditionOf([]), { all: [] });
});

test('a text is one more condition, and a blank one is none', () => {
  const { all } = toCondition([], { query: ' 212 ' }, rules) as {
    all: { text: { digits: string } }[];
  };
  assert.equal(all[0]?.text.digits, '212');
  assert.deepEqual(toCondition([], { query: '  ' }, rules), { all: [] });
});

const nested = (depth: number): Record<string, unknown> =>
  depth === 0 ? filter('tags', 'eq', 'a') : { group: 'AND', filters: [nested(depth - 1)] };
const times = <T>(count: number, made: T): T[] => Array<T>(count).fill(made);

const refused: readonly [string, SentFilters, string, RegExp][] = [
  [
    'a field that is none',
    [filter('name', 'eq', 'a')],
    '0.field',
    /similar: businessName, companyName, firstName/,
  ],
  ['no field', [{ operator: 'eq' }], '0.field', /^Invalid field/],
  ['an inherited name', [filter('constructor', 'eq', 'a')], '0.field', /^Invalid field/],
  ['an operator that is none', [filter('tags', 'like', 'a')], '0.operator', /use eq, not_eq/],
  ['another group', [{ group: 'NOT', filters: [] }], '0.group', /must be AND or OR$/],
  ['a group without filters', [{ group: 'AND' }], '0.filters', /must be a list$/],
  ['a value that is none', [filter('tags', 'eq', {})], '0.value', /must be a text, a number/],
  ['no value', [filter('tags', 'eq')], '0.value', /must be a text, a number/],
  ['no truth', [filter('dnd', 'eq', 'yes')], '0.value', /must be true or false$/],
  ['no number', [filter('customFields.amount', 'eq', 'a')], '0.value', /must be a number$/],
  [
    'a number with too many digits',
    [filter('customFields.amount', 'eq', '0.12345678901234567891')],
    '0.value',
    /more digits than can be compared$/,
  ],
  ['no bounds', [filter('dateAdded', 'range', {})], '0.value', /gt, gte, lt or lte/],
  ['another bound', [filter('dateAdded', 'range', { gt: 1, x: 1 })], '0.value', /nothing else$/],
  ['no date', [filter('dateAdded', 'range', { gt: 'soon' })], '0.value', /dates or millisec/],
  [
    'a long name',
    [filter(`customFields.${'x'.repeat(longestName)}`, 'eq', 'a')],
    '0.field',
    /at most 300 characters$/,
  ],
  [
    'a long value',
    [filter('tags', 'eq', 'x'.repeat(longestValue + 1))],
    '0.value',
    /at most 500 characters$/,
  ],
  ['many values', [filter('tags', 'eq', times(mostValues + 1, 'a'))], '0.value', /100 values$/],
  [
    'many values in all',
    times(mostValuesInAll / mostValues + 1, filter('tags', 'eq', times(mostValues, 'a'))),
    '10.value',
    /1000 values in all$/,
  ],
  [
    'many characters in all',
    times(3, filter('tags', 'eq', times(mostValues, 'x'.repeat(mostCharactersInAll / 250)))),
    '2.value',
    /100000 characters in all$/,
  ],
  [
    'signs that fold to many characters',
    [filter('firstName', 'eq', times(mostValues, '\ufdfa'.repeat(100)))],
    '0.value',
    /100000 characters in all$/,
  ],
  ['many filters', times(mostFilters + 1, filter('tags', 'eq', 'a')), '100', /at most 100 filters/],
  ['deep groups', [nested(deepest)], `0${'.filters.0'.repeat(deepest)}`, /at most 6 groups deep$/],
];

for (const [what, filters, at, message] of refused) {
  test(`${what} is refused, and its place is named`, () => {
    assert.throws(
      () => conditionOf(filters),
      (error) => {
        assert.ok(error instanceof AppError);
        assert.equal(error.code, 'search_invalid');
        assert.equal(error.fields?.[0]?.field, `filters.${at}`);
        assert.match(error.fields[0].message, message);
        return true;
      },
    );
  });
}

test('what is just within the bounds is read', () => {
  assert.ok(conditionOf([nested(deepest - 1)]));
  assert.ok(conditionOf(times(mostFilters, filter('tags', 'exists'))));
  assert.ok(conditionOf([filter('tags', 'eq', times(mostValues, 'x'.repeat(longestValue)))]));
});

test('of an object a wrong field is a validation error', () => {
  assert.throws(
    () => conditionOf({ nothing: 'a' }),
    (error) => error instanceof AppError && error.code === 'validation_failed',
  );
});
