import { makeContact } from './pages/contacts.ts';
import { TasksPage, inHours, makeTask } from './pages/tasks.ts';
import type { Place, View } from './view.ts';

const people = [
  { firstName: 'Ruth', lastName: 'García', email: 'ruth@example.com' },
  { firstName: 'مريم', lastName: 'حسن' },
  { companyName: 'Acme & Söhne' },
  { firstName: '<b>Bold</b>', lastName: 'Name of somebody who has very many names '.repeat(3) },
];
const tasks = [
  { title: 'Ask for the signature', hours: -75 },
  { title: 'Send the offer', hours: -26, body: 'With the discount that we agreed on.' },
  { title: 'מחר בבוקר 👋 مرحبا', hours: 30 },
  { title: '<script>alert(1)</script>', hours: 80, body: 'Line\nby line' },
  { title: 'Book the room', hours: 100 },
  { title: 'A title without an end '.repeat(15).trim(), hours: 24 * 20 },
  { title: 'Renew the contract', hours: 24 * 200 },
];

async function open(place: Place, search = ''): Promise<TasksPage> {
  const { server, page, locationId } = place;
  const shown = new TasksPage(page);
  const { body } = await server.call('GET', `/users/?locationId=${locationId}`);
  const [user] = (body['users'] ?? []) as { id: string }[];
  const contactIds: string[] = [];
  for (const each of people) contactIds.push(await makeContact(server, each));
  for (const [at, { hours, ...values }] of tasks.entries()) {
    await makeTask(server, contactIds[at % people.length] ?? '', {
      ...values,
      dueDate: inHours(hours),
      ...(at % 3 === 0 && { assignedTo: user?.id ?? 'gone' }),
    });
  }
  await shown.open(locationId, search);
  return shown;
}

/** The tasks of all contacts. */
export const taskViews: readonly View[] = [
  {
    name: 'tasks',
    by: 'owner',
    show: async (place) => (await open(place)).has(7),
  },
  {
    name: 'tasks-overdue',
    by: 'owner',
    show: async (place) => (await open(place, '?view=overdue')).has(2),
  },
  {
    name: 'tasks-empty',
    by: 'owner',
    show: async ({ page, locationId }) => {
      await new TasksPage(page).open(locationId);
      await page.getByRole('heading', { name: 'Nothing to do' }).waitFor();
    },
  },
  {
    name: 'tasks-no-match',
    by: 'owner',
    show: async ({ page, locationId }) => {
      await new TasksPage(page).open(locationId, '?q=nothing&who=me');
      await page.getByRole('heading', { name: 'No task matches' }).waitFor();
    },
  },
  {
    name: 'tasks-done-undo',
    by: 'owner',
    floats: true,
    show: async (place) => {
      const shown = await open(place);
      await shown.has(7);
      await shown.done('Send the offer').click();
      await shown.has(6);
      await place.page.getByText('“Send the offer” is done').waitFor();
    },
  },
  {
    name: 'task-edit',
    by: 'owner',
    floats: true,
    show: async (place) => {
      await (await open(place)).row('Send the offer').getByRole('button').first().click();
      await place.page.getByRole('dialog', { name: 'Edit task' }).waitFor();
    },
  },
  {
    name: 'task-add',
    by: 'owner',
    floats: true,
    show: async (place) => {
      const { page } = place;
      await (await open(place)).has(7);
      await page.getByRole('button', { name: 'Add task' }).click();
      const dialog = page.getByRole('dialog', { name: 'Add task' });
      await dialog.getByRole('button', { name: 'Add task' }).click();
      await dialog.getByText('A title is needed.').waitFor();
      await dialog.getByLabel('Contact').click();
      await page.getByRole('listbox').getByRole('option').first().waitFor();
    },
  },
  {
    name: 'tasks-refused',
    by: 'owner',
    show: async ({ page, locationId }) => {
      const json = {
        message: 'The token is not allowed to do this.',
        requiredScopes: ['locations/tasks.readonly'],
      };
      await page.route('**/tasks/search', (route) => route.fulfill({ status: 403, json }));
      await new TasksPage(page).open(locationId);
      await page.getByRole('heading', { name: 'You may not see this' }).waitFor();
    },
  },
];
