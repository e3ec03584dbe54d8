import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import { operations } from '../../contract/operations.ts';
import { type Range, openRange } from '../support/fuzz-range.ts';
import type { Wire } from '../support/server.ts';
import { recipeFor } from '../support/shots.ts';
import { assertSound } from '../support/soundness.ts';

/** Requests in all, shared among the operations. */
const total = Number(process.env['FUZZ_RUNS'] ?? 10_000);
const runs = Math.max(20, Math.ceil(total / operations.length));
const seed = process.env['FUZZ_SEED'];

let range: Range;
before(async () => {
  range = await openRange();
});
after(() => range.close());

for (const operation of operations) {
  test(`whatever is sent to ${operation.id} is answered in order and never half done`, async () => {
    const { watch, server } = range;
    const other = watch.dump(server.other.locationId);
    const fire = await range.aimAt(operation);
    await fc.assert(
      fc.asyncProperty(recipeFor(operation), async (recipe) => void (await fire(recipe))),
      { numRuns: runs, ...(seed !== undefined && { seed: Number(seed) }) },
    );
    assert.equal(watch.dump(server.other.locationId), other, 'another location changed');
  });
}

test('whatever was stored is listed, found by its id and told in the events', async () => {
  const { server, watch, targets } = range;
  for (const { place, contacts: token } of targets) {
    const { locationId } = place;
    const read = async (path: string): Promise<Wire> => {
      const { status, body, text } = await server.call('GET', path, { token });
      assert.equal(status, 200, `${path}: ${text.slice(0, 400)}`);
      return body;
    };
    const ids: string[] = [];
    let next: unknown = `/contacts?locationId=${locationId}&limit=100`;
    while (typeof next === 'string') {
      const page: Wire = await read(next.replace(server.baseUrl, ''));
      ids.push(...(page.contacts ?? []).map(({ id }) => id));
      assert.equal(page.meta?.['total'], watch.contactCount(locationId));
      next = page.meta?.['nextPageUrl'];
    }
    assert.equal(new Set(ids).size, watch.contactCount(locationId));
    for (const id of ids) assert.equal((await read(`/contacts/${id}`)).contact?.id, id);
    let after = '';
    let more = true;
    while (more) {
      const page = await read(`/api/events?limit=500&after=${after}`);
      more = page.meta?.['more'] === true;
      after = String(page.meta?.['nextCursor']);
    }
  }
  assert.deepEqual(server.faults, []);
});

test('after all of it the database is sound and the server answers', async (t) => {
  const { server, statuses } = range;
  t.diagnostic(
    `${operations.length * runs} requests: ${[...statuses].map((each) => each.join(': ')).join(', ')}`,
  );
  assertSound(server.databasePath);
  const { locationId } = server.own;
  const made = await server.call('POST', '/contacts', { body: { locationId, firstName: 'Jane' } });
  assert.equal(made.status, 201);
  assert.equal(made.body.contact?.['firstName'], 'Jane');
  assert.deepEqual(server.faults, []);
});
