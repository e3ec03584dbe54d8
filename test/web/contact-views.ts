import { ContactsPage, makeContact, makeContacts, makeField } from './pages/contacts.ts';
import type { Place, View } from './view.ts';

const people = [
  ['Ruth', 'García', 'Northwind'],
  ['Kai', 'Wang', 'Acme & Söhne'],
  ['Amara', 'Okafor', ''],
  ['Jane', 'Smith', 'Blue Door'],
  ['مريم', 'حسن', ''],
  ['Zoë', 'van der Berg', 'Acme & Söhne'],
  ['Liam', 'O’Brien', ''],
  ['<b>Bold</b>', 'Name', '<script>'],
] as const;
const tags = [['vip', 'newsletter', 'spring'], ['lead'], [], ['vip']] as const;

/** A list with some people in it, as it looks after a while. */
async function fill({ server }: Place): Promise<{ plan: string; first: string }> {
  const plan = await makeField(server, {
    name: 'Plan',
    dataType: 'SINGLE_OPTIONS',
    options: ['Free', 'Pro'],
  });
  let first = '';
  for (let at = 0; at < 40; at += 1) {
    const [firstName, lastName, companyName] = people[at % people.length] ?? people[0];
    first = await makeContact(server, {
      firstName,
      lastName,
      companyName,
      email: `${lastName.toLowerCase().replaceAll(/[^a-z]/g, '') || 'm'}.${at}@example.com`,
      phone: `+1202555${1000 + at}`,
      tags: tags[at % tags.length],
      ...(at % 3 === 0 && { customFields: [{ id: plan, value: 'Pro' }] }),
    });
  }
  return { plan, first };
}

async function open(place: Place, search = ''): Promise<ContactsPage> {
  const contacts = new ContactsPage(place.page);
  await contacts.open(place.locationId, search);
  return contacts;
}

/** More than are loaded at first, of whom a change is sent by hundreds. */
async function selectEverybody(place: Place): Promise<ContactsPage> {
  await makeContacts(place.server, 107);
  await fill(place);
  await place.page.route('**/contacts/search', async (route) => {
    const body = route.request().postDataJSON();
    if (body.pageLimit !== 500) return route.continue();
    return route.continue({ postData: JSON.stringify({ ...body, pageLimit: 100 }) });
  });
  const contacts = await open(place);
  await contacts.has(147);
  await contacts.selectAll(147);
  return contacts;
}

/** Some that everybody sees. */
async function saveLists({ server, locationId }: Place): Promise<void> {
  for (const [name, tag] of [
    ['VIP, newest first', 'vip'],
    ['Leads', 'lead'],
    ['قائمة الربيع', 'spring'],
    ['<b>Newsletter</b> of this spring, without those who have left', 'newsletter'],
  ] as const) {
    const filters = [{ field: 'tags', operator: 'eq', value: tag }];
    const body = { locationId, name, filters, columns: ['email', 'tags'], shared: true };
    await server.call('POST', '/api/smart-lists', { body });
  }
}

const filtersOf = (filters: unknown): string => `?f=${encodeURIComponent(JSON.stringify(filters))}`;

