import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { createContact } from '../contract/contacts/operations.ts';
import { type Operation, writes } from '../contract/operation.ts';
import { operations } from '../contract/operations.ts';
import { mostBulkText } from '../src/features/contacts/tags/change-tags-commands.ts';
import { makeDueTasksCommand } from '../src/features/recurring-tasks/make-due-tasks.ts';
import { fullestBody } from './support/fullest-body.ts';
import { makeTarget } from './support/fuzz-range.ts';
import { addressOf, contentOf } from './support/requests.ts';
import { sampleOf } from './support/samples.ts';
import { type Answer, type TestServer, startServer } from './support/server.ts';

let server: TestServer;
before(async () => {
  server = await startServer({ wait: async () => undefined });
});
after(async () => {
  await server.close();
  assert.deepEqual(server.faults, []);
});

/** What any operation writes, its history with it, of a body of so many bytes. */
const usual = (bodyBytes: number): number => 8 * bodyBytes + 64 * 1024;
/** Those that write for each of many contacts, each with a bound of its own. */
const multiplying: Readonly<Record<string, number>> = {
  'create-association': 3 * mostBulkText,
  'bulk-tag-contacts': 3 * mostBulkText,
  'add-remove-contact-from-business': 1000 * 16_000,
  'create-recurring-task': 16 * 1024 * 1024,
  'update-recurring-task': 16 * 1024 * 1024,
};

/** Bytes that all locations hold, as they are counted with every row. */
async function bytesHeld(): Promise<number> {
  const { db } = server.app.engine.read;
  const [row] = await db
    .selectFrom('locations')
    .select(({ fn }) => fn.sum<number>('bytes').as('bytes'))
    .execute();
  return row?.bytes ?? 0;
}

/** What the server does of itself afterwards is of the request, too. */
async function makeDueTasks(): Promise<void> {
  const actor = { kind: 'cli', id: 'test', name: 'test' } as const;
  const context = () => ({ now: Date.now(), traceId: randomUUID(), actor });
  while ((await server.app.engine.run(makeDueTasksCommand, { locationNo: null }, context())).value);
}

async function makeContacts(operation: Operation, place: Target['place']): Promise<string[]> {
  if (!multiplying[operation.id]) return [];
  const ids: string[] = [];
  for (let each = 0; each < 1000; each += 1) {
    const body = { locationId: place.locationId };
    ids.push(String((await place.send(createContact, { body })).contact?.id));
  }
  return ids;
}
type Target = Awaited<ReturnType<typeof makeTarget>>;

for (const operation of operations.filter(writes)) {
  test(`${operation.id} writes no more than its bound, whatever is sent`, async (t) => {
    const target = await makeTarget(server, operation);
    const contactIds = await makeContacts(operation, target.place);
    const request = await sampleOf(operation)(target.place);
    const send = (body: Record<string, unknown> | undefined): Promise<Answer> =>
      server.call(operation.method, addressOf(operation, request), {
        token: target.tokens.documented,
        version: '2021-07-28',
        ...contentOf({ ...request, ...(body && { body }) }),
      });
    const held = await bytesHeld();
    const { body, answer } = await fullestBody(operation, request.body, contactIds, send);
    await makeDueTasks();
    const written = (await bytesHeld()) - held;
    const sent = JSON.stringify(body ?? {}).length;
    t.diagnostic(`${sent} bytes were sent, ${written} written`);
    assert.ok(answer.status < 300, answer.text.slice(0, 1000));
    const bound = multiplying[operation.id] ?? usual(sent);
    assert.ok(written <= bound, `${written} bytes written of ${sent} sent, over ${bound}`);
  });
}
