import assert from 'node:assert/strict';
import { createProofs } from '../../support/proofs.ts';
import { makeContact } from '../../support/samples/sample-contact.ts';
import type { Answer, Wire } from '../../support/server.ts';

export const recurringTasksProofs = createProofs('recurring-tasks');
const { proves } = recurringTasksProofs;

type WireRecurring = Record<string, unknown> & { id: string };
const recurringOf = ({ body }: { body: Wire }): WireRecurring => {
  assert.ok(body['recurringTask'], JSON.stringify(body));
  return body['recurringTask'] as WireRecurring;
};
const tasksOf = ({ body }: Answer): Record<string, unknown>[] =>
  (body['tasks'] ?? []) as Record<string, unknown>[];

const rruleOptions = {
  intervalType: 'monthly',
  interval: 2,
  startDate: '2100-01-31T10:00:00+02:00',
  endDate: '2101-01-31',
  dayOfMonth: 31,
  count: 10,
  dueAfterSeconds: 600,
};
const asStored = {
  ...rruleOptions,
  startDate: '2100-01-31T08:00:00.000Z',
  endDate: '2101-01-31T00:00:00.000Z',
  createTaskIfOverDue: false,
};

proves('create-recurring-task', 201, 'the rule is there, and the first task', async (proving) => {
  const { call, place, locationId } = proving;
  const { contactId } = await makeContact(place);
  const path = `/locations/${locationId}/recurring-tasks`;
  const sent = {
    title: 'Look',
    description: 'Closely',
    contactIds: [contactId],
    owners: ['a', 'b'],
  };
  const later = await call('POST', path, { body: { ...sent, rruleOptions } });
  assert.equal(later.status, 201, later.text);
  const made = recurringOf(later);
  assert.partialDeepStrictEqual(made, {
    ...sent,
    locationId,
    rruleOptions: asStored,
    totalOccurrence: 0,
    deleted: false,
    assignedTo: 'a',
    contactId,
  });
  assert.deepEqual(recurringOf(await call('GET', `${path}/${made.id}`)), made);
  const startDate = new Date(Date.now() - 60_000).toISOString();
  const now = { intervalType: 'hourly', interval: 1, startDate, dueAfterSeconds: 3600 };
  const begun = await call('POST', path, { body: { ...sent, rruleOptions: now } });
  assert.equal(recurringOf(begun)['totalOccurrence'], 1);
  const tasks = tasksOf(await call('GET', `/contacts/${contactId}/tasks`));
  const dueDate = new Date(Date.parse(startDate) + 3_600_000).toISOString();
  const common = { title: 'Look', body: 'Closely', dueDate, completed: false, contactId };
  assert.deepEqual(
    tasks.map(({ id: _id, ...task }) => task),
    [
      { ...common, assignedTo: 'a' },
      { ...common, assignedTo: 'b' },
    ],
  );
});

async function make({ call, place, locationId }: Parameters<Parameters<typeof proves>[3]>[0]) {
  const { contactId } = await makeContact(place);
  const path = `/locations/${locationId}/recurring-tasks`;
  const body = { title: 'Look', contactIds: [contactId], rruleOptions };
  const made = recurringOf(await call('POST', path, { body }));
  return { made, path: `${path}/${made.id}` };
}

proves('get-recurring-task-by-id', 200, 'the rule that was asked for', async (proving) => {
  const { made, path } = await make(proving);
  assert.deepEqual(recurringOf(await proving.call('GET', path)), made);
});

proves(
  'update-recurring-task',
  200,
  'what is sent is changed, the rest is kept',
  async (proving) => {
    const { made, path } = await make(proving);
    const { intervalType: _type, ...rest } = rruleOptions;
    const body = { owners: ['c'], rruleOptions: { ...rest, intervalType: 'daily', interval: 3 } };
    const changed = recurringOf(await proving.call('PUT', path, { body }));
    assert.deepEqual(changed, {
      ...made,
      updatedAt: changed['updatedAt'],
      owners: ['c'],
      assignedTo: 'c',
      rruleOptions: { ...asStored, intervalType: 'daily', interval: 3 },
    });
    assert.deepEqual(recurringOf(await proving.call('GET', path)), changed);
  },
);

proves('delete-recurring-task', 200, 'the rule is gone', async (proving) => {
  const { call, mode } = proving;
  const { made, path } = await make(proving);
  const deleted = await call('DELETE', path);
  assert.deepEqual([deleted.body['id'], deleted.body['success']], [made.id, true]);
  const gone = await call('GET', path);
  assert.equal(gone.status, mode === 'documented' ? 404 : 400);
  assert.equal(gone.body.message, `Recurring task with id ${made.id} not found`);
});
