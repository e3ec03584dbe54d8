import { createTask } from '../../../contract/tasks/operations.ts';
import type { Place, Samples } from '../place.ts';
import { makeContact } from './sample-contact.ts';

/** Every field there is. */
const fields = {
  body: 'Ask how the demo went',
  assignedTo: 'follower up',
  dueDate: '2030-10-25T11:00:00Z',
  completed: false,
};

export async function makeTask(
  place: Place,
  more: Record<string, unknown> = {},
): Promise<{ contactId: string; taskId: string; title: string }> {
  const { contactId } = await makeContact(place, { lastName: 'Sample' });
  const title = place.unique();
  const body = { ...fields, title, ...more };
  const made = await place.send(createTask, { params: { contactId }, body });
  // The reply of `create-task`.
  const { id } = made['task'] as { id: string };
  return { contactId, taskId: id, title };
}

export const taskSamples: Samples = {
  'get-all-tasks': async (place) => {
    const { contactId, title } = await makeTask(place);
    return { params: { contactId }, shows: title };
  },
  'create-task': async (place) => {
    const { contactId } = await makeContact(place);
    const title = place.unique();
    return { params: { contactId }, body: { ...fields, title }, shows: title };
  },
  'get-task': async (place) => {
    const { title, ...params } = await makeTask(place);
    return { params, shows: title };
  },
  'update-task': async (place) => {
    const { title: _title, ...params } = await makeTask(place);
    const title = place.unique();
    return { params, body: { title, completed: true }, shows: title };
  },
  'update-task-completed': async (place) => {
    const { title, ...params } = await makeTask(place);
    return { params, body: { completed: true }, shows: title };
  },
  'delete-task': async (place) => {
    const { title: _title, ...params } = await makeTask(place);
    return { params };
  },
  'task-search': async (place) => {
    const { title } = await makeTask(place);
    const body = { query: title, assignedTo: [fields.assignedTo], completed: false };
    return { params: { locationId: place.locationId }, body, shows: title };
  },
};
