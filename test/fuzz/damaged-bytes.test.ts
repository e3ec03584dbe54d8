import assert from 'node:assert/strict';
import { after, before, mock, test } from 'node:test';
import fc from 'fast-check';
import { operations } from '../../contract/operations.ts';
import { contactsScope, locationScopes } from '../../contract/scopes.ts';
import { type DatabaseWatch, watchDatabase } from '../support/location-dump.ts';
import { assertAnswer } from '../support/promises.ts';
import { exchange, requestBytes } from '../support/raw-http.ts';
import { addressOf, payloadOf, sendWith } from '../support/requests.ts';
import { createPlace } from '../support/place.ts';
import { sampleOf } from '../support/samples.ts';
import { type TestServer, startServer } from '../support/server.ts';
import { assertSound } from '../support/soundness.ts';

/** Damaged requests in all, shared among the operations. */
const total = Number(process.env['FUZZ_RUNS'] ?? 6000);
const together = 20;
const runs = Math.max(5, Math.ceil(total / operations.length / together));
const seed = process.env['FUZZ_SEED'];

let server: TestServer;
let watch: DatabaseWatch;
let token = '';

before(async () => {
  // What the server does by itself is no change by a refused request.
  mock.timers.enable({ apis: ['setInterval'] });
  server = await startServer({ wait: async () => undefined });
  token = await server.token(server.own.locationId, [contactsScope, ...locationScopes]);
  watch = watchDatabase(server.databasePath);
});
after(async () => {
  watch.close();
  await server.close();
  mock.timers.reset();
});

const secrets = (): string[] => [process.cwd(), server.folder];

const damage = fc.oneof(
  fc.record({ how: fc.constant('flip' as const), at: fc.nat(), bit: fc.nat(7) }),
  fc.record({
    how: fc.constant('put' as const),
    at: fc.nat(),
    bytes: fc.uint8Array({ minLength: 1, maxLength: 6 }),
  }),
  fc.record({
    how: fc.constant('take' as const),
    at: fc.nat(),
    length: fc.integer({ min: 1, max: 40 }),
  }),
  fc.record({ how: fc.constant('cut' as const), at: fc.nat() }),
  fc.record({
    how: fc.constant('double' as const),
    at: fc.nat(),
    length: fc.integer({ min: 1, max: 200 }),
  }),
);
type Damage = typeof damage extends fc.Arbitrary<infer D> ? D : never;

function damaged(bytes: Buffer, hurt: readonly Damage[]): Buffer {
  let result = bytes;
  for (const each of hurt) {
    const at = each.at % Math.max(1, result.length);
    const [head, tail] = [result.subarray(0, at), result.subarray(at)];
    switch (each.how) {
      case 'flip':
        result = Buffer.from(result);
        result[at] = (result[at] ?? 0) ^ (1 << each.bit);
        break;
      case 'put':
        result = Buffer.concat([head, each.bytes, tail]);
        break;
      case 'take':
        result = Buffer.concat([head, tail.subarray(each.length)]);
        break;
      case 'cut':
        result = head;
        break;
      case 'double':
        result = Buffer.concat([head, tail.subarray(0, each.length), tail]);
        break;
      default:
        each satisfies never;
    }
  }
  return result;
}

function isOneRequest(bytes: Buffer): boolean {
  return bytes.indexOf('HTTP/') === bytes.lastIndexOf('HTTP/');
}

for (const operation of operations) {
  test(`bytes of ${operation.id} damaged on their way are refused in order or meant something`, async () => {
    const { locationId } = server.own;
    const place = createPlace(locationId, `raw${operation.id.replaceAll('-', '')}`, (of, request) =>
      sendWith(
        server.call,
        (each) => (each.managementOnly ? server.managementToken : token),
        of,
        request,
      ),
    );
    const sample = await sampleOf(operation)(place);
    const payload = payloadOf(sample);
    const sender = operation.managementOnly ? server.managementToken : token;
    const valid = requestBytes({
      method: operation.method,
      target: addressOf(operation, sample),
      headers: [
        ['Authorization', `Bearer ${sender}`],
        ...(payload ? [['Content-Type', payload.contentType] as const] : []),
      ],
      body: payload?.bytes,
    });
    const one = fc.array(damage, { minLength: 1, maxLength: 3 });
    const batches = fc.array(one, { minLength: together, maxLength: together });
    await fc.assert(
      fc.asyncProperty(batches, async (batch) => {
        // What a request of before has left to do is no work of these.
        await server.app.keepHouse();
        const held = watch.dump(locationId);
        const sent = batch.map((hurt) => damaged(valid, hurt));
        const answers = await exchange(server, sent);
        for (const answer of answers) {
          // It may have become a request for a page.
          if (answer && answer.status >= 400) assertAnswer(answer, secrets());
        }
        const refused = answers.every((answer) => answer !== undefined && answer.status >= 400);
        // Damage can make two requests of one, of which the first answer is seen.
        if (refused && sent.every(isOneRequest)) assert.equal(watch.dump(locationId), held);
        assert.deepEqual(server.faults.splice(0), []);
      }),
      { numRuns: runs, ...(seed !== undefined && { seed: Number(seed) }) },
    );
  });
}

test('after all of it the database is sound and the server answers', async () => {
  assertSound(server.databasePath);
  await exchange(server, []);
  assert.deepEqual(server.faults, []);
});
