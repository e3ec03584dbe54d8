import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { type Operation, writes } from '../contract/operation.ts';
import { operations } from '../contract/operations.ts';
import { grants } from '../contract/scopes.ts';
import { createIdSource, toObjectId } from '../src/lib/ids.ts';
import { idsOf, textsOf, valueAt, withValue } from './support/id-positions.ts';
import { type World, idsIn, startWorld } from './support/isolation-world.ts';
import { type SampleRequest, addressOf } from './support/requests.ts';
import { sampleOf, samples } from './support/samples.ts';
import type { Answer } from './support/server.ts';

const newId = createIdSource({ now: () => Date.now() });

test('every operation of the contract has a sample, and every sample an operation', () => {
  assert.deepEqual(new Set(Object.keys(samples)), new Set(operations.map(({ id }) => id)));
});

for (const compatibility of ['documented', 'observed'] as const) {
  describe(`each operation reaches its own location only, ${compatibility}`, () => {
    let world: World;
    before(async () => {
      world = await startWorld(compatibility);
    });
    after(async () => {
      world.watch.close();
      await world.server.close();
    });
    for (const operation of operations) {
      test(`${operation.id}`, async () => {
        const sample = sampleOf(operation);
        const other = await sample(world.other);
        const own = await sample(world.own);
        await refuseDeadTokens(world, operation, own);
        await refuseOtherScopes(world, operation, own);
        await refuseOtherLocation(world, operation, own, other);
        await refuseIdsOfOthers(world, operation, own, other);
        await refuseFieldsNamingOthers(world, operation, own);
        await keepTextsApart(world, operation, await sample(world.third), other);
        await findOnlyOwn(world, operation, own);
        // One that no request above, with a foreign id beside what it goes by, has done already.
        await succeedWithOwn(world, operation, await sample(world.own));
      });
    }
  });
}

/** What a management token does to the installation knows no other location. */
function isOfInstallation({ location, managementOnly }: Operation): boolean {
  return location === 'none' && managementOnly === true;
}

type Trial = { operation: Operation; request: SampleRequest; token: string | null; what: string };

/** Sends, and asserts that the other location is as before and shows in no way. */
async function attempt(world: World, { operation, request, token, what }: Trial): Promise<Answer> {
  const { server, watch, other, version } = world;
  const address = addressOf(operation, request);
  const foreign = watch.dump(other.locationId);
  const answer = await server.call(operation.method, address, {
    token,
    ...(version !== undefined && { version }),
    ...(request.body && { body: request.body }),
    ...(request.form && { form: request.form }),
  });
  const name = `${what}: ${operation.method} ${address} answered ${answer.status} ${answer.text.slice(0, 600)}`;
  assert.equal(watch.dump(other.locationId), foreign, `the other location changed. ${name}`);
  const sent = `${address} ${JSON.stringify(request.body ?? request.form ?? {})}`;
  if (isOfInstallation(operation) && token === world.management.token) return answer;
  for (const id of token === other.token ? [] : idsIn(answer.text)) {
    const foreignId = foreign.includes(id) && !sent.includes(id) && !world.shared.has(id);
    assert.ok(!foreignId, `an id of the other location shows. ${name}`);
  }
  const marked = answer.text.toLowerCase().includes(other.mark);
  assert.ok(!marked || sent.includes(other.mark), `the other location's data shows. ${name}`);
  return answer;
}

/** As `attempt`, and asserts a refusal that changed nothing anywhere. */
async function refuse(world: World, trial: Trial): Promise<Answer> {
  const { watch, own, server } = world;
  const before = [watch.dump(own.locationId), watch.dump(null)];
  const answer = await attempt(world, trial);
  const name = `${trial.what}: ${trial.operation.id} answered ${answer.status} ${answer.text.slice(0, 600)}`;
  assert.ok(answer.status >= 400 && answer.status < 500, `not refused. ${name}`);
  assert.equal(answer.body.statusCode, answer.status, name);
  assert.deepEqual([watch.dump(own.locationId), watch.dump(null)], before, `changed. ${name}`);
  assert.deepEqual(server.faults, [], name);
  return answer;
}

/** As `refuse`, for one of several ids: the others are still done, so it may be a success. */
async function leaveAlone(world: World, trial: Trial): Promise<Answer> {
  const { watch, own, server } = world;
  const before = watch.dump(own.locationId);
  const answer = await attempt(world, trial);
  const name = `${trial.what}: ${trial.operation.id} answered ${answer.status} ${answer.text.slice(0, 600)}`;
  assert.ok(answer.status < 500, name);
  const after = watch.dump(own.locationId);
  assert.equal(after, before, `changed. ${name}`);
  assert.deepEqual(server.faults, [], name);
  return answer;
}

