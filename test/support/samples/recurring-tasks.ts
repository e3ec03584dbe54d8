import { createRecurringTask } from '../../../contract/recurring-tasks/operations.ts';
import type { Place, Samples } from '../place.ts';
import { makeContact } from './sample-contact.ts';

/** Every field there is; far enough away that no clock of a test comes to it. */
const fields = {
  description: 'Look after them',
  owners: ['follower up'],
  rruleOptions: {
    intervalType: 'yearly',
    interval: 1,
    startDate: '2100-01-31T10:00:00.000Z',
    endDate: '2200-01-31T10:00:00.000Z',
    dayOfMonth: 15,
    dayOfWeek: 'MO',
    monthOfYear: 5,
    count: 10,
    createTaskIfOverDue: true,
    dueAfterSeconds: 600,
  },
};

async function bodyOf(place: Place): Promise<Record<string, unknown> & { title: string }> {
  const { contactId } = await makeContact(place);
  return { ...fields, title: place.unique(), contactIds: [contactId] };
}

async function makeRecurringTask(
  place: Place,
): Promise<{ params: { locationId: string; id: string }; title: string }> {
  const { locationId } = place;
  const body = await bodyOf(place);
  const made = await place.send(createRecurringTask, { params: { locationId }, body });
  // The reply of `create-recurring-task`.
  const { id } = made['recurringTask'] as { id: string };
  return { params: { locationId, id }, title: body.title };
}

export const recurringTaskSamples: Samples = {
  'create-recurring-task': async (place) => {
    const body = await bodyOf(place);
    return { params: { locationId: place.locationId }, body, shows: body.title };
  },
  'get-recurring-task-by-id': async (place) => {
    const { params, title } = await makeRecurringTask(place);
    return { params, shows: title };
  },
  'update-recurring-task': async (place) => {
    const { params } = await makeRecurringTask(place);
    const title = place.unique();
    return { params, body: { title, owners: ['another'] }, shows: title };
  },
  'delete-recurring-task': async (place) => {
    const { params } = await makeRecurringTask(place);
    return { params };
  },
};
