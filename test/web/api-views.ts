import { ApiPage } from './pages/api.ts';
import { makeContact } from './pages/contacts.ts';
import type { View } from './view.ts';

/** Of the reference of the API. */
export const apiViews: readonly View[] = [
  {
    name: 'api',
    by: 'owner',
    show: async ({ page, locationId }) => {
      await new ApiPage(page).open(locationId);
    },
  },
  {
    name: 'api-read',
    by: 'owner',
    show: async ({ page, server, locationId }) => {
      await makeContact(server, { firstName: 'Ruth', lastName: 'García', tags: ['vip'] });
      const api = new ApiPage(page);
      await api.open(locationId, 'search-contacts-advanced');
      await page
        .getByLabel('Body', { exact: true })
        .fill(JSON.stringify({ locationId, pageLimit: 1 }));
      await page.getByText('Fields of the body').click();
      await api.send();
      await api.reply.getByText('200 OK').waitFor();
    },
  },
  {
    name: 'api-change',
    by: 'owner',
    show: async ({ page, locationId }) => {
      const api = new ApiPage(page);
      await api.open(locationId, 'create-note');
      await page.getByLabel('contactId').fill('nobody');
      await api.send();
      await api.reply.getByText('404 Not Found').waitFor();
      await page.getByText('Fields of the reply, 201').click();
    },
  },
];
