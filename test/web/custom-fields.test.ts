import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { type Harness, inBrowser } from './app.ts';
import { ContactsPage } from './pages/contacts.ts';
import { SettingsPages } from './pages/settings.ts';
import { acceptInvitation } from './invitations.ts';

type Field = {
  id: string;
  name: string;
  dataType: string;
  picklistOptions: string[];
  parentId: string;
};

async function fieldsOf({ server }: Harness): Promise<Field[]> {
  const path = `/locations/${server.own.locationId}/customFields`;
  return (await server.call('GET', path)).body['customFields'] as Field[];
}

async function make({ server }: Harness, field: object): Promise<void> {
  const path = `/locations/${server.own.locationId}/customFields`;
  const token = await server.token(server.own.locationId, ['locations/customFields.write']);
  const made = await server.call('POST', path, { token, body: field });
  assert.equal(made.status, 201, made.text);
}

const names = async (page: Page): Promise<(string | null)[]> =>
  page
    .getByRole('table', { name: 'Custom Fields' })
    .locator('tbody td:nth-child(2)')
    .allTextContents();

await inBrowser((promise) => {
  promise(
    'a field with options is made, previewed, changed and deleted with its values',
    async (app) => {
      const { page } = await app.openAsOwner();
      const settings = new SettingsPages(page);
      await page.goto('/app/');
      await settings.open('Custom Fields');
      await page.getByRole('button', { name: 'Create field' }).click();
      await page.getByRole('button', { name: /^Radio select/ }).click();
      await page.getByLabel('Name', { exact: true }).fill('Shirt size');
      await page.getByRole('dialog').getByRole('button', { name: 'Create field' }).click();
      await page.getByText('Add at least one option.').waitFor();
      await page.getByLabel('Option 1', { exact: true }).fill('Small');
      await page.keyboard.press('Enter');
      await page.keyboard.type('small');
      await page.getByText('“small” is there twice.').waitFor();
      await page.getByLabel('Option 2', { exact: true }).fill('Large');
      const preview = page.getByRole('region', { name: 'Preview', includeHidden: true });
      await preview.getByText('Large').waitFor();
      await page.getByRole('dialog').getByRole('button', { name: 'Create field' }).click();
      await settings.tableRow('Custom Fields', 'Shirt size').getByText('Radio select').waitFor();
      await page.getByRole('button', { name: 'Copy key contact.shirt_size' }).click();
      assert.equal(await settings.copied(), 'contact.shirt_size');

      await settings.choose('Shirt size', 'Edit');
      await page.getByText('The type cannot be changed later.').waitFor();
      await page.getByLabel('Name', { exact: true }).fill('Size');
      await page.getByRole('button', { name: 'Move Large up' }).click();
      await page.getByRole('button', { name: 'Add option' }).click();
      await page.keyboard.type('Huge');
      await page.getByRole('button', { name: 'Remove Small' }).click();
      await page.getByRole('button', { name: 'Save' }).click();
      await settings.tableRow('Custom Fields', 'Size').waitFor();
      const [field] = await fieldsOf(app);
      assert.deepEqual(
        [field?.name, field?.dataType, field?.picklistOptions],
        ['Size', 'RADIO', ['Large', 'Huge']],
      );

      const { locationId } = app.server.own;
      const customFields = [{ id: field?.id, value: 'Huge' }];
      await app.server.call('POST', '/contacts/', { body: { locationId, customFields } });
      await settings.choose('Size', 'Delete');
      await page.getByText('The values of 1 contact are deleted with it').waitFor();
      await page.getByRole('dialog').getByRole('link', { name: '1 contact' }).click();
      await new ContactsPage(page).has(1);
      await page.goBack();
      await settings.choose('Size', 'Delete');
      await page.getByLabel('Type “Size” to confirm').fill('Size');
      await settings.confirm('Delete');
      await page.getByRole('heading', { name: 'No custom field yet' }).waitFor();
      assert.deepEqual(await fieldsOf(app), []);
    },
  );

  promise('fields are put in order by menu, by key and by dragging', async (app) => {
    for (const name of ['One', 'Two', 'Three']) await make(app, { name, dataType: 'TEXT' });
    const { page } = await app.openAsOwner();
    const settings = new SettingsPages(page);
    await page.goto(`/app/l/${app.server.own.locationId}/settings/custom-fields`);
    const inOrder = async (...expected: string[]): Promise<void> => {
      const now = await names(page);
      assert.deepEqual(now, expected);
    };
    await settings.choose('One', 'Move down');
    await page.getByText('One is now 2 of 3').waitFor({ state: 'attached' });
    await inOrder('Two', 'One', 'Three');
    await page.getByRole('button', { name: /^Move Three/ }).focus();
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('ArrowUp');
    await page.getByText('Three is now 1 of 3').waitFor({ state: 'attached' });
    await inOrder('Three', 'Two', 'One');
    await page
      .getByRole('button', { name: /^Move One/ })
      .dragTo(settings.tableRow('Custom Fields', 'Three'));
    await page.getByText('One is now 1 of 3').waitFor({ state: 'attached' });
    await inOrder('One', 'Three', 'Two');
    const isSaved = async (): Promise<boolean> =>
      (await fieldsOf(app)).map(({ name }) => name).join() === 'One,Three,Two';
    // Each look takes its own time at the server.
    for (let looks = 1; !(await isSaved()); looks += 1) assert.ok(looks < 1000, 'not saved');
    await page.reload();
    await settings.tableRow('Custom Fields', 'One').waitFor();
    await inOrder('One', 'Three', 'Two');
  });

  promise(
    'a folder is made, takes a field, is renamed, and leaves its fields when it goes',
    async (app) => {
      await make(app, { name: 'Budget', dataType: 'MONETORY' });
      const { page } = await app.openAsOwner();
      const settings = new SettingsPages(page);
      await page.goto(`/app/l/${app.server.own.locationId}/settings/custom-fields`);
      await page.getByRole('tab', { name: 'Folders' }).click();
      await page.getByRole('heading', { name: 'No folder yet' }).waitFor();
      await page.getByRole('button', { name: 'Create folder' }).click();
      await page.getByLabel('Folder name').fill('Order');
      await page.keyboard.press('Enter');
      await settings.tableRow('Folders', 'Order').waitFor();
      await page.getByRole('tab', { name: 'Fields' }).click();
      await settings.choose('Budget', 'Edit');
      await page.getByLabel('Folder', { exact: true }).selectOption('Order');
      await page.getByLabel('Placeholder').fill('In euros');
      await page.getByRole('button', { name: 'Save' }).click();
      await settings.tableRow('Custom Fields', 'Budget').getByText('Order').waitFor();
      await page.getByRole('tab', { name: 'Folders' }).click();
      await settings.choose('Order', 'Rename');
      await page.getByLabel('Folder name').fill('Purchase');
      await page.getByRole('button', { name: 'Save' }).click();
      await settings.choose('Purchase', 'Delete');
      await page.getByText('1 field is in it. They stay').waitFor();
      await settings.confirm('Delete');
      await page.getByRole('heading', { name: 'No folder yet' }).waitFor();
      const [field] = await fieldsOf(app);
      assert.deepEqual([field?.name, field?.parentId], ['Budget', '']);
    },
  );

  promise(
    'each type can be made, a text list keeps its texts, and 300 fields are there',
    async (app) => {
      const { page } = await app.openAsOwner();
      const settings = new SettingsPages(page);
      await page.goto(`/app/l/${app.server.own.locationId}/settings/custom-fields`);
      const tiles = page.getByRole('list', { name: 'Type' }).getByRole('button');
      await page.getByRole('button', { name: 'Create field' }).click();
      await tiles.first().waitFor();
      const number = await tiles.count();
      for (let at = 0; at < number; at += 1) {
        await tiles.nth(at).click();
        await page.getByLabel('Name', { exact: true }).fill(`Field ${at}`);
        const option = page.getByLabel('Option 1', { exact: true });
        if (await option.isVisible()) await option.fill('First');
        await settings.confirm('Create field');
        await settings.tableRow('Custom Fields', `Field ${at}`).waitFor();
        if (at < number - 1) await page.getByRole('button', { name: 'Create field' }).click();
      }
      const before = await fieldsOf(app);
      assert.equal(new Set(before.map(({ dataType }) => dataType)).size, 13);

      const boxId = before.find(({ dataType }) => dataType === 'TEXTBOX_LIST')?.id ?? '';
      const { locationId } = app.server.own;
      const path = `/locations/${locationId}/customFields/${boxId}`;
      const keyed = async (): Promise<unknown> => {
        const { body } = await app.server.call('GET', path);
        return body.customField?.['textBoxListOptions'];
      };
      const [box] = (await keyed()) as { id: string }[];
      const list = before.findIndex(({ id }) => id === boxId);
      await settings.choose(`Field ${list}`, 'Edit');
      await page.getByLabel('Option 1', { exact: true }).fill('Renamed');
      await settings.confirm('Save');
      await page.getByText(`Field “Field ${list}” saved`).waitFor();
      assert.deepEqual(await keyed(), [{ id: box?.id, label: 'Renamed', prefillValue: '' }]);

      for (let at = number; at < 300; at += 1)
        await make(app, { name: `More ${at}`, dataType: 'TEXT' });
      await page.reload();
      await page.getByText('300 fields').waitFor();
      await page.getByLabel('Find a field by name or key').fill('more 299');
      await page.getByText('1 of 300 fields').waitFor();
    },
  );

  promise('a member sees the custom fields, and nothing that changes them', async (app) => {
    await make(app, { name: 'Budget', dataType: 'MONETORY' });
    const { page } = await app.open();
    await acceptInvitation({ page, server: app.server, locationId: app.server.own.locationId });
    const settings = new SettingsPages(page);
    await settings.open('Custom Fields');
    await settings.tableRow('Custom Fields', 'Budget').waitFor();
    const main = page.getByRole('main');
    assert.equal(await main.getByRole('button', { name: /Actions|Move|Create/ }).count(), 0);
  });
});
