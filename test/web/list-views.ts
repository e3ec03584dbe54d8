import assert from 'node:assert/strict';
import { invitationLink } from './invitations.ts';
import { SettingsPages } from './pages/settings.ts';
import type { Place, View } from './view.ts';

/** Of the tables under Settings, and of deleted contacts. */
export const listViews: readonly View[] = [
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
      await place.page
        .getByRole('table', { name: 'Users' })
        .getByText('Kai Wang')
        .first()
        .waitFor();
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
      await place.page.getByText(/^The values of \d contacts? are deleted/).waitFor();
    },
  },
];

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
