import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type CoverageInput, coverageInput, unaccounted } from './coverage.ts';

const input = coverageInput();

test('every published operation is implemented or listed as missing, every status proven', () => {
  assert.deepEqual(unaccounted(input), []);
});

/** What a change of the input adds to what is unaccounted for. */
function added(change: Partial<CoverageInput>): string[] {
  const before = unaccounted(input);
  return unaccounted({ ...input, ...change }).filter((each) => !before.includes(each));
}

test('a lost operation, reason or proof, and a reason too many, are noticed', () => {
  const { 'locations GET-all-or-email-sms-templates': reason, ...missing } = input.missing;
  assert.ok(reason);
  assert.deepEqual(added({ missing }), [
    'locations GET-all-or-email-sms-templates is neither implemented nor listed as missing',
  ]);
  const tooMany = { 'contacts get-contact': reason, 'contacts no-such': reason };
  assert.deepEqual(added({ missing: { ...input.missing, ...tooMany } }), [
    'contacts no-such is listed as missing and not published',
    'contacts get-contact is implemented and listed as missing',
  ]);
  const proofs = input.proofs.filter(({ operationId }) => operationId !== 'create-contact');
  assert.deepEqual(added({ proofs }), ['create-contact 201 has no proof']);
  const operations = input.operations.filter(({ id }) => id !== 'get-contact');
  assert.deepEqual(added({ operations }), [
    'contacts get-contact is neither implemented nor listed as missing',
  ]);
});
