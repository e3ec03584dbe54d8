import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import type { Operation } from '../../contract/operation.ts';
import { operations } from '../../contract/operations.ts';
import { contactsScope, locationScopes, managementScopes } from '../../contract/scopes.ts';
import { type DatabaseWatch, watchDatabase } from '../support/location-dump.ts';
import { assertAnswer } from '../support/promises.ts';
import { type RawAnswer, requestBytes, sendBytes } from '../support/raw-http.ts';
import { type SampleRequest, sendWith } from '../support/requests.ts';
import { type Place, createPlace, sampleOf } from '../support/samples.ts';
import { type TestServer, type Wire, startServer } from '../support/server.ts';
import { type Recipe, bend, recipeFor } from '../support/shots.ts';
import { assertSound } from '../support/soundness.ts';

/** Requests in all, shared among the operations. */
const total = Number(process.env['FUZZ_RUNS'] ?? 10_000);
const runs = Math.max(20, Math.ceil(total / operations.length));
const seed = process.env['FUZZ_SEED'];

let server: TestServer;
let watch: DatabaseWatch;
let port: number;
const statuses = new Map<string, number>();

before(async () => {
  server = await startServer({ wait: async () => undefined });
  watch = watchDatabase(server.databasePath);
  port = Number(new URL(server.baseUrl).port);
});
after(async () => {
  watch.close();
  await server.close();
});

type Target = { place: Place; contacts: string; tokens: Record<Recipe['compatibility'], string> };

/** So many requests go to one location: what it holds stays small enough to be compared. */
const perLocation = 150;
const targets: Target[] = [];

async function newTarget(operation: Operation): Promise<Target> {
  const { locationId } = await server.tenant();
  const reach = operation.managementOnly ? null : locationId;
  const scopes = operation.managementOnly ? managementScopes : [contactsScope, ...locationScopes];
  const tokens = {
    documented: await server.integration(reach, {
      scopes: [...scopes],
      compatibility: 'documented',
    }),
    observed: await server.integration(reach, { scopes: [...scopes], compatibility: 'observed' }),
  };
  const contacts = await server.integration(locationId, { scopes: [contactsScope] });
  const tokenFor = (of: Operation): string =>
    of.managementOnly ? server.managementToken : contacts.token;
  const place = createPlace(locationId, 'fuzz', (of, request) =>
    sendWith(server.call, tokenFor, of, request),
  );
  const target = {
    place,
    contacts: contacts.token,
    tokens: { documented: tokens.documented.token, observed: tokens.observed.token },
  };
  targets.push(target);
  return target;
}

/** What a refused request may not change: all but the outcome that its key is remembered by. */
function dumpOf(place: Place): string {
  const without = { without: ['idempotency_keys'] };
  return watch.dump(place.locationId, without) + watch.dump(null, without);
}

async function shoot(
  operation: Operation,
  { place, tokens }: Target,
  sample: SampleRequest,
  recipe: Recipe,
): Promise<RawAnswer> {
  const request = bend(operation, sample, recipe, tokens[recipe.compatibility]);
  const held = dumpOf(place);
  const answer = await sendBytes(port, requestBytes(request));
  const shown = `${request.method} ${request.target} ${request.body?.subarray(0, 400).toString() ?? ''}`;
  assert.ok(answer, `no answer to ${shown}`);
  const body = assertAnswer(answer, [process.cwd(), server.folder]);
  assert.deepEqual(server.faults.splice(0), [], shown);
  if (answer.status >= 400) {
    assert.equal(
      dumpOf(place),
      held,
      `refused with ${answer.status}, and changed something: ${shown}`,
    );
  }
  assertNamesField(recipe, answer.status, body.code, body.fields);
  const key = `${recipe.compatibility} ${answer.status}`;
  statuses.set(key, (statuses.get(key) ?? 0) + 1);
  return answer;
}

/** One wrong field alone in a body is the one that the refusal names. */
function assertNamesField(
  { body, query, params, headers, suffix }: Recipe,
  status: number,
  code: string | undefined,
  fields: { field: string }[] = [],
): void {
  if (status !== 422 || code !== 'validation_failed' || body.kind !== 'edited') return;
  if (query.length + params.length + headers.length > 0 || suffix !== '') return;
  const [edit, ...others] = body.edits;
  if (!edit || others.length > 0) return;
  for (const { field } of fields) {
    const isIt: boolean =
      field === 'body' || field === edit.name || field.startsWith(`${edit.name}.`);
    assert.ok(isIt, `${edit.name} was wrong and ${field} is named`);
  }
}

for (const operation of operations) {
  test(`whatever is sent to ${operation.id} is answered in order and never half done`, async () => {
    const sampleFor = sampleOf(operation);
    const other = watch.dump(server.other.locationId);
    let target = await newTarget(operation);
    let sample = await sampleFor(target.place);
    let count = 0;
    const shots = fc.asyncProperty(recipeFor(operation), async (recipe) => {
      count += 1;
      if (count % perLocation === 0) {
        target = await newTarget(operation);
        sample = await sampleFor(target.place);
      }
      const answer = await shoot(operation, target, sample, recipe);
      // It may have consumed its record.
      const consumed = operation.method !== 'GET' && answer.status < 400;
      if (consumed) sample = await sampleFor(target.place);
    });
    await fc.assert(shots, { numRuns: runs, ...(seed !== undefined && { seed: Number(seed) }) });
    assert.equal(watch.dump(server.other.locationId), other, 'another location changed');
  });
}

test('whatever was stored is listed, found by its id and told in the events', async () => {
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
