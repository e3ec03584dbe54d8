import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parsePhoneNumberFromString } from 'libphonenumber-js/min';
import { parseEmail } from '../../lib/email.ts';
import { parsePhone } from '../../lib/phone.ts';
import { isTimeZone } from '../../lib/timezones.ts';
import { seedCountries } from './countries.ts';
import { type SeedPerson, personAt } from './person.ts';
import { seedFields } from './seed-fields.ts';

const people = { seed: 1, contacts: 20_000, until: Date.UTC(2026, 0, 1) };
const all = Array.from({ length: people.contacts }, (_, n) => personAt(people, n));
const shareOf = (is: (person: SeedPerson) => boolean): number =>
  all.filter(is).length / people.contacts;

test('the same seed makes the same people, whoever else is asked for; another one others', () => {
  assert.deepEqual(personAt(people, 17), all[17]);
  const { addedAt: _one, notes: _notes, ...person } = all[17] ?? assert.fail();
  const {
    addedAt: _two,
    notes: _others,
    ...amongMore
  } = personAt({ ...people, contacts: 1_000_000 }, 17);
  assert.deepEqual(amongMore, person);
  assert.notDeepEqual(personAt({ ...people, seed: 2 }, 17), all[17]);
});

test('every e-mail and phone is one, and nobody else of any seed has it', () => {
  const other = Array.from({ length: 2000 }, (_, n) => personAt({ ...people, seed: 2 }, n));
  const emails = [...all, ...other].flatMap(({ contact }) => contact.email ?? []);
  assert.equal(new Set(emails).size, emails.length);
  for (const email of emails) {
    assert.ok('email' in parseEmail(email), email);
    assert.match(email, /^[a-z]+\.[a-z]+\d+(?:\.2)?@[a-z.-]+\.example(?:\.org)?$/);
  }
  const phones = all.flatMap(({ phone }) => phone ?? []);
  assert.equal(new Set(phones).size, phones.length);
  for (const phone of phones) {
    assert.deepEqual(parsePhone(phone, 'US'), { e164: phone });
    assert.ok(parsePhoneNumberFromString(phone)?.isValid(), phone);
  }
  assert.ok(all.every(({ contact, phone }) => contact.email ?? phone));
});

test('a country has numbers for as many people as there can be', () => {
  for (const { code, phone, timezone, cities } of seedCountries.values()) {
    const numbers = (10 ** phone.digits - (phone.lowest ?? 0)) * phone.begins.length;
    assert.ok(numbers >= 10_000_000, code);
    for (const zone of [timezone, ...cities.flatMap((city) => city.timezone ?? [])]) {
      assert.ok(isTimeZone(zone), zone);
    }
  }
});

test('people are added one after the other over two years', () => {
  const times = all.map(({ addedAt }) => addedAt);
  assert.deepEqual(
    times,
    times.toSorted((a, b) => a - b),
  );
  assert.ok((times[0] ?? 0) < Date.UTC(2024, 0, 20));
  assert.ok((times.at(-1) ?? 0) <= people.until && (times.at(-1) ?? 0) > Date.UTC(2025, 11, 31));
  for (const { notes, addedAt } of all) {
    assert.ok(notes.every(({ at }) => at >= addedAt && at <= people.until));
  }
});

test('names are of many scripts, some common and most rare', () => {
  const scripts = 'Latin Cyrillic Greek Arabic Hebrew Devanagari Han Hiragana Hangul Thai';
  for (const script of scripts.split(' ')) {
    const has = new RegExp(`\\p{Script=${script}}`, 'u');
    assert.ok(shareOf(({ contact }) => has.test(contact.firstName ?? '')) > 0.001, script);
  }
  assert.ok(shareOf(({ contact }) => /[À-ſ]/.test(contact.lastName ?? '')) > 0.05);
  const counts = new Map<string, number>();
  for (const { contact } of all) {
    const name = contact.lastName ?? '';
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  const sorted = [...counts.values()].toSorted((a, b) => b - a);
  assert.ok((sorted[0] ?? 0) > people.contacts / 100);
  assert.ok((sorted[Math.floor(sorted.length / 2)] ?? 0) < people.contacts / 1000);
});

test('tags, sources, notes and values are on as many as is meant', () => {
  const tagged = (tag: string): number =>
    shareOf(({ contact }) => contact.tags?.includes(tag) ?? false);
  assert.ok(Math.abs(tagged('newsletter') - 0.3) < 0.02);
  assert.ok(tagged('vip') > 0.02 && tagged('vip') < 0.04);
  assert.ok(new Set(all.flatMap(({ contact }) => contact.tags ?? [])).size >= 48);
  assert.equal(new Set(all.flatMap(({ contact }) => contact.source ?? [])).size, 12);
  assert.ok(Math.abs(shareOf(({ notes }) => notes.length > 0) - 0.2) < 0.02);
  for (const [at, { name, share }] of seedFields.entries()) {
    const has = shareOf(({ fieldValues }) => fieldValues[at] !== undefined);
    assert.ok(Math.abs(has - share) < 0.02, name);
  }
});
