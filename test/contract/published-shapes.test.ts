import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Operation } from '../../contract/operation.ts';
import { ErrorReply } from '../../contract/primitives.ts';
import { undeclaredIn, withoutReferences } from '../support/json-schema.ts';
import { type PublishedRequest, loadPublished } from '../support/published.ts';
import { type TestServer, startServer } from '../support/server.ts';
import { compare, weigh } from './published-check.ts';
import type { RequestExemption } from './exemptions/exemption.ts';
import { gather, publishedOperations } from './gather.ts';
import type { Gathered } from './gathered.ts';
import { exemptions, requestExemptions } from './published-exemptions.ts';

const gathered: Gathered[] = [];
const servers: TestServer[] = [];
before(async () => {
  for (const mode of ['documented', 'observed'] as const) {
    // The server's own mode answers a token that nobody has; refusing one is made to wait.
    const env = { GROUNDLEVEL_COMPATIBILITY: mode };
    const server = await startServer({ env, wait: async () => undefined });
    servers.push(server);
    for (const version of ['v2', 'v3'] as const) {
      gathered.push(...(await gather(server, version, mode)));
    }
  }
});
after(() => Promise.all(servers.map((server) => server.close())));

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
  assert.deepEqual(
    servers.flatMap(({ faults }) => faults),
    [],
  );
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

test('requests have the published scope, parameters and fields, but for what is exempt with a reason', (t) => {
  const published = loadPublished();
  if (!published) {
    t.diagnostic('the published documents are not at hand: requests were not compared');
    return;
  }
  const found = publishedOperations.flatMap((operation) => {
    const requests = (['v2', 'v3'] as const).map((version) => {
      return { version, request: published.request(operation, version) };
    });
    assert.ok(requests.some(({ request }) => request));
    return requests.flatMap(({ version, request }) =>
      (request ? differences(operation, request) : []).map((difference) => {
        return { operation: operation.id, version, difference };
      }),
    );
  });
  const isExempt = (each: RequestExemption, one: (typeof found)[number]): boolean =>
    each.operation === one.operation &&
    each.differences.includes(one.difference) &&
    (each.versions?.includes(one.version) ?? true);
  const unexplained = found.filter((one) => !requestExemptions.some((each) => isExempt(each, one)));
  assert.deepEqual(unexplained, [], 'no exemption says why');
  const unneeded = requestExemptions.flatMap((each) =>
    each.differences
      .filter(
        (difference) => !found.some((one) => isExempt(each, one) && one.difference === difference),
      )
      .map((difference) => `${each.operation} ${difference}`),
  );
  assert.deepEqual(unneeded, [], 'exemptions that are not needed any more');
});

/** Where the contract takes a request otherwise than published. */
function differences(operation: Operation, request: PublishedRequest): string[] {
  const { unstoredBody = [], unpublishedBody = [] } = operation;
  const query = namesIn(operation.query);
  const params = namesIn(operation.params);
  const body = [...namesIn(operation.body ?? operation.form), ...unstoredBody];
  const more = body.filter((name) => !request.body.includes(name));
  // An update is the one whose further fields observed refuses.
  const refused = operation.id === 'update-contact' ? more : [];
  return [
    ...request.scopes.filter((scope) => scope !== operation.scope).map((each) => `scope ${each}`),
    ...request.query
      .filter((name) => !query.includes(name) && !params.includes(name))
      .map((each) => `query ${each}`),
    ...request.body.filter((name) => !body.includes(name)).map((each) => `body ${each}`),
    ...unpublishedBody.filter((name) => !more.includes(name)).map((each) => `published ${each}`),
    ...refused.filter((name) => !unpublishedBody.includes(name)).map((each) => `taken ${each}`),
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
