import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CustomField, DataType, FieldDetails } from './custom-field.ts';
import type { FieldDefinitions } from './field-definitions.ts';
import { type ReadingRules, longest, readFieldValues } from './field-values.ts';
import { longestEntry, mostEntries } from './option-values.ts';
import type { SentFieldValue } from './sent-value.ts';

const rules: ReadingRules = { country: 'US', timeZone: 'UTC', unreadableValue: 'refuse' };

function fieldOfType(dataType: DataType, details: FieldDetails = {}): CustomField {
  const options = ['Red', 'Green', 'Navy, dark'].map((label, each) => ({ key: `k${each}`, label }));
  return {
    no: 1,
    id: 'f1',
    object: 'contact',
    name: 'Field',
    fieldKey: 'contact.field',
    dataType,
    parentId: null,
    position: 0,
    details: { options, ...details },
    createdAt: 0,
    updatedAt: 0,
  };
}

function definitions(field: CustomField): FieldDefinitions {
  return {
    version: 1,
    byId: new Map([[field.id, field]]),
    searchable: [],
    byKey: new Map([['field', field]]),
  };
}

function read(field: CustomField, sent: SentFieldValue[], more: Partial<ReadingRules> = {}) {
  return readFieldValues(sent, definitions(field), { ...rules, ...more });
}

const file = { url: 'https://example.com/a.pdf' };

const readable: readonly [DataType, unknown, unknown][] = [
  ['TEXT', ' as it is ', ' as it is '],
  ['TEXT', 7, '7'],
  ['TEXT', '  ', null],
  ['LARGE_TEXT', true, 'true'],
  ['NUMERICAL', '1,500.50', 1500.5],
  ['MONETORY', '$20', 20],
  ['PHONE', '(212) 555-0123', '+12125550123'],
  ['EMAIL', ' Jane@Example.com ', 'Jane@Example.com'],
  ['DATE', '2026-03-04', '2026-03-04'],
  ['DATE', Date.UTC(2026, 2, 4, 12), '2026-03-04'],
  ['SINGLE_OPTIONS', 'red', 'Red'],
  ['RADIO', 'k1', 'Green'],
  ['MULTIPLE_OPTIONS', ['green', 'Red', 'RED'], ['Green', 'Red']],
  ['CHECKBOX', 'red; Navy, dark', ['Red', 'Navy, dark']],
  ['CHECKBOX', [], null],
  ['TEXTBOX_LIST', { k0: 'one', green: 'two', k2: '' }, { k0: 'one', k1: 'two' }],
  ['TEXTBOX_LIST', { k0: null }, null],
  ['FILE_UPLOAD', { a: file, b: file.url, c: null }, { a: file, b: file }],
  ['FILE_UPLOAD', { a: null }, null],
];

for (const [type, sent, value] of readable) {
  test(`${type} reads ${JSON.stringify(sent)} as ${JSON.stringify(value)}`, () => {
    const field = fieldOfType(type, { isMultipleFile: true });
    const found = read(field, [{ id: 'f1', value: sent }]);
    assert.deepEqual(found, { values: [{ id: 'f1', value }], problems: [], warnings: [] });
  });
}

const unreadable: readonly [DataType, unknown, RegExp][] = [
  ['TEXT', {}, /must be a text$/],
  ['TEXT', 'x'.repeat((longest.TEXT ?? 0) + 1), /at most 10000 characters$/],
  ['LARGE_TEXT', 'x'.repeat((longest.LARGE_TEXT ?? 0) + 1), /at most 100000 characters$/],
  ['NUMERICAL', 'seven', /number/],
  ['PHONE', 'none', /phone/],
  ['EMAIL', 'none', /mail/],
  ['DATE', { day: 1 }, /date/],
  ['SINGLE_OPTIONS', 'Blue', /must be one of Red, Green, Navy, dark$/],
  ['RADIO', ['Red', 'Green'], /must be one of/],
  ['MULTIPLE_OPTIONS', ['Red', 'Blue'], /must be a list of/],
  ['CHECKBOX', Array(mostEntries + 1).fill('Red'), /at most 1000 entries$/],
  ['TEXTBOX_LIST', 'one', /an object with a text for each of k0 \(Red\), k1 \(Green\)/],
  ['TEXTBOX_LIST', { k9: 'one' }, /for each of/],
  ['TEXTBOX_LIST', { k0: 'x'.repeat(longestEntry + 1) }, /for each of/],
  ['FILE_UPLOAD', 'a.pdf', /object of files by id/],
  ['FILE_UPLOAD', { a: { name: 'a.pdf' } }, /each with a url$/],
  ['FILE_UPLOAD', { a: file, b: file }, /must have at most 1 files$/],
];

for (const [type, sent, problem] of unreadable) {
  test(`${type} refuses ${JSON.stringify(sent).slice(0, 60)}, and leaves it out where it may`, () => {
    const field = fieldOfType(type);
    const { values, problems, warnings } = read(field, [{ id: 'f1', value: sent }]);
    assert.deepEqual([values, warnings], [[], []]);
    assert.deepEqual(
      problems.map((each) => each.field),
      ['customFields.0'],
    );
    assert.match(problems[0]?.message ?? '', /^customFields\.0 \(Field\) /);
    assert.match(problems[0]?.message ?? '', problem);
    const dropped = read(field, [{ id: 'f1', value: sent }], { unreadableValue: 'drop' });
    assert.deepEqual(dropped.problems, []);
    assert.match(dropped.warnings[0] ?? '', /left out$/);
  });
}

test('of several options the known ones are kept where an unreadable value is left out', () => {
  const field = fieldOfType('CHECKBOX');
  const sent = [{ id: 'f1', value: ['Red', 'Blue'] }];
  const { values, warnings } = read(field, sent, { unreadableValue: 'drop' });
  assert.deepEqual(values, [{ id: 'f1', value: ['Red'] }]);
  assert.match(warnings[0] ?? '', /Blue was left out$/);
});

test('a blank text of a list stays as it was where a blank counts as unsent', () => {
  const field = fieldOfType('TEXTBOX_LIST');
  const sent = [{ id: 'f1', value: { k0: ' ', k1: 'two', k2: null } }];
  assert.deepEqual(read(field, sent, { blankIsUnsent: true }).values, [
    { id: 'f1', value: { k1: 'two' }, kept: ['k0'] },
  ]);
});

const addressed: readonly [SentFieldValue, string][] = [
  [{ id: 'f1' }, 'f1'],
  [{ id: 'field' }, 'f1'],
  [{ key: 'contact.field' }, 'f1'],
  [{ id: 'gone', key: ' field ' }, 'f1'],
  [{ key: 'contact.other' }, 'other'],
];

for (const [name, id] of addressed) {
  test(`a value of ${JSON.stringify(name)} is kept under ${id}`, () => {
    const { values, warnings } = read(fieldOfType('TEXT'), [{ ...name, field_value: 'x' }]);
    assert.deepEqual(values, [{ id, value: 'x' }]);
    assert.equal(warnings.length, id === 'f1' ? 0 : 1);
  });
}

test('of two values of a field the last counts; one without a name or a value is said', () => {
  const sent = [{ id: 'f1', value: 'a' }, { key: 'field', fieldValue: 'b' }, { id: 'f1' }, {}];
  const { values, problems, warnings } = read(fieldOfType('TEXT'), sent);
  assert.deepEqual(values, [{ id: 'f1', value: 'b' }]);
  assert.deepEqual(warnings, ['customFields.2 has no field_value and was ignored']);
  assert.deepEqual(problems, [
    { field: 'customFields.3', message: 'customFields.3 must have an id or a key' },
  ]);
});
