import assert from 'node:assert/strict';
import { type Harness, inBrowser } from './app.ts';
import { SettingsPages } from './pages/settings.ts';

async function remove({ server }: Harness, contact: object): Promise<string> {
  const body = { locationId: server.own.locationId, ...contact };
  const made = await server.call('POST', '/contacts', { body });
  assert.equal(made.status, 201, made.text);
  const id = made.body.contact?.id ?? '';
  assert.equal((await server.call('DELETE', `/contacts/${id}`)).status, 200);
  return id;
}

const table = 'Deleted contacts';

await inBrowser((promise) => {
  promise(
    'a deleted contact is restored, deleted again by undo, and erased by its name',
    async (app) => {
      const id = await remove(app, {
        firstName: 'Jane',
        lastName: 'Smith',
        email: 'jane@example.com',
      });
      const status = async (): Promise<number> =>
        (await app.server.call('GET', `/contacts/${id}`)).status;
      const { page } = await app.openAsOwner();
      const settings = new SettingsPages(page);
      await page.goto('/app/');
      await settings.open(table);
      const row = settings.tableRow(table, 'Jane Smith');
      await row.getByText('by Test').waitFor();
      await row.getByRole('cell', { name: '60', exact: true }).waitFor();
      await page.getByRole('button', { name: 'Restore Jane Smith' }).click();
      await page.getByRole('heading', { name: 'No deleted contact' }).waitFor();
      assert.equal(await status(), 200);
      await page.getByRole('button', { name: 'Undo' }).click();
      await row.getByText('by Ada Byron').waitFor();
      assert.equal(await status(), 404);
      await settings.choose('Jane Smith', 'Erase');
      const dialog = page.getByRole('dialog', { name: 'Erase Jane Smith?' });
      const erase = dialog.getByRole('button', { name: 'Erase' });
      assert.equal(await erase.getAttribute('aria-disabled'), 'true');
      await page.getByLabel('Type “Jane Smith” to confirm').fill('Jane Smith');
      await settings.confirm('Erase');
      await page.getByRole('heading', { name: 'No deleted contact' }).waitFor();
      const restored = await app.server.call('POST', `/api/contacts/${id}/restore`);
      assert.equal(restored.status, 404);
    },
  );

  promise(
    'one whose e-mail somebody else has by now says so, and further pages are shown',
    async (app) => {
      for (let each = 0; each < 60; each += 1) await remove(app, { firstName: `Contact ${each}` });
      await remove(app, { email: 'jane@example.com' });
      const body = { locationId: app.server.own.locationId, email: 'jane@example.com' };
      assert.equal((await app.server.call('POST', '/contacts', { body })).status, 201);
      const { page } = await app.openAsOwner();
      await page.goto(`/app/l/${app.server.own.locationId}/contacts/deleted`);
      await page.getByText('61 contacts').waitFor();
      await page.getByRole('button', { name: 'Restore jane@example.com' }).click();
      await page
        .getByText(/duplicate/i)
        .first()
        .waitFor();
      await page.getByRole('button', { name: 'Show more' }).click();
      await page.getByText('Contact 0', { exact: true }).waitFor();
    },
  );
});
