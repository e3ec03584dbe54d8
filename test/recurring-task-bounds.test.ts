import assert from 'node:assert/strict';
import { type TestContext, mock, test } from 'node:test';
import { mostMadeUpTasks, mostTextBytes } from '../src/features/recurring-tasks/due-time.ts';
import { contactOf } from './support/answers.ts';
import { clockAt } from './support/clock.ts';
import { type Answer, startServer } from './support/server.ts';

const hour = 3_600_000;

async function started(t: TestContext) {
  // The server's own housekeeping runs when a test says so.
  mock.timers.enable({ apis: ['setInterval'] });
  const clock = clockAt(Date.parse('2026-03-06T12:00:00Z'));
  const server = await startServer({ clock });
  t.after(async () => {
    await server.close();
    mock.timers.reset();
  });
  const path = `/locations/${server.own.locationId}/recurring-tasks`;
  const post = (body: object): Promise<Answer> => server.call('POST', path, { body });
  const recur = async (contactIds: string[], rule: object, more: object = {}): Promise<string> => {
    const rruleOptions = { intervalType: 'daily', interval: 1, dueAfterSeconds: 3600, ...rule };
    const made = await post({ title: 'Look', contactIds, rruleOptions, ...more });
    assert.equal(made.status, 201, made.text);
    const { id } = made.body['recurringTask'] as { id: string };
    return `${path}/${id}`;
  };
  return { clock, server, post, recur };
}

test('one request makes so many tasks and bytes of them, however many times were missed', async (t) => {
  const { server, post, recur, clock } = await started(t);
  const contactIds = await Promise.all(
    Array.from({ length: 20 }, async () => {
      const body = { locationId: server.own.locationId };
      return contactOf(await server.call('POST', '/contacts/', { body }), 201).id;
    }),
  );
  const owners = ['a', 'b', 'c', 'd', 'e'];
  const startDate = new Date(clock.now() - 99 * hour).toISOString();
  const rule = { intervalType: 'hourly', createTaskIfOverDue: true, dueAfterSeconds: 0, startDate };
  const description = 'x'.repeat(65_000);
  const rruleOptions = { ...rule, interval: 1 };
  const refused = await post({ title: 'L', contactIds, owners, description, rruleOptions });
  assert.equal(refused.status, 422, refused.text);
  assert.equal(refused.body.fields?.[0]?.field, 'description');

  const { db } = server.app.engine.read;
  const count = async (): Promise<number> => {
    const rows = await db
      .selectFrom('tasks')
      .select('id')
      .where('recurring_id', 'is not', null)
      .execute();
    return rows.length;
  };
  const earlier = await count();
  await recur(contactIds, rule, { owners });
  await server.inside.keepHouse();
  const made = (await count()) - earlier;
  assert.equal(made, mostMadeUpTasks);

  const [contactId = ''] = contactIds;
  const text = { owners, description: 'x'.repeat(60_000) };
  await recur(contactIds.slice(0, 10), rule, text);
  await server.inside.keepHouse();
  const bytes = ((await count()) - earlier - made) * 60_000;
  assert.ok(bytes > 0 && bytes <= mostTextBytes, String(bytes));
  const { body } = await server.call('GET', `/contacts/${contactId}/tasks`);
  assert.ok((body['tasks'] as object[]).length > 0);
});

test('a rule that has no time is refused before the writer hears of it', async (t) => {
  const { server, post, recur } = await started(t);
  const startDate = '2026-05-01T09:00:00Z';
  const path = await recur([], { startDate });
  const run = mock.method(server.app.engine, 'run');
  const never = { interval: 7, dayOfWeek: 'MO', intervalType: 'daily', dueAfterSeconds: 0 };
  const rruleOptions = { ...never, startDate };
  for (const answer of [
    await post({ title: 'Look', rruleOptions }),
    await server.call('PUT', path, { body: { rruleOptions } }),
  ]) {
    assert.equal(answer.status, 422, answer.text);
    assert.equal(answer.body.fields?.[0]?.field, 'rruleOptions');
  }
  assert.equal(run.mock.callCount(), 0);
  run.mock.restore();
});
