import assert from 'node:assert/strict';
import { mock } from 'node:test';
import { type Operation, writes } from '../../contract/operation.ts';
import { contactsScope, locationScopes, managementScopes } from '../../contract/scopes.ts';
import { isWellFormedText } from '../../src/lib/text.ts';
import { type DatabaseWatch, watchDatabase } from './location-dump.ts';
import { assertAnswer } from './promises.ts';
import { type RawAnswer, portOf, requestBytes, sendBytes } from './raw-http.ts';
import { type SampleRequest, sendWith } from './requests.ts';
import { type Place, createPlace } from './place.ts';
import { sampleOf } from './samples.ts';
import { type TestServer, startServer } from './server.ts';
import { type BodyRecipe, type Recipe, bend } from './shots.ts';

/** A location of its own, with tokens that may do all there, one for each compatibility. */
export type Target = {
  place: Place;
  contacts: string;
  tokens: Record<Recipe['compatibility'], string>;
};

/** A server to fire bent requests at, which holds each answer to what every answer promises. */
export type Range = {
  server: TestServer;
  watch: DatabaseWatch;
  targets: readonly Target[];
  /** How often each status was answered. */
  statuses: ReadonlyMap<string, number>;
  /** Fires at an operation; the sampled request is made anew when it was carried out. */
  aimAt(operation: Operation): Promise<(recipe: Recipe) => Promise<RawAnswer>>;
  close(): Promise<void>;
};

/** So many requests go to one location: what it holds stays small enough to be compared. */
const perLocation = 150;

export async function openRange(): Promise<Range> {
  // What housekeeping finishes of an earlier request is no change by a refused one.
  mock.timers.enable({ apis: ['setInterval'] });
  const server = await startServer({ wait: async () => undefined });
  const watch = watchDatabase(server.databasePath);
  const targets: Target[] = [];
  const statuses = new Map<string, number>();
  const newTarget = async (operation: Operation): Promise<Target> => {
    const target = await makeTarget(server, operation);
    targets.push(target);
    return target;
  };
  return {
    server,
    watch,
    targets,
    statuses,
    aimAt: async (operation) => {
      const sampleFor = sampleOf(operation);
      let target = await newTarget(operation);
      let sample = await sampleFor(target.place);
      let count = 0;
      return async (recipe) => {
        count += 1;
        if (count % perLocation === 0) {
          target = await newTarget(operation);
          sample = await sampleFor(target.place);
        }
        const answer = await shoot({ server, watch, operation, target, sample, recipe });
        const key = `${recipe.compatibility} ${answer.status}`;
        statuses.set(key, (statuses.get(key) ?? 0) + 1);
        // It may have consumed its record.
        const consumed = writes(operation) && answer.status < 400;
        if (consumed) sample = await sampleFor(target.place);
        return answer;
      };
    },
    close: async () => {
      watch.close();
      await server.close();
      mock.timers.reset();
    },
  };
}

export async function makeTarget(server: TestServer, operation: Operation): Promise<Target> {
  const { locationId } = await server.tenant();
  const reach = operation.managementOnly ? null : locationId;
  const ofLocation = [contactsScope, ...locationScopes];
  const scopes = operation.managementOnly ? [...managementScopes, ...ofLocation] : ofLocation;
  const tokenIn = async (compatibility: Recipe['compatibility']): Promise<string> =>
    (await server.integration(reach, { scopes: [...scopes], compatibility })).token;
  const tokens = { documented: await tokenIn('documented'), observed: await tokenIn('observed') };
  const contacts = (await server.integration(locationId, { scopes: [contactsScope] })).token;
  const place = createPlace(locationId, 'fuzz', (of, request) =>
    sendWith(
      server.call,
      ({ managementOnly }) => (managementOnly ? server.managementToken : tokens.documented),
      of,
      request,
    ),
  );
  return { place, contacts, tokens };
}

type Shot = {
  server: TestServer;
  watch: DatabaseWatch;
  operation: Operation;
  target: Target;
  sample: SampleRequest;
  recipe: Recipe;
};

async function shoot({
  server,
  watch,
  operation,
  target,
  sample,
  recipe,
}: Shot): Promise<RawAnswer> {
  const request = bend(operation, sample, recipe, target.tokens[recipe.compatibility]);
  const held = dumpOf(watch, target.place);
  const answer = await sendBytes(portOf(server), requestBytes(request));
  const shown = `${request.method} ${request.target} ${request.body?.subarray(0, 400).toString() ?? ''}`;
  assert.ok(answer, `no answer to ${shown}`);
  const faults = server.faults.splice(0).map((line) => line.slice(0, 2000));
  assert.deepEqual(faults, [], shown);
  const body = assertAnswer(answer, [process.cwd(), server.folder], operation);
  if (answer.status >= 400) {
    dumpOf(watch, target.place).forEach((now, each) => {
      assert.equal(
        now,
        held[each],
        `refused with ${answer.status}, and changed something: ${shown}`,
      );
    });
  }
  assertNamesField(recipe, answer.status, body.code, body.fields);
  if (operation.body && answer.status < 400) assertStorable(recipe, shown);
  return answer;
}

/** What a refused request may not change: all but the outcome that its key is remembered by. */
function dumpOf(watch: DatabaseWatch, place: Place): string[] {
  const without = { without: ['idempotency_keys'] };
  return [watch.dump(place.locationId, without), watch.dump(null, without)];
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
  // A name of no letters is told in quotes.
  const name = edit.name === '' ? '""' : edit.name;
  for (const { field } of fields) {
    const isIt: boolean = field === 'body' || field === name || field.startsWith(`${name}.`);
    assert.ok(isIt, `${edit.name} was wrong and ${field} is named`);
  }
}

/** A text that cannot be given back as it was sent is never accepted. */
function assertStorable({ body }: Recipe, shown: string): void {
  JSON.stringify(changedBy(body), (name: string, value: unknown) => {
    const fine = isWellFormedText(name) && (typeof value !== 'string' || isWellFormedText(value));
    assert.ok(fine, `a text that cannot be stored was accepted: ${shown}`);
    return value;
  });
}

function changedBy(body: BodyRecipe): unknown {
  switch (body.kind) {
    case 'edited':
      return body.edits.filter((edit, at) =>
        body.edits.slice(at + 1).every(({ name }) => name !== edit.name),
      );
    case 'shaped':
      // The location stays that of the sample.
      return { ...body.value, locationId: '' };
    case 'any':
      return body.value;
    default:
      return null;
  }
}