/** An id that no record has, in the form of another: businesses have a form of their own. */
function idLike(id: string): string {
  return id.length === 24 ? toObjectId(newId()) : newId();
}

/** A reply without what may differ: the ids sent and the trace id. */
function bare(answer: Answer, ids: readonly string[]): string {
  const { traceId: _traceId, ...body } = answer.body;
  let text = JSON.stringify({ status: answer.status, body });
  for (const id of ids) text = text.replaceAll(id, 'ID');
  return text;
}

async function refuseDeadTokens(
  world: World,
  operation: Operation,
  request: SampleRequest,
): Promise<void> {
  const none = await refuse(world, { operation, request, token: null, what: 'no token' });
  assert.equal(none.status, 401);
  assert.match(String(none.body.message), /Authorization header/);
  const replies = new Set<string>();
  for (const [what, token] of Object.entries(world.dead)) {
    const answer = await refuse(world, { operation, request, token, what });
    assert.equal(answer.status, 401, what);
    replies.add(bare(answer, []));
  }
  assert.equal(replies.size, 1, 'which kind of dead token it was shows');
}

async function refuseOtherScopes(
  world: World,
  operation: Operation,
  request: SampleRequest,
): Promise<void> {
  const { own, management } = world;
  // A location made to be deleted is not the token's own, which is said before the scope.
  const elsewhere = (request.params?.['locationId'] ?? own.locationId) !== own.locationId;
  for (const [scope, token] of own.single) {
    if (!operation.managementOnly && grants([scope], operation.scope)) continue;
    const answer = await refuse(world, { operation, request, token, what: `scope ${scope}` });
    if (elsewhere) continue;
    assert.equal(answer.status, 401, scope);
    assert.match(String(answer.body.message), /not authorized for this scope/);
  }
  const named = naming(operation, request, own.locationId);
  for (const [scope, token] of management.single) {
    if (grants([scope], operation.scope)) continue;
    const what = `management scope ${scope}`;
    const answer = await refuse(world, { operation, request: named, token, what });
    assert.equal(answer.status, 401, what);
    assert.match(String(answer.body.message), /not authorized for this scope/);
  }
}

/** A management token has no location of its own, so its request names one. */
function naming(operation: Operation, request: SampleRequest, locationId: string): SampleRequest {
  return operation.location === 'token'
    ? { ...request, query: { ...request.query, locationId } }
    : request;
}

/** Another location's token with our ids, and ours with all of theirs, answer as for unknown ids. */
async function refuseOtherLocation(
  world: World,
  operation: Operation,
  own: SampleRequest,
  other: SampleRequest,
): Promise<void> {
  if (operation.managementOnly) {
    const what = "a location's token";
    for (const token of [world.own.token, world.own.overreaching, world.other.token]) {
      await refuse(world, { operation, request: own, token, what });
    }
    return;
  }
  const pairs = [
    { token: world.other.token, request: own, what: "another location's token" },
    { token: world.own.token, request: other, what: "another location's ids" },
  ];
  for (const { token, request, what } of pairs) {
    const answer = await refuse(world, { operation, request, token, what });
    const ids = idsOf(request);
    let unknown = request;
    for (const position of ids) unknown = withValue(unknown, position, idLike(position.value));
    const compared = await refuse(world, { operation, request: unknown, token, what: 'unknown' });
    const all = [...ids, ...idsOf(unknown)].map(({ value }) => value);
    assert.equal(bare(answer, all), bare(compared, all), `${what}: the id's existence shows`);
  }
}

/** One id of another location among ours, in each place that holds one. */
async function refuseIdsOfOthers(
  world: World,
  operation: Operation,
  own: SampleRequest,
  other: SampleRequest,
): Promise<void> {
  if (isOfInstallation(operation)) return;
  const ids = idsOf(own);
  for (const position of ids) {
    const where = position.path.join('.');
    const id = valueAt(other, position);
    const isLocation = id === world.other.locationId || where === 'params.locationId';
    // Every location is a management token's own; a record in another one is not there.
    if (operation.managementOnly && isLocation && ids.length === 1) continue;
    const token = operation.managementOnly ? world.management.token : world.own.token;
    const request = withValue(own, position, id);
    const isOneOfMany =
      own.answersEach !== undefined && where.startsWith(`body.${own.answersEach}.`);
    const deny = isOneOfMany ? leaveAlone : refuse;
    const answer = await deny(world, { operation, request, token, what: `theirs in ${where}` });
    if (operation.managementOnly && isLocation) continue;
    const random = idLike(id);
    const unknown = withValue(own, position, random);
    const compared = await deny(world, { operation, request: unknown, token, what: where });
    const all = [id, random];
    assert.equal(bare(answer, all), bare(compared, all), `${where}: the id's existence shows`);
  }
  // Without a record in its path there is only the location, and each is a management token's own.
  if (operation.location !== 'token' || !operation.params) return;
  const request = naming(operation, own, world.other.locationId);
  const { token } = world.management;
  const what = 'a management token names the other location';
  const answer = await refuse(world, { operation, request, token, what });
  let unknown = request;
  for (const position of ids) unknown = withValue(unknown, position, idLike(position.value));
  const compared = await refuse(world, { operation, request: unknown, token, what });
  const all = [...ids, ...idsOf(unknown)].map(({ value }) => value);
  assert.equal(bare(answer, all), bare(compared, all), `${what}: the id's existence shows`);
}

