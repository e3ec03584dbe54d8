import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { Page } from 'playwright-core';
import { ownerKey } from '../support/sessions.ts';
import type { TestServer } from '../support/server.ts';
import { ownerSignIn } from './app.ts';
import { contactViews } from './contact-views.ts';
import { SettingsPages } from './pages/settings.ts';

export type Place = { page: Page; server: TestServer; locationId: string };

/** A page in a state that is worth looking at. */
export type View = {
  name: string;
  /** Who looks: nobody is signed in, or the owner is. */
  by: 'nobody' | 'owner';
  /** A menu or a dialog is open. */
  floats?: true;
  show(place: Place): Promise<void>;
};

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
      await place.page.goto(integrations(place));
      await place.page.getByRole('link', { name: 'Test', exact: true }).click();
      await place.page.getByText('Danger zone').waitFor();
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
  {
    name: 'tags',
    by: 'owner',
    show: async (place) => {
      await fillTags(place);
      await place.page.goto(`/app/l/${place.locationId}/settings/tags`);
      await place.page.getByRole('table', { name: 'Tags' }).waitFor();
    },
  },
  {
    name: 'tags-empty',
    by: 'owner',
    show: async ({ page, locationId }) => {
      await page.goto(`/app/l/${locationId}/settings/tags`);
      await page.getByRole('heading', { name: 'No tag yet' }).waitFor();
    },
  },
  {
    name: 'tags-rename',
    by: 'owner',
    show: async (place) => {
      await fillTags(place);
      await place.page.goto(`/app/l/${place.locationId}/settings/tags`);
      await place.page.getByRole('button', { name: 'vip', exact: true }).click();
      await place.page.getByLabel('New name of vip').fill('newsletter');
      await place.page.getByRole('alert').waitFor();
    },
  },
  {
    name: 'tags-merge',
    by: 'owner',
    floats: true,
    show: async (place) => {
      await fillTags(place);
      await place.page.goto(`/app/l/${place.locationId}/settings/tags`);
      await new SettingsPages(place.page).choose('vip', 'Merge into another…');
      await place.page.getByLabel('The tag that stays').click();
      await place.page.getByRole('option').first().waitFor();
    },
  },
  {
    name: 'tags-delete',
    by: 'owner',
    floats: true,
    show: async (place) => {
      await fillTags(place);
      await place.page.goto(`/app/l/${place.locationId}/settings/tags`);
      await new SettingsPages(place.page).choose('vip', 'Delete');
      await place.page.getByRole('dialog').waitFor();
    },
  },
  {
    name: 'deleted-contacts',
    by: 'owner',
    show: async (place) => {
      await deleteContacts(place);
      await place.page.goto(`/app/l/${place.locationId}/contacts/deleted`);
      await place.page.getByRole('table', { name: 'Deleted contacts' }).waitFor();
    },
  },
  {
    name: 'deleted-contacts-erase',
    by: 'owner',
    floats: true,
    show: async (place) => {
      await deleteContacts(place);
      await place.page.goto(`/app/l/${place.locationId}/contacts/deleted`);
      await new SettingsPages(place.page).choose('Jane Smith', 'Erase');
      await place.page.getByRole('dialog').waitFor();
    },
  },
  {
    name: 'users',
    by: 'owner',
    show: async (place) => {
      await invitationLink(place.server, place.locationId);
      await place.page.goto(`/app/l/${place.locationId}/settings/users`);
      await place.page.getByRole('table', { name: 'Users' }).getByText('Kai Wang').waitFor();
    },
  },
  {
    name: 'users-invite',
    by: 'owner',
    floats: true,
    show: async ({ page, locationId }) => {
      await page.goto(`/app/l/${locationId}/settings/users`);
      await page.getByRole('button', { name: 'Invite user' }).click();
      await page.getByLabel('First name').fill('Grace');
    },
  },
  {
    name: 'users-link',
    by: 'owner',
    floats: true,
    show: async (place) => {
      await invitationLink(place.server, place.locationId);
      await place.page.goto(`/app/l/${place.locationId}/settings/users`);
      await new SettingsPages(place.page).choose('Kai Wang', 'Invite again');
      await place.page.getByRole('button', { name: 'Copy link' }).waitFor();
    },
  },
  {
    name: 'users-menu',
    by: 'owner',
    floats: true,
    show: async ({ page, locationId }) => {
      await page.goto(`/app/l/${locationId}/settings/users`);
      await page.getByRole('button', { name: 'Actions of Ada Byron' }).click();
      await page.getByText('The last owner stays').first().waitFor();
    },
  },
  {
    name: 'custom-fields',
    by: 'owner',
    show: async (place) => {
      await fillFields(place);
      await place.page.goto(`/app/l/${place.locationId}/settings/custom-fields`);
      await place.page.getByRole('table', { name: 'Custom Fields' }).waitFor();
    },
  },
  {
    name: 'custom-fields-empty',
    by: 'owner',
    show: async ({ page, locationId }) => {
      await page.goto(`/app/l/${locationId}/settings/custom-fields`);
      await page.getByRole('heading', { name: 'No custom field yet' }).waitFor();
    },
  },
  {
    name: 'custom-fields-folders',
    by: 'owner',
    show: async (place) => {
      await fillFields(place);
      await place.page.goto(`/app/l/${place.locationId}/settings/custom-fields?tab=folders`);
      await place.page.getByRole('table', { name: 'Folders' }).waitFor();
    },
  },
  {
    name: 'custom-field-types',
    by: 'owner',
    floats: true,
    show: async ({ page, locationId }) => {
      await page.goto(`/app/l/${locationId}/settings/custom-fields`);
      await page.getByRole('button', { name: 'Create field' }).click();
      await page.getByRole('dialog').waitFor();
    },
  },
  {
    name: 'custom-field-new',
    by: 'owner',
    floats: true,
    show: async (place) => {
      const { page } = place;
      await fillFields(place);
      await page.goto(`/app/l/${place.locationId}/settings/custom-fields`);
      await page.getByRole('button', { name: 'Create field' }).click();
      await page.getByRole('button', { name: /^Checkbox/ }).click();
      await page.getByLabel('Name', { exact: true }).fill('Interests');
      await page.getByLabel('Option 1', { exact: true }).fill('Sailing');
      await page.keyboard.press('Enter');
      await page.getByLabel('Option 2', { exact: true }).fill('Climbing');
    },
  },
  {
    name: 'custom-field-delete',
    by: 'owner',
    floats: true,
    show: async (place) => {
      await fillFields(place);
      await place.page.goto(`/app/l/${place.locationId}/settings/custom-fields`);
      await new SettingsPages(place.page).choose('Shirt size', 'Delete');
      await place.page.getByText('The values of 1 contact are deleted').waitFor();
    },
  },
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

