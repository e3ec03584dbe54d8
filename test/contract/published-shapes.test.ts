import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { ErrorReply } from '../../contract/primitives.ts';
import { undeclaredIn, withoutReferences } from '../support/json-schema.ts';
import { loadPublished } from '../support/published.ts';
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
