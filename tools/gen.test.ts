import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { createConfig, lintFromString } from '@redocly/openapi-core';
import { operations } from '../contract/operations.ts';
import { errorCodes } from '../src/errors/catalogue.ts';
import { generated, staleFiles } from './gen.ts';
import { settingsPage } from './settings-page.ts';

const root = join(import.meta.dirname, '..');

test('the generated files are what they should be, and a change of each is noticed', (t) => {
  if (!generated['contract/published.json']) {
    t.diagnostic(
      'the published documents are not at hand: contract/published.json was not compared',
    );
  }
  assert.deepEqual(staleFiles(root), []);
  const copy = mkdtempSync(join(tmpdir(), 'groundlevel-gen-'));
  try {
    for (const file of Object.keys(generated)) cpSync(join(root, file), join(copy, file));
    for (const file of Object.keys(generated)) {
      writeFileSync(join(copy, file), 'an older one\n');
      assert.deepEqual(staleFiles(copy), [file]);
      cpSync(join(root, file), join(copy, file));
    }
  } finally {
    rmSync(copy, { recursive: true });
  }
});

test('the OpenAPI document passes its linter and has every operation', async () => {
  const source = generated['docs/openapi.json']?.() ?? '';
  const config = await createConfig({ extends: ['recommended'] });
  const lint = (text: string) => lintFromString({ source: text, config });
  const problems = await lint(source);
  // A self-hosted server is at a local address; the paths are as published, ambiguous or not.
  const ours = ['no-server-example.com', 'no-path-trailing-slash', 'no-ambiguous-paths'];
  const own = problems.filter((each) => !ours.includes(each.ruleId));
  assert.deepEqual(
    own.map((each) => `${each.ruleId}: ${each.message}`),
    [],
  );
  const broken = await lint(source.replace('"operationId": "get-contact"', '"operationId": 7'));
  assert.notEqual(broken.length, problems.length);
  for (const { id } of operations) assert.ok(source.includes(`"operationId": "${id}"`), id);
});

test('the page of errors has every code and no other', () => {
  const page = generated['docs/errors.md']?.() ?? '';
  const named = [...page.matchAll(/^\| `(\w+)` \|/gm)].map((match) => match[1]);
  assert.deepEqual(named, Object.keys(errorCodes));
});

test('a setting without its sentence and its environment name is refused by name', () => {
  const defaults = readFileSync(join(root, 'defaults.toml'), 'utf8');
  const without = defaults.replace(/^# .* GROUNDLEVEL_PORT$/m, '');
  assert.notEqual(without, defaults);
  assert.throws(() => settingsPage(without), /server\.port/);
});
