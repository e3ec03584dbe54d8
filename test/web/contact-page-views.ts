import assert from 'node:assert/strict';
import { ContactPage } from './pages/contact.ts';
import { ContactsPage, makeContact } from './pages/contacts.ts';
import type { Place, View } from './view.ts';

const jane = {
  firstName: 'Jane',
  lastName: 'Smith',
  email: 'jane@example.com',
  phone: '+12025550100',
  companyName: 'Blue Door',
  city: 'Austin',
  tags: ['vip', 'newsletter'],
};

const post = async ({ server }: Place, path: string, body: object): Promise<void> => {
  const made = await server.call('POST', path, { body });
  assert.equal(made.status, 201, made.text);
};

const notes = [
  {
    title: 'After the fair',
    body: '<p>Wants an <strong>offer</strong> for:</p><ul><li>forty seats</li><li>a year of <a href="https://example.com/support">support</a></li></ul>',
    color: 'gold',
    pinned: true,
  },
  { body: '<p>Called. <em>Nobody there.</em></p>', color: 'skyblue' },
  { body: '<script>alert(1)</script><img src=x onerror="alert(2)"><h1>Minutes</h1>of the call' },
  { body: 'מחר בבוקר 👋 مرحبا' },
  { body: 'x'.repeat(10_000) },
];

const dayMs = 86_400_000;
const tasks = [
  { title: 'Send the offer', after: 1, body: 'With the discount that we agreed on.' },
  { title: 'Ask for the signature', after: -3 },
  { title: '<b>Bold</b> and ‏עברית‎', after: 7 },
  { title: 'A title without an end '.repeat(15).trim(), after: 30 },
];

async function openFilled(place: Place, tab = ''): Promise<ContactPage> {
  const { server, page, locationId } = place;
  const id = await makeContact(server, jane);
  await server.call('PUT', `/contacts/${id}`, { body: { companyName: 'Acme & Söhne', city: '' } });
  await server.call('POST', `/contacts/${id}/tags`, { body: { tags: ['<script>', 'spring'] } });
  for (const note of notes) await post(place, `/contacts/${id}/notes`, note);
  for (const { after, ...task } of tasks) {
    const dueDate = new Date(Date.now() + after * dayMs).toISOString();
    await post(place, `/contacts/${id}/tasks`, { ...task, dueDate, completed: after === 7 });
  }
  const contact = new ContactPage(page);
  await contact.open(locationId, id, tab);
  await contact.field('Email').waitFor();
  return contact;
}

const folders = ['Order', 'Visa', '<b>Bold</b>'];

/** Three hundred fields, two hundred tags, and a name that would run. */
async function makeFullContact(place: Place): Promise<string> {
  const { server, locationId } = place;
  const token = await server.token(locationId, ['contacts', 'locations/customFields.write']);
  const ids = await Promise.all(
    folders.map(async (name) => {
      const body = { locationId, objectKey: 'contact', name };
      const made = await server.call('POST', '/custom-fields/folder', { token, body });
      return String(made.body['id']);
    }),
  );
  const fields: string[] = [];
  for (let at = 0; at < 300; at += 1) {
    const name = at === 1 ? '<img src=x onerror=alert(1)> ‏שם' : `Question ${at + 1}`;
    const parentId = ids[at % 4];
    const field = { model: 'contact', name, dataType: 'TEXT', ...(parentId && { parentId }) };
    const made = await server.call('POST', `/locations/${locationId}/customFields`, {
      token,
      body: field,
    });
    fields.push(made.body.customField?.id ?? assert.fail(made.text));
  }
  return makeContact(server, {
    firstName: '<img src=x onerror=alert(1)>',
    lastName: 'שלום 👋 '.repeat(12).trim(),
    email: `${'long'.repeat(14)}@example.com`,
    tags: Array.from({ length: 200 }, (_, at) => (at === 0 ? '<b>bold</b>' : `tag ${at}`)),
    customFields: fields
      .filter((_, at) => at % 3 === 0)
      .map((id, at) => ({ id, value: at === 0 ? 'without a space'.repeat(60) : `Answer ${at}` })),
  });
}

