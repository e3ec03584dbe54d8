import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { given, putCommand } from '../../../../test/support/storage-fixtures.ts';
import { temporaryDatabase } from '../../../../test/support/temporary.ts';
import { createIdSource } from '../../../lib/ids.ts';
import type { CommandContext, OfLocation, Transaction } from '../../../storage/engine.ts';
import { openConnection } from '../../../storage/sqlite/connection.ts';
import { commandRegistry, createGroupWriter } from '../../../storage/sqlite/group-writer.ts';
import { bulkTagsCommand } from '../tags/change-tags-commands.ts';
import { createContactCommand } from './contact-commands.ts';
import { changeContacts } from './write-contact.ts';

const newId = createIdSource({ now: () => 1 });
const context: CommandContext = {
  now: 1,
  traceId: 't',
  actor: { kind: 'cli', id: 'test', name: 'test' },
};
const tools = { ...context, newId };
const contacts = 60;

/** Contacts with a tag and a value each, and a transaction that tells how each of its statements is run. */
async function place(
  t: TestContext,
): Promise<{ ids: string[]; tx: Transaction; plans: string[][] }> {
  const connection = openConnection(temporaryDatabase(t), 'write');
  t.after(() => connection.close());
  const commands = commandRegistry([putCommand, createContactCommand]);
  const writer = createGroupWriter(connection, commands, newId);
  const run = async <I extends OfLocation>(command: { name: string }, input: I): Promise<void> => {
    const [outcome] = await writer.run([{ name: command.name, input, context }]);
    assert.ok(outcome?.ok, JSON.stringify(outcome));
  };
  await run(putCommand, given('l'));
  const ids: string[] = [];
  for (let each = 0; each < contacts; each += 1) {
    const id = newId();
    ids.push(id);
    const change = {
      text: { firstName: `Jane ${each}` },
      tags: ['old'],
      customFields: [{ id: 'field', value: `of ${each}` }],
    };
    await run(createContactCommand, { locationNo: 1, locationId: 'l', id, country: 'US', change });
  }
  const plans: string[][] = [];
  const tx: Transaction = {
    get db(): never {
      throw new Error('a statement that is not compiled once');
    },
    run: (statement, values) => {
      const { sql } = statement.build(connection.db, marks as never).compile();
      const nulls = Array.from(sql.matchAll(/\?/g), () => null);
      const rows = connection.database.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(...nulls);
      plans.push(rows.map(({ detail }) => String(detail)));
      return connection.run(statement, values);
    },
    each: connection.each,
    count: () => undefined,
    hasRoomFor: async () => true,
    leaveNoTrace: () => undefined,
    buildIndex: () => undefined,
    mergeIndex: () => undefined,
  };
  return { ids, tx, plans };
}

/** Any name is a value. */
const marks = new Proxy({}, { get: () => null });

/** No statement goes through a table, or through all of a location. */
function assertSought(plans: readonly string[][]): void {
  for (const detail of plans.flat()) {
    assert.doesNotMatch(detail, /SCAN (contacts|contact_\w+|tags|events|event_values)\b/);
    assert.doesNotMatch(detail, /SEARCH \w+ .*\(location_no=\?\)$/);
  }
}

test('a slice of changed contacts is five statements, however many they are', async (t) => {
  const { ids, tx, plans } = await place(t);
  const cleared = { text: {}, customFields: [{ id: 'field', value: null }] };
  const never = (): boolean => false;
  assert.equal(await changeContacts(tx, { locationNo: 1, ids }, cleared, tools, never), contacts);
  // Measured, found, changed, and their events with the values of those.
  assert.equal(plans.length, 5);
  assertSought(plans);
  plans.length = 0;
  const renamed = { text: { firstName: 'John' } };
  assert.equal(await changeContacts(tx, { locationNo: 1, ids }, renamed, tools, never), contacts);
  assert.equal(plans.length, 6, 'and what is searched in');
  assertSought(plans);
});

test('a slice of bulk tags is eight statements, and one more for each new tag', async (t) => {
  const { ids, tx, plans } = await place(t);
  const input = { locationNo: 1, ids, room: 1e6, left: 1e6 };
  const tags = ['old', 'new', 'newer'];
  const added = await bulkTagsCommand.run(tx, { ...input, mode: 'add', tags }, tools);
  assert.deepEqual(
    added.results.map(({ type }) => type),
    ids.map(() => 'success'),
  );
  assert.equal(plans.length, 10);
  assertSought(plans);
  plans.length = 0;
  await bulkTagsCommand.run(tx, { ...input, mode: 'remove', tags: ['old', 'newer'] }, tools);
  assert.ok(plans.length <= 8, `${plans.length} statements`);
  assertSought(plans);
});

test('contacts that are large together are changed by slices of their own', async (t) => {
  const { ids, tx } = await place(t);
  const [first = '', second = '', third = ''] = ids;
  const large = { text: {}, customFields: [{ id: 'large', value: 'x'.repeat(900_000) }] };
  const never = (): boolean => false;
  for (const id of [second, third]) {
    assert.equal(await changeContacts(tx, { locationNo: 1, ids: [id] }, large, tools, never), 1);
  }
  const renamed = { text: { firstName: 'John' } };
  const seenOf = (some: string[]): Promise<number> =>
    changeContacts(tx, { locationNo: 1, ids: some }, renamed, tools, never);
  assert.equal(await seenOf([first, second, third]), 2);
  assert.equal(await seenOf([third, ...ids]), 2, 'one always, and those beside it that fit');
  const input = { locationNo: 1, room: 1e6, left: 1e6, mode: 'add', tags: ['new'] } as const;
  const bulk = await bulkTagsCommand.run(
    tx,
    { ...input, tags: ['new'], ids: [second, third] },
    tools,
  );
  assert.deepEqual(
    bulk.results.map(({ contactId }) => contactId),
    [second],
  );
});

test('a contact that is named twice is changed as it is by then, in the same slice', async (t) => {
  const { ids, tx } = await place(t);
  const [one = '', two = ''] = ids;
  const input = { locationNo: 1, room: 1e6, left: 1e6, mode: 'add' } as const;
  const sent = { ...input, tags: ['new'], ids: [one, two, one, 'none', 'none', one] };
  const { results } = await bulkTagsCommand.run(tx, sent, tools);
  assert.deepEqual(
    results.map(({ type, ...of }) => [type, 'tagsAdded' in of ? of.tagsAdded : undefined]),
    [
      ['success', ['new']],
      ['success', ['new']],
      ['success', []],
      ['error', undefined],
      ['error', undefined],
      ['success', []],
    ],
  );
});
