import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { countryNames, parseCountry } from './countries.ts';

const published = fileURLToPath(new URL('../../../shared/reference/countries.md', import.meta.url));

test('every country is found by its code and its name, in any case', () => {
  const codes = Object.keys(countryNames);
  assert.equal(codes.length, 247);
  for (const [code, name] of Object.entries(countryNames)) {
    assert.match(code, /^[A-Z]{2}$/);
    assert.equal(parseCountry(code), code);
    assert.equal(parseCountry(` ${code.toLowerCase()} `), code);
    assert.equal(parseCountry(name), code);
    assert.equal(parseCountry(name.toUpperCase()), code);
  }
});

test('the codes are the published ones, where the published list is at hand', (t) => {
  if (!existsSync(published)) {
    t.diagnostic('the published list is not at hand: only its length, 247, was compared');
    return;
  }
  const rows = [...readFileSync(published, 'utf8').matchAll(/^\| *([A-Z]{2}) *\|/gm)];
  const codes = rows.map(([, code]) => code);
  assert.deepEqual(new Set(Object.keys(countryNames)), new Set(codes));
});

test('a name of two countries is none, unless it is the whole name of one', () => {
  assert.equal(parseCountry('Korea'), undefined);
  assert.equal(parseCountry('virgin islands'), undefined);
  assert.equal(parseCountry('Congo'), 'CG');
  assert.equal(parseCountry('Iran'), 'IR');
  assert.equal(parseCountry('tanzania'), 'TZ');
});

test('anything else is no country', () => {
  for (const text of ['', 'XX', 'XXX', 'constructor', 'toString', '__proto__', 'Germany, West']) {
    assert.equal(parseCountry(text), undefined, text);
  }
});