/** The page of one contact, and what is open above every page. */
export const contactPageViews: readonly View[] = [
  {
    name: 'contact-page',
    by: 'owner',
    show: async (place) => {
      await openFilled(place);
      await place.page.getByText('changed the contact').first().waitFor();
    },
  },
  {
    name: 'contact-page-notes',
    by: 'owner',
    show: async (place) => {
      const { notes: list } = await openFilled(place, '?tab=notes');
      await list.getByText('forty seats').waitFor();
    },
  },
  {
    name: 'contact-page-note-edited',
    by: 'owner',
    show: async (place) => {
      const { notes: list } = await openFilled(place, '?tab=notes');
      await list.getByRole('button', { name: /^Edit: Wants an/ }).click();
      await list.getByRole('textbox').waitFor();
    },
  },
  {
    name: 'contact-page-tasks',
    by: 'owner',
    show: async (place) => {
      const { tasks: list } = await openFilled(place, '?tab=tasks');
      await list.getByText('Overdue').waitFor();
    },
  },
  {
    name: 'contact-page-empty',
    by: 'owner',
    show: async (place) => {
      const id = await makeContact(place.server, { firstName: 'Jane' });
      await new ContactPage(place.page).open(place.locationId, id, '?tab=notes');
      await place.page.getByRole('heading', { name: 'No note yet' }).waitFor();
    },
  },
  {
    name: 'contact-page-full',
    by: 'owner',
    show: async (place) => {
      const id = await makeFullContact(place);
      const contact = new ContactPage(place.page);
      await contact.open(place.locationId, id);
      await contact.field('Question 300').waitFor();
      await place.page.getByText('created the contact').waitFor();
    },
  },
  {
    name: 'contact-page-gone',
    by: 'owner',
    show: async ({ page, locationId }) => {
      await page.goto(`/app/l/${locationId}/contacts/nobody`);
      await page.getByRole('heading', { name: 'This contact is not here' }).waitFor();
    },
  },
  {
    name: 'contacts-failed',
    by: 'owner',
    show: async (place) => {
      await answerSearch(place, 500, {
        message: 'Something went wrong on our side',
        code: 'internal_error',
        traceId: '5f0c2d1e-7a40-4d9b-9f35-0a4f6a1c9b57',
      });
      await place.page.getByText('5f0c2d1e').waitFor({ timeout: 20_000 });
    },
  },
  {
    name: 'contacts-forbidden',
    by: 'owner',
    show: async (place) => {
      await answerSearch(place, 403, {
        message: 'The session may not do this',
        code: 'scope_missing',
        requiredScopes: ['contacts.readonly'],
      });
      await place.page.getByRole('heading', { name: 'You may not see this' }).waitFor();
    },
  },
  {
    name: 'command-menu',
    by: 'owner',
    floats: true,
    show: async (place) => {
      await makeContact(place.server, jane);
      await makeContact(place.server, { firstName: '<b>Jan</b>', lastName: 'عمر' });
      await openMenu(place, 'a');
      await place.page
        .getByRole('option', { name: /Jane Smith|<b>Jan/ })
        .first()
        .waitFor();
    },
  },
  {
    name: 'command-menu-nothing',
    by: 'owner',
    floats: true,
    show: async (place) => {
      await openMenu(place, 'no such thing');
      await place.page.getByText('Nothing is called that here.').waitFor();
    },
  },
  {
    name: 'shortcuts',
    by: 'owner',
    floats: true,
    show: async (place) => {
      await new ContactsPage(place.page).open(place.locationId);
      await place.page.getByRole('heading', { name: 'No contacts yet' }).waitFor();
      await place.page.keyboard.press('?');
      await place.page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor();
    },
  },
];

async function openMenu({ page, locationId }: Place, typed: string): Promise<void> {
  await page.goto(`/app/l/${locationId}/settings/business-profile`);
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.keyboard.press('Control+k');
  await page.getByRole('dialog', { name: 'Command menu' }).getByRole('combobox').fill(typed);
}

/** What a server in trouble would say, or one that allows this user less. */
async function answerSearch(
  { page, locationId }: Place,
  status: number,
  body: object,
): Promise<void> {
  await page.route('**/contacts/search', (route) => route.fulfill({ status, json: body }));
  await new ContactsPage(page).open(locationId);
}