/** Fields that the sample leaves out and that name a record: they reach no other location either. */
async function refuseFieldsNamingOthers(
  world: World,
  operation: Operation,
  own: SampleRequest,
): Promise<void> {
  const token = operation.managementOnly ? world.management.token : world.own.token;
  const records = world.watch.recordIds(world.other.locationId);
  for (const part of ['query', 'body'] as const) {
    for (const name of propertiesOf(operation[part])) {
      if (!/(?:^i|I)d$/.test(name) || Object.hasOwn(own[part] ?? {}, name)) continue;
      const isLocation = name === 'locationId';
      if (isLocation && operation.managementOnly) continue;
      const what = `their id as ${part}.${name}`;
      const send = (value: string): Promise<Answer> => {
        const request = { ...own, [part]: { ...own[part], [name]: value } };
        return (isLocation ? refuse : attempt)(world, { operation, request, token, what });
      };
      const random = newId();
      const compared = await send(random);
      for (const id of isLocation ? [world.other.locationId] : records) {
        const answer = await send(id);
        const all = [id, random];
        assert.equal(bare(answer, all), bare(compared, all), `${what}: its existence shows`);
      }
    }
  }
}

function propertiesOf(schema: Operation['body']): string[] {
  const properties = schema && 'properties' in schema ? schema.properties : undefined;
  return Object.keys(properties ?? {});
}

/** Addresses, names and cursors of the other location find, take and reveal nothing of it. */
async function keepTextsApart(
  world: World,
  operation: Operation,
  third: SampleRequest,
  other: SampleRequest,
): Promise<void> {
  const token = operation.managementOnly ? world.management.token : world.third.token;
  const ids = new Set(idsOf(third).map(({ value }) => value));
  for (const position of textsOf(third).filter(({ value }) => !ids.has(value))) {
    const where = position.path.join('.');
    // A key that is an id of one's own has nothing in its place.
    const value = textsOf(other).find(({ path }) => path.join('.') === where)?.value;
    if (value === undefined || value === position.value) continue;
    const request = withValue(third, position, value);
    const what = `their ${where}`;
    const answer = await attempt(world, { operation, request, token, what });
    assert.ok(answer.status < 500, `${what}: ${answer.text}`);
  }
}

/** Filters that match records of both locations return those of one. */
async function findOnlyOwn(
  world: World,
  operation: Operation,
  { variants = [], shows = '' }: SampleRequest,
): Promise<void> {
  for (const query of variants) {
    const what = JSON.stringify(query);
    const { token } = world.own;
    const answer = await attempt(world, { operation, request: { query }, token, what });
    assert.equal(answer.status, operation.success, answer.text);
    assert.ok(answer.text.includes(shows), `${what} did not find it: ${answer.text}`);
  }
}

/** The positive control: a request like the one refused above, with the scope it needs alone. */
async function succeedWithOwn(
  world: World,
  operation: Operation,
  request: SampleRequest,
): Promise<void> {
  const { watch, own, management } = world;
  const tokens = operation.managementOnly ? management.single : own.single;
  const token = tokens.get(operation.scope) ?? '';
  const held = (): string => watch.dump(own.locationId) + watch.dump(null);
  const before = held();
  const answer = await attempt(world, { operation, request, token, what: 'our own' });
  assert.equal(answer.status, operation.success, answer.text);
  if (request.shows !== undefined) assert.ok(answer.text.includes(request.shows), answer.text);
  else assert.ok(writes(operation), 'the sample of a read must say what it shows');
  if (!writes(operation) || request.changesNothing) {
    assert.equal(held(), before, 'what changes nothing changed something');
  } else {
    // What is new in the installation is in no location that is looked at.
    if (!isOfInstallation(operation)) assert.notEqual(held(), before, 'it changed nothing');
    assert.ok(watch.eventsOf(String(answer.body.traceId)) > 0, 'it left no event');
  }
  assert.deepEqual(world.server.faults, []);
}