/** A member of the location signs in for the first time. */
export async function acceptInvitation({ page, server, locationId }: Place): Promise<void> {
  await page.goto(await invitationLink(server, locationId));
  await page.getByLabel('Password', { exact: true }).fill(ownerSignIn.password);
  await page.getByRole('button', { name: 'Save password' }).click();
  await page.getByRole('navigation', { name: 'Main' }).waitFor();
}

const someTags = ['vip', 'newsletter', 'trade fair 2026', 'עברית', '<b>bold</b>', 'x'.repeat(200)];

async function fillTags({ server, locationId }: Place): Promise<void> {
  for (const tags of [someTags, someTags.slice(0, 3), someTags.slice(0, 1)]) {
    const body = { locationId, firstName: 'Jane', tags };
    assert.equal((await server.call('POST', '/contacts', { body })).status, 201);
  }
}

const deletedOnes = [
  { firstName: 'Jane', lastName: 'Smith', email: 'jane@example.com' },
  { firstName: '<img src=x onerror=alert(1)>', lastName: 'שלום', phone: '+15551234567' },
  { email: `${'long'.repeat(14)}@example.com` },
];

async function deleteContacts({ server, locationId }: Place): Promise<void> {
  for (const contact of deletedOnes) {
    const made = await server.call('POST', '/contacts', { body: { locationId, ...contact } });
    assert.equal(made.status, 201, made.text);
    await server.call('DELETE', `/contacts/${made.body.contact?.id}`);
  }
}

async function fillFields({ server, locationId }: Place): Promise<void> {
  const token = await server.token(locationId, ['contacts', 'locations/customFields.write']);
  const call = (path: string, body: object) => server.call('POST', path, { token, body });
  const folder = await call('/custom-fields/folder', {
    locationId,
    objectKey: 'contact',
    name: 'Order',
  });
  const fields = [
    { name: 'Shirt size', dataType: 'SINGLE_OPTIONS', options: ['Small', 'Large'] },
    { name: 'Budget', dataType: 'MONETORY' },
    { name: '<img src=x onerror=alert(1)> ‏שם', dataType: 'TEXT' },
    { name: 'Contract '.repeat(20).trim(), dataType: 'FILE_UPLOAD' },
  ];
  for (const [at, field] of fields.entries()) {
    const body = { ...field, ...(at < 2 && { parentId: folder.body['id'] }) };
    const made = await call(`/locations/${locationId}/customFields`, body);
    assert.equal(made.status, 201, made.text);
  }
  const customFields = [{ key: 'shirt_size', value: 'Large' }];
  assert.equal((await call('/contacts/', { locationId, customFields })).status, 201);
}

/** For a member of a location, without a password yet. */
export async function invitationLink(server: TestServer, locationId: string): Promise<string> {
  const made = await server.call('POST', '/users/', {
    token: server.managementToken,
    body: {
      companyId: 'company',
      firstName: 'Kai',
      lastName: 'Wang',
      email: `kai.${randomUUID()}@example.com`,
      type: 'account',
      role: 'user',
      locationIds: [locationId],
    },
  });
  const path = `/api/users/${String(made.body['id'])}/invite`;
  const invited = await server.call('POST', path, { token: server.managementToken });
  assert.equal(invited.status, 201, invited.text);
  return String(invited.body['link']);
}

/** Where the window is narrow the sidebar is behind a button. */
async function openSidebar(page: Page): Promise<void> {
  await page.getByRole('heading', { level: 1 }).waitFor();
  const button = page.getByRole('button', { name: 'Open menu' });
  if (await button.isVisible()) await button.click();
}
