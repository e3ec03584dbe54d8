import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Operation } from '../../contract/operation.ts';
import { ErrorReply } from '../../contract/primitives.ts';
import { undeclaredIn, withoutReferences } from '../support/json-schema.ts';
import { type PublishedRequest, loadPublished } from '../support/published.ts';
import { type TestServer, startServer } from '../support/server.ts';
import { compare, weigh } from './published-check.ts';
import { exemptions } from './published-exemptions.ts';
import { type Gathered, gather, publishedOperations } from './published-probes.ts';

const gathered: Gathered[] = [];
let server: TestServer;
before(async () => {
  // The many refused tokens of one address are not what is tried here.
  server = await startServer({ wait: async () => undefined });
  for (const version of ['v2', 'v3'] as const) {
    for (const mode of ['documented', 'observed'] as const) {
      gathered.push(...(await gather(server, version, mode)));
    }
  }
});
after(() => server.close());

test('every published operation was done, and refused for its token', () => {
  for (const operation of publishedOperations) {
    for (const status of [operation.success, 401]) {
      const answers = gathered.filter((each) => {
        return each.operation === operation && each.status === status;
      });
      const kinds = new Set(answers.map(({ version, mode }) => `${version} ${mode}`));
      assert.equal(kinds.size, 4, `${operation.id} ${status}: ${[...kinds]}`);
    }
  }
  assert.deepEqual(server.faults, []);
});

test('no reply has a key that the contract does not declare', () => {
  for (const { operation, version, status, body } of gathered) {
    const schema = status < 300 ? operation.reply[version] : ErrorReply;
    const undeclared = undeclaredIn({ ...schema }, body, withoutReferences);
    assert.deepEqual([...undeclared], [], `${operation.id} ${status} ${version}`);
  }
});

test('replies have the published shapes, but for what is exempt with a reason', (t) => {
  const published = loadPublished();
  if (!published) {
    t.diagnostic(
      'the published documents are not at hand (PUBLISHED_OPENAPI names their folder): ' +
        'replies were compared with the contract alone',
    );
    return;
  }
  const { unexplained, unneeded } = weigh(compare(published, gathered), exemptions);
  assert.deepEqual(unexplained, [], 'no exemption says why');
  assert.deepEqual(unneeded, [], 'exemptions that are not needed any more');
  for (const { reason } of exemptions) assert.ok(reason !== '');
});

test('requests have the published address, scope, parameters and fields', (t) => {
  const published = loadPublished();
  if (!published) {
    t.diagnostic('the published documents are not at hand: requests were not compared');
    return;
  }
  for (const operation of publishedOperations) {
    for (const version of ['v2', 'v3'] as const) {
      const request = published.request(operation, version);
      if (request) assert.deepEqual(differences(operation, request), [], operation.id);
      else assert.deepEqual([operation.id, version], ['get-contacts', 'v3']);
    }
  }
});

/** Where the contract takes a request otherwise than published. */
function differences(operation: Operation, request: PublishedRequest): string[] {
  const { unstoredBody = [], unpublishedBody = [] } = operation;
  const query = namesIn(operation.query);
  const body = [...namesIn(operation.body), ...unstoredBody];
  const more = body.filter((name) => !request.body.includes(name));
  // An update is the one whose further fields observed refuses.
  const refused = operation.id === 'update-contact' ? more : [];
  return [
    ...(request.method === operation.method ? [] : [request.method]),
    ...(request.path === operation.path ? [] : [request.path]),
    ...request.scopes.filter((scope) => scope !== operation.scope),
    ...request.query.filter((name) => !query.includes(name)),
    ...request.body.filter((name) => !body.includes(name)),
    ...unpublishedBody.filter((name) => !more.includes(name)),
    ...refused.filter((name) => !unpublishedBody.includes(name)),
  ];
}

function namesIn(schema: object | undefined): string[] {
  return schema && 'properties' in schema ? Object.keys(schema.properties ?? {}) : [];
}

test('a reply of another shape, and an exemption without need, would be found', (t) => {
  const published = loadPublished();
  if (!published) {
    t.diagnostic('the published documents are not at hand: the comparison itself was not tried');
    return;
  }
  const [sample] = gathered.filter(({ operation, status }) => {
    return operation.id === 'get-contact' && status === 200;
  });
  assert.ok(sample);
  const body = { contact: { id: 7, tags: 'none', colour: 'red' } };
  const bent = compare(published, [{ ...sample, body }]);
  const found = bent.map(({ kind, path }) => `${kind} ${path}`);
  for (const expected of [
    'mismatch contact.id type',
    'mismatch contact.tags type',
    'not published contact.colour',
    'never returned contact.email',
    'never answered ',
  ]) {
    assert.ok(found.includes(expected), expected);
  }
  const [needless] = exemptions;
  assert.ok(needless);
  const { unexplained, unneeded } = weigh([], [needless]);
  assert.deepEqual([unexplained.length, unneeded.length > 0], [0, true]);
});
