import assert from 'node:assert/strict';
import { createProofs } from '../../support/proofs.ts';
import { makeContact } from '../../support/samples/sample-contact.ts';
import { makeTask } from '../../support/samples/tasks.ts';
import type { Wire } from '../../support/server.ts';

export const tasksProofs = createProofs('tasks');
const { proves } = tasksProofs;

type WireTask = Record<string, unknown> & { id: string };
const taskOf = ({ body }: { body: Wire }): WireTask => {
  assert.ok(body['task'], JSON.stringify(body));
  return body['task'] as WireTask;
};
const tasksOf = ({ body }: { body: Wire }): WireTask[] => (body['tasks'] ?? []) as WireTask[];
const idsOf = (answer: { body: Wire }): string[] => tasksOf(answer).map(({ id }) => id);

proves(
  'create-task',
  201,
  'the task is there as sent, its time in UTC',
  async ({ call, place }) => {
    const { contactId } = await makeContact(place);
    const path = `/contacts/${contactId}/tasks`;
    const sent = {
      title: 'First Task',
      body: 'loram',
      assignedTo: 'nobody here',
      completed: false,
    };
    const dueDate = '2020-10-25T13:00:00+02:00';
    const made = await call('POST', path, { body: { ...sent, dueDate } });
    assert.equal(made.status, 201, made.text);
    const { id, ...task } = taskOf(made);
    assert.deepEqual(task, { ...sent, dueDate: '2020-10-25T11:00:00.000Z', contactId });
    assert.deepEqual(taskOf(await call('GET', `${path}/${id}`)), { id, ...task });
  },
);

proves('get-task', 200, 'the task that was asked for', async ({ call, place }) => {
  const { contactId, taskId, title } = await makeTask(place);
  const task = taskOf(await call('GET', `/contacts/${contactId}/tasks/${taskId}`));
  assert.deepEqual([task.id, task['title'], task['contactId']], [taskId, title, contactId]);
});

proves('get-all-tasks', 200, 'the tasks of the contact, the first due first', async (proving) => {
  const { call, place } = proving;
  const { contactId, taskId } = await makeTask(place);
  await makeTask(place);
  const path = `/contacts/${contactId}/tasks`;
  const body = { title: 'Sooner', dueDate: '2029-01-01', completed: true };
  const sooner = taskOf(await call('POST', path, { body })).id;
  const list = await call('GET', path);
  assert.deepEqual(idsOf(list), [sooner, taskId]);
  assert.deepEqual(list.body.meta, { total: 2, nextCursor: null, more: false });
});

proves(
  'update-task',
  200,
  'what is sent is changed, null clears, the rest is kept',
  async (proving) => {
    const { call, place } = proving;
    const { contactId, taskId } = await makeTask(place);
    const path = `/contacts/${contactId}/tasks/${taskId}`;
    const { assignedTo: _assignedTo, ...kept } = taskOf(await call('GET', path));
    const body = { title: 'Changed', assignedTo: null, dueDate: '2031-02-03T04:05:06.007Z' };
    const changed = taskOf(await call('PUT', path, { body }));
    assert.deepEqual(changed, { ...kept, title: 'Changed', dueDate: '2031-02-03T04:05:06.007Z' });
    assert.deepEqual(taskOf(await call('GET', path)), changed);
  },
);

proves('update-task-completed', 200, 'the task is completed, and open again', async (proving) => {
  const { call, place } = proving;
  const { contactId, taskId } = await makeTask(place);
  const path = `/contacts/${contactId}/tasks/${taskId}`;
  for (const completed of [true, false]) {
    const changed = taskOf(await call('PUT', `${path}/completed`, { body: { completed } }));
    assert.equal(changed['completed'], completed);
    assert.deepEqual(taskOf(await call('GET', path)), changed);
  }
});

proves('delete-task', 200, 'the task is gone, another stays', async (proving) => {
  const { call, place, mode } = proving;
  const { contactId, taskId } = await makeTask(place);
  const path = `/contacts/${contactId}/tasks`;
  const body = { title: 'Other', dueDate: '2029-01-01', completed: false };
  const other = taskOf(await call('POST', path, { body })).id;
  const deleted = await call('DELETE', `${path}/${taskId}`);
  assert.deepEqual([deleted.status, deleted.body['succeded']], [200, true]);
  assert.equal(deleted.body['succeeded'], true);
  const gone = await call('GET', `${path}/${taskId}`);
  assert.equal(gone.status, mode === 'documented' ? 404 : 400);
  assert.equal(gone.body.message, `Task with id ${taskId} not found`);
  assert.deepEqual(idsOf(await call('GET', path)), [other]);
});

proves(
  'task-search',
  200,
  'the tasks that match all filters, with their contacts',
  async (proving) => {
    const { call, place, locationId } = proving;
    const { contactId, taskId, title } = await makeTask(place);
    const done = await makeTask(place, { completed: true, dueDate: '2029-01-01' });
    const search = (body: object) =>
      call('POST', `/locations/${locationId}/tasks/search`, { body });
    const all = await search({});
    assert.deepEqual(idsOf(all), [done.taskId, taskId]);
    assert.deepEqual(all.body.meta, { total: 2 });
    const found = await search({ completed: false, query: title, contactId: [contactId] });
    assert.deepEqual(idsOf(found), [taskId]);
    assert.partialDeepStrictEqual(tasksOf(found)[0], {
      _id: taskId,
      title,
      locationId,
      contactId,
      status: 'to_do',
      contactDetails: { _id: contactId, lastName: 'Sample' },
    });
  },
);
