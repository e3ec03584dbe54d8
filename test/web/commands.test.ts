import assert from 'node:assert/strict';
import { inBrowser } from './app.ts';

await inBrowser((promise) => {
  promise(
    'every page, action and contact is found in the command menu',
    async ({ server, openAsOwner }) => {
      const { locationId } = server.own;
      const body = { locationId, firstName: 'Ruth', lastName: 'García', email: 'ruth@example.com' };
      assert.equal((await server.call('POST', '/contacts', { body })).status, 201);
      const { page } = await openAsOwner();
      await page.goto(`/app/l/${locationId}/settings/business-profile`);
      await page.getByRole('heading', { level: 1 }).waitFor();
      const menu = page.getByRole('dialog', { name: 'Command menu' });
      const choose = async (typed: string, option: RegExp): Promise<void> => {
        await page.keyboard.press('Control+k');
        await menu.getByRole('combobox').fill(typed);
        await menu.getByRole('option', { name: option }).first().waitFor();
        await page.keyboard.press('Enter');
        await menu.waitFor({ state: 'hidden' });
      };
      await choose('tag', /^Tags/);
      await page.getByRole('heading', { name: 'Tags', level: 1 }).waitFor();
      await choose('ruth', /Ruth García/);
      await page.getByRole('heading', { name: 'Ruth García' }).waitFor();
      await page.keyboard.press('Escape');
      await choose('add con', /^Add contact/);
      await page.getByRole('dialog', { name: 'Add contact' }).waitFor();
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: 'Search or jump to…' }).click();
      await menu.getByRole('combobox').fill('no such thing');
      await menu.getByText('Nothing is called that here.').waitFor();
      await page.keyboard.press('Escape');
      await menu.waitFor({ state: 'hidden' });
    },
    { shared: true },
  );

  promise(
    'keys lead from page to page, are told by ? and letters can be switched off',
    async ({ server, openAsOwner }) => {
      const { page } = await openAsOwner();
      await page.goto(`/app/l/${server.own.locationId}/settings/business-profile`);
      await page.getByRole('heading', { name: 'Business Profile', level: 1 }).waitFor();
      await page.keyboard.press('g');
      await page.keyboard.press('t');
      await page.getByRole('heading', { name: 'Tags', level: 1 }).waitFor();
      await page.keyboard.press('g');
      await page.keyboard.press('c');
      await page.getByRole('heading', { name: 'Contacts', level: 1 }).waitFor();
      await page.keyboard.press('?');
      const help = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
      await help.getByText('Search contacts').waitFor();
      await help.getByRole('switch', { name: 'Letters alone are shortcuts' }).click();
      await page.keyboard.press('Escape');
      await help.waitFor({ state: 'hidden' });
      await page.keyboard.press('c');
      await page.keyboard.press('Control+k');
      await page.getByRole('dialog', { name: 'Command menu' }).waitFor();
      assert.equal(await page.getByRole('dialog').count(), 1);
    },
    { shared: true },
  );

  promise(
    'a view and the last change are copied as the request that does the same',
    async ({ server, openAsOwner }) => {
      const { locationId } = server.own;
      const { page } = await openAsOwner();
      await page.goto(`/app/l/${locationId}/settings/business-profile`);
      await page.getByLabel('Website').fill('https://example.com');
      await page.keyboard.press('Control+s');
      await page.getByText('Saved').first().waitFor();
      await page.keyboard.press('Control+k');
      await page.getByRole('dialog').getByRole('combobox').fill('last change');
      await page.keyboard.press('Enter');
      await page.getByText('Copied; $TOKEN is left to you').waitFor();
      const copied = String(await page.evaluate('navigator.clipboard.readText()'));
      assert.match(copied, new RegExp(`^curl -X PUT '${server.baseUrl}/locations/${locationId}'`));
      assert.match(copied, /Bearer \$TOKEN/);
      assert.match(copied, /https:\/\/example\.com/);
    },
    { shared: true },
  );

  promise(
    'every page of settings is copied as a request that a token reads the same by',
    async ({ server, openAsOwner }) => {
      const { locationId } = server.own;
      const { page } = await openAsOwner();
      const pages = {
        'settings/business-profile': `/locations/${locationId}`,
        'settings/users': `/users/?locationId=${locationId}`,
        'settings/custom-fields': `/locations/${locationId}/customFields?model=contact`,
        'settings/custom-fields?tab=folders': `/custom-fields/object-key/contact?locationId=${locationId}`,
        'settings/tags': `/locations/${locationId}/tags?expand=contactCount`,
        'contacts/deleted': `/api/contacts/deleted?locationId=${locationId}&limit=50`,
        'settings/integrations/private-integrations': `/api/locations/${locationId}/integrations`,
        'settings/api': '/openapi.json',
      };
      for (const [at, path] of Object.entries(pages)) {
        await page.goto(`/app/l/${locationId}/${at}`);
        await page.getByRole('heading', { level: 1 }).waitFor();
        await page.keyboard.press('Control+Shift+C');
        await page.getByText('Copied; $TOKEN is left to you').waitFor();
        const copied = String(await page.evaluate('navigator.clipboard.readText()'));
        const [, address = ''] = /^curl '([^']+)' /.exec(copied) ?? [];
        assert.equal(address, server.baseUrl + path);
        const { status } = await server.call('GET', path, { token: server.managementToken });
        assert.equal(status, 200, path);
      }
    },
    { shared: true },
  );
});
