import assert from 'node:assert/strict';
import { test } from 'node:test';
import { freeSlug, slugOf } from './field-key.ts';

test('a slug is in lower case, with one line for each other character', () => {
  for (const [name, slug] of [
    ['Custom Field', 'custom_field'],
    ['Appointment: Meeting Location Link', 'appointment__meeting_location_link'],
    ['  Age? ', 'age'],
    ['Straße 1', 'straße_1'],
    ['Café', 'cafe'],
    ['名前', '名前'],
    ['?!', 'field'],
  ] as const) {
    assert.equal(slugOf(name), slug);
  }
  assert.equal(slugOf('ﷺ'.repeat(200)).length, 150);
});

test('the first free number is appended to a slug that is taken', () => {
  const free = (...taken: string[]): string => freeSlug('age', (slug) => taken.includes(slug));
  assert.equal(free(), 'age');
  assert.equal(free('age'), 'age_1');
  assert.equal(free('age', 'age_1', 'age_3'), 'age_2');
  assert.equal(free('age_1'), 'age');
});