/** The list of contacts, and what opens from it. */
export const contactViews: readonly View[] = [
  {
    name: 'contacts',
    by: 'owner',
    show: async (place) => {
      await fill(place);
      await (await open(place)).has(40);
    },
  },
  {
    name: 'contacts-empty',
    by: 'owner',
    show: async (place) => {
      await open(place);
      await place.page.getByRole('heading', { name: 'No contacts yet' }).waitFor();
    },
  },
  {
    name: 'contacts-no-match',
    by: 'owner',
    show: async (place) => {
      await open(place, '?q=nobody');
      await place.page.getByRole('heading', { name: 'No contact matches' }).waitFor();
    },
  },
  {
    name: 'contacts-filtered',
    by: 'owner',
    show: async (place) => {
      const { plan } = await fill(place);
      const filters = [
        { field: 'tags', operator: 'eq', value: ['vip', 'lead'] },
        {
          group: 'OR',
          filters: [
            { field: 'companyName', operator: 'contains', value: 'acme' },
            { field: `customFields.${plan}`, operator: 'eq', value: 'Pro' },
          ],
        },
      ];
      await open(place, filtersOf(filters));
      await place.page.getByRole('group', { name: 'Plan is Pro' }).waitFor();
      await place.page.getByText(/^\d+ contacts$/).waitFor();
    },
  },
  {
    name: 'smart-lists',
    by: 'owner',
    show: async (place) => {
      await fill(place);
      await saveLists(place);
      const contacts = await open(place);
      await contacts.chooseList('VIP, newest first');
      await contacts.search.fill('smith');
      await place.page.getByRole('button', { name: 'Save changes' }).waitFor();
      await place.page.getByText(/^\d+ contacts$/).waitFor();
    },
  },
  {
    name: 'smart-list-menu',
    by: 'owner',
    floats: true,
    show: async (place) => {
      await fill(place);
      await saveLists(place);
      const contacts = await open(place);
      await contacts.chooseList('Leads');
      await contacts.has(10);
      await place.page.getByRole('button', { name: 'Actions of Leads' }).click();
      await place.page.getByRole('menu').waitFor();
    },
  },
  {
    name: 'smart-list-save',
    by: 'owner',
    floats: true,
    show: async (place) => {
      await fill(place);
      await open(place, filtersOf([{ field: 'tags', operator: 'eq', value: 'vip' }]));
      await place.page.getByRole('button', { name: 'Save as smart list' }).click();
      await place.page.getByRole('dialog').getByLabel('Name').fill('VIP');
    },
  },
  {
    name: 'contacts-chart',
    by: 'owner',
    show: async (place) => {
      await fill(place);
      for (const [at, source] of ['Web form', 'Web form', 'Web form', 'Fair', 'API'].entries()) {
        await makeContact(place.server, { firstName: 'Ines', lastName: `Berg ${at}`, source });
      }
      await (await open(place, '?chart=true')).has(45);
      await place.page.getByRole('button', { name: 'Web form 3 contacts' }).waitFor();
    },
  },
  {
    name: 'contacts-filter-value',
    by: 'owner',
    floats: true,
    show: async (place) => {
      await fill(place);
      const contacts = await open(place);
      await contacts.has(40);
      await place.page.getByRole('button', { name: 'Filter', exact: true }).click();
      await contacts.pick('Choose a field', 'Tags');
      await place.page.getByRole('option', { name: 'newsletter' }).waitFor();
    },
  },
  {
    name: 'contacts-columns',
    by: 'owner',
    floats: true,
    show: async (place) => {
      await fill(place);
      await (await open(place)).has(40);
      await place.page.getByRole('button', { name: 'Columns' }).click();
      await place.page.getByRole('button', { name: 'Show Plan' }).waitFor();
    },
  },
  {
    name: 'contacts-column-menu',
    by: 'owner',
    floats: true,
    show: async (place) => {
      await fill(place);
      const contacts = await open(place);
      await contacts.has(40);
      const head = contacts.grid.getByRole('columnheader', { name: 'Email', exact: true });
      await head.getByRole('button').click();
      await place.page.getByRole('menu').waitFor();
    },
  },
  {
    name: 'contacts-cell',
    by: 'owner',
    show: async (place) => {
      await fill(place);
      const contacts = await open(place, '?q=wang');
      await contacts.has(5);
      await contacts.search.press('ArrowDown');
      await place.page.keyboard.press('ArrowRight');
      await place.page.keyboard.type('no address');
      await place.page.keyboard.press('Enter');
      await place.page.getByRole('alert').waitFor();
    },
  },
  {
    name: 'contacts-selected',
    by: 'owner',
    show: async (place) => {
      await fill(place);
      const contacts = await open(place);
      await contacts.has(40);
      await contacts.search.press('ArrowDown');
      for (const key of ['Space', 'Shift+ArrowDown', 'Shift+ArrowDown']) {
        await place.page.keyboard.press(key);
      }
      await place.page.getByText('3 selected').waitFor();
    },
  },
  {
    name: 'contacts-all-selected',
    by: 'owner',
    show: async (place) => {
      await selectEverybody(place);
      await place.page.getByRole('checkbox', { name: 'Select Jane Smith' }).first().click();
      await place.page.getByText('146 selected: all but 1').waitFor();
    },
  },
  {
    name: 'contacts-all-delete',
    by: 'owner',
    floats: true,
    show: async (place) => {
      const { bar } = await selectEverybody(place);
      await bar.getByRole('button', { name: 'Delete' }).click();
      await place.page.getByRole('dialog').getByLabel('Type 147 to delete them').waitFor();
    },
  },
  {
    name: 'contacts-all-changing',
    by: 'owner',
    show: async (place) => {
      const contacts = await selectEverybody(place);
      await place.page.route('**/contacts/bulk/tags', async (route) => {
        if (route.request().postDataJSON().contactIds.length === 100) await route.continue();
      });
      await contacts.addTag('spring');
      await contacts.run.getByText('100 of 147').waitFor();
    },
  },
  {
    name: 'contacts-all-stopped',
    by: 'owner',
    show: async (place) => {
      const contacts = await selectEverybody(place);
      await place.page.route('**/contacts/bulk/tags', async (route) => {
        if (route.request().postDataJSON().contactIds.length === 100) return route.continue();
        const json = { message: 'The disk of the server is full.', traceId: '01KQ5J4V7WN3' };
        return route.fulfill({ status: 507, json });
      });
      await contacts.addTag('spring');
      await contacts.run.getByText('The disk of the server is full.').waitFor();
    },
  },
  {
    name: 'contact-panel',
    by: 'owner',
    show: async (place) => {
      const { first } = await fill(place);
      const contacts = await open(place, `?open=${first}`);
      await contacts.panel.getByRole('button', { name: /^Edit Email/ }).waitFor();
      await contacts.has(40);
    },
  },
  {
    name: 'contact-add',
    by: 'owner',
    floats: true,
    show: async (place) => {
      await makeContact(place.server, {
        firstName: 'Jane',
        lastName: 'Smith',
        email: 'j@example.com',
      });
      await open(place);
      await place.page.getByRole('button', { name: 'Add contact' }).click();
      await place.page.getByLabel('First name').fill('Jane');
      await place.page.getByLabel('Email').fill('j@example.com');
      await place.page.getByRole('heading', { name: 'Already here' }).waitFor();
    },
  },
  {
    name: 'contact-conflict',
    by: 'owner',
    floats: true,
    show: async (place) => {
      const { page, server } = place;
      const jane = { firstName: 'Jane', lastName: 'Smith', phone: '+15551234567' };
      const id = await makeContact(server, jane);
      const contacts = await open(place);
      await contacts.has(1);
      const read = page.waitForResponse(`**/contacts/${id}`);
      await contacts.search.press('ArrowDown');
      for (const key of ['ArrowRight', 'ArrowRight', 'F2', 'Control+a']) {
        await page.keyboard.press(key);
      }
      await page.keyboard.type('+15550000000');
      await read;
      await server.call('PUT', `/contacts/${id}`, { body: { phone: '+15557654321' } });
      await page.keyboard.press('Enter');
      await page.getByRole('dialog', { name: /changed meanwhile/ }).waitFor();
    },
  },
];
