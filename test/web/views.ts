import type { Page } from 'playwright-core';
import { ownerKey } from '../support/sessions.ts';
import { ownerSignIn } from './app.ts';
import { contactPageViews } from './contact-page-views.ts';
import { contactViews } from './contact-views.ts';
import { acceptInvitation, invitationLink } from './invitations.ts';
import { listViews } from './list-views.ts';
import { apiViews } from './api-views.ts';
import { SettingsPages } from './pages/settings.ts';
import { taskViews } from './task-views.ts';
import type { Place, View } from './view.ts';

const integrations = ({ locationId }: Place): string =>
  `/app/l/${locationId}/settings/integrations/private-integrations`;

/** Each page of the app, and each state that looks otherwise. */
export const views: readonly View[] = [
  {
    name: 'sign-in',
    by: 'nobody',
    show: async ({ page }) => {
      await page.goto('/app/sign-in');
      await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    },
  },
  {
    name: 'sign-in-refused',
    by: 'nobody',
    show: async ({ page }) => {
      await page.goto('/app/sign-in');
      await page.getByLabel('E-mail').fill('nobody@example.com');
      await page.getByLabel('Password', { exact: true }).fill('wrong');
      await page.getByRole('button', { name: 'Sign in' }).click();
      await page.getByRole('alert').waitFor();
    },
  },
  {
    name: 'setup',
    by: 'nobody',
    show: async ({ page, server }) => {
      await page.goto(`/app/setup#${await ownerKey(server)}`);
      await page.getByLabel('First name').fill('Ada');
      await page.getByLabel('Password', { exact: true }).fill('Secret');
    },
  },
  {
    name: 'setup-link-gone',
    by: 'nobody',
    show: async ({ page }) => {
      await page.goto('/app/setup#not-a-key');
      await page.getByText('npx groundlevel owner reset').waitFor();
    },
  },
  {
    name: 'invitation',
    by: 'nobody',
    show: async ({ page, server, locationId }) => {
      await page.goto(await invitationLink(server, locationId));
      await page.getByRole('heading', { name: 'Welcome to Groundlevel' }).waitFor();
    },
  },
  {
    name: 'forbidden',
    by: 'nobody',
    show: async (place) => {
      await acceptInvitation(place);
      await place.page.getByRole('heading', { name: 'Contacts' }).waitFor();
      await place.page.goto(integrations(place));
      await place.page.getByRole('heading', { name: 'You may not see this' }).waitFor();
    },
  },
  {
    name: 'setup-done',
    by: 'nobody',
    show: async ({ page, server }) => {
      await page.goto(`/app/setup#${await ownerKey(server)}`);
      await page.getByLabel('First name').fill('Ada');
      await page.getByLabel('Last name').fill('Byron');
      await page.getByLabel('E-mail').fill(ownerSignIn.email);
      await page.getByLabel('Password', { exact: true }).fill(ownerSignIn.password);
      await page.getByRole('button', { name: 'Create account' }).click();
      await page.getByRole('heading', { name: 'You are all set' }).waitFor();
    },
  },
  ...contactViews,
  ...contactPageViews,
  ...taskViews,
  {
    name: 'private-integrations',
    by: 'owner',
    show: async (place) => {
      const { page } = place;
      await page.goto(integrations(place));
      await page.getByRole('list', { name: 'Private Integrations' }).waitFor();
    },
  },
  {
    name: 'private-integrations-empty',
    by: 'owner',
    show: async (place) => {
      const { page } = place;
      await page.goto(integrations(place));
      const settings = new SettingsPages(page);
      await settings.choose('Test', 'Delete');
      await settings.confirm('Delete');
      await page.getByRole('heading', { name: 'No integration yet' }).waitFor();
    },
  },
  {
    name: 'integration-new',
    by: 'owner',
    show: async (place) => {
      const { page } = place;
      await page.goto(`${integrations(place)}/new`);
      await page.getByLabel('Name').fill('Contact API Access');
      await page.getByRole('switch', { name: 'contacts' }).click();
      await page.getByText('Expires never').click();
    },
  },
  {
    name: 'integration-token',
    by: 'owner',
    show: async (place) => {
      await place.page.goto(integrations(place));
      await new SettingsPages(place.page).createIntegration('Contact API Access');
      await place.page.getByText('Waiting for a first call…').waitFor();
    },
  },
  {
    name: 'integration-menu',
    by: 'owner',
    floats: true,
    show: async (place) => {
      await place.page.goto(integrations(place));
      await place.page.getByRole('button', { name: 'Actions of Test' }).click();
      await place.page.getByRole('menu').waitFor();
    },
  },
  {
    name: 'integration-rotate',
    by: 'owner',
    floats: true,
    show: async (place) => {
      await place.page.goto(integrations(place));
      await new SettingsPages(place.page).choose('Test', 'Rotate and expire this token now');
      await place.page.getByRole('dialog').waitFor();
    },
  },
  {
    name: 'integration-edit',
    by: 'owner',
    show: async (place) => {
      await place.server.call('GET', '/contacts/none');
      await place.server.call('GET', `/locations/${place.locationId}/tags`);
      await place.server.app.keepHouse();
      await place.page.goto(integrations(place));
      await place.page.getByRole('link', { name: 'Test', exact: true }).click();
      await place.page.getByRole('table', { name: 'Recent calls' }).waitFor();
    },
  },
  {
    name: 'business-profile',
    by: 'owner',
    show: async ({ page, locationId }) => {
      await page.goto(`/app/l/${locationId}/settings/business-profile`);
      await page.getByText('Danger zone').waitFor();
    },
  },
  {
    name: 'business-profile-changed',
    by: 'owner',
    floats: true,
    show: async ({ page, locationId }) => {
      await page.goto(`/app/l/${locationId}/settings/business-profile`);
      await page.getByLabel('Phone').fill('+1 555 123 4567');
      await page.getByLabel('Time zone', { exact: true }).click();
      await page.getByLabel('Find a time zone').fill('Berl');
      await page.getByRole('option', { name: 'Europe/Berlin' }).waitFor();
    },
  },
  ...listViews,
  ...apiViews,
  {
    name: 'account',
    by: 'owner',
    floats: true,
    show: async ({ page, locationId }) => {
      await page.goto(`/app/l/${locationId}/settings/business-profile`);
      await openSidebar(page);
      await page.getByRole('button', { name: /Ada Byron/ }).click();
      await page.getByRole('menu').waitFor();
    },
  },
  {
    name: 'change-password',
    by: 'owner',
    floats: true,
    show: async ({ page, locationId }) => {
      await page.goto(`/app/l/${locationId}/settings/business-profile`);
      await openSidebar(page);
      await page.getByRole('button', { name: /Ada Byron/ }).click();
      await page.getByRole('menuitem', { name: 'Change password' }).click();
      await page.getByLabel('New password', { exact: true }).fill('Secret');
    },
  },
  {
    name: 'session-ended',
    by: 'owner',
    floats: true,
    show: async (place) => {
      const { page } = place;
      await page.goto(`${integrations(place)}/new`);
      await page.getByLabel('Name').fill('Contact API Access');
      await page.getByRole('switch', { name: 'contacts' }).click();
      await page.context().clearCookies();
      await page.getByRole('button', { name: 'Save' }).click();
      await page.getByRole('dialog', { name: 'Your session has ended' }).waitFor();
    },
  },
  {
    name: 'not-found',
    by: 'owner',
    show: async ({ page, locationId }) => {
      await page.goto(`/app/l/${locationId}/settings/nowhere`);
      await page.getByRole('heading', { name: 'There is no such page' }).waitFor();
    },
  },
  {
    name: 'server-away',
    by: 'owner',
    show: async ({ page, locationId }) => {
      await page.route('**/locations/**', (route) => route.abort());
      await page.goto(`/app/l/${locationId}/settings/business-profile`);
      await page.getByRole('alert').waitFor({ timeout: 20_000 });
    },
  },
];

/** Where the window is narrow the sidebar is behind a button. */
async function openSidebar(page: Page): Promise<void> {
  await page.getByRole('heading', { level: 1 }).waitFor();
  const button = page.getByRole('button', { name: 'Open menu' });
  if (await button.isVisible()) await button.click();
}
