import assert from 'node:assert/strict';
import { inBrowser } from './app.ts';
import { SettingsPages } from './pages/settings.ts';

await inBrowser((promise) => {
  promise(
    'a token is rotated with an overlap, the rotation cancelled, then at once',
    async (app) => {
      const { page } = await app.openAsOwner();
      const { own, call } = app.server;
      const settings = new SettingsPages(page);
      const works = async (token: string): Promise<boolean> =>
        (await call('GET', `/contacts?locationId=${own.locationId}`, { token })).status === 200;
      const rotate = async (how: string): Promise<string> => {
        await settings.choose('Test', how);
        await settings.confirm('Rotate');
        const token = (await page.getByLabel('Token', { exact: true }).textContent()) ?? '';
        await settings.copyToken();
        return token;
      };
      await page.goto('/app/');
      await settings.openIntegrations();
      const second = await rotate('Rotate and expire this token later');
      await page.getByText('The previous token, ending in').waitFor();
      assert.deepEqual([await works(own.token), await works(second)], [true, true]);
      await settings.choose('Test', 'Cancel rotation');
      await settings.confirm('Cancel rotation');
      await page.getByText('Rotation cancelled').waitFor();
      assert.deepEqual([await works(own.token), await works(second)], [true, false]);
      await page.reload();
      const third = await rotate('Rotate and expire this token now');
      assert.deepEqual([await works(own.token), await works(third)], [false, true]);
      await settings.choose('Test', 'Revoke');
      await settings.confirm('Revoke');
      await settings.row('Test').getByText('Revoked').waitFor();
      assert.equal(await works(third), false);
      await settings.choose('Test', 'Delete');
      await settings.confirm('Delete');
      await page.getByRole('heading', { name: 'No integration yet' }).waitFor();
    },
  );

  promise('leaving a token that was not copied asks once', async (app) => {
    const { page } = await app.openAsOwner();
    const settings = new SettingsPages(page);
    await page.goto('/app/');
    await settings.openIntegrations();
    await settings.createIntegration('Not copied');
    await page.getByRole('link', { name: 'Done' }).click();
    await page.getByRole('dialog', { name: 'Leave without the token?' }).waitFor();
    await page.getByRole('button', { name: 'Stay here' }).click();
    await settings.copyToken();
    await page.getByRole('link', { name: 'Done' }).click();
    await settings.heading('Private Integrations').waitFor();
  });

  promise('an integration is changed: its name, a finer scope, its last day', async (app) => {
    const { page } = await app.openAsOwner();
    const settings = new SettingsPages(page);
    await page.goto('/app/');
    await settings.openIntegrations();
    await page.getByRole('link', { name: 'Test', exact: true }).click();
    await page.getByLabel('Name').fill('Nightly sync');
    await page.getByRole('switch', { name: 'contacts' }).click();
    await page.getByLabel('Filter scopes').fill('tags');
    await page.getByRole('checkbox', { name: 'locations/tags.readonly' }).click();
    await page.getByText('Expires never').click();
    await page.getByLabel('Expires on').fill('2090-01-31');
    await page.getByRole('button', { name: 'Save' }).click();
    const row = settings.row('Nightly sync');
    await row.getByText('locations/tags.readonly').waitFor();
    assert.equal(await row.getByText('contacts', { exact: true }).count(), 0);
    await row.getByText(/^expires /).waitFor();
  });

  promise('what an integration has called is on its page, page by page', async (app) => {
    const { own, call } = app.server;
    const { page } = await app.openAsOwner();
    await page.goto(`/app/l/${own.locationId}/settings/integrations/private-integrations`);
    await page.getByRole('link', { name: 'Test', exact: true }).click();
    await page.getByText('It has not called yet.').waitFor();
    assert.equal((await call('GET', `/contacts/none?secret=1`)).status, 404);
    for (let each = 0; each < 25; each += 1) {
      await call('GET', `/locations/${own.locationId}/tags`);
    }
    await app.server.app.keepHouse();
    await page.reload();
    const calls = page.getByRole('table', { name: 'Recent calls' });
    await calls.getByText('GET /locations/{locationId}/tags').first().waitFor();
    await page.getByRole('button', { name: 'Show more' }).click();
    const refused = calls.getByRole('row').filter({ hasText: 'GET /contacts/{contactId}' });
    await refused.getByText('404').waitFor();
    assert.equal(await page.getByText('secret').count(), 0);
  });

  promise(
    'the business profile is saved by card and by key, and a wrong value says so where it is',
    async (app) => {
      const { page } = await app.openAsOwner();
      const settings = new SettingsPages(page);
      const { locationId } = app.server.own;
      await page.goto('/app/');
      await settings.openBusinessProfile();
      assert.equal(await page.getByRole('button', { name: 'Save' }).count(), 0);
      await page.getByLabel('Name').fill('Bench');
      await page.getByLabel('Phone').fill('+1 555 123 4567');
      await page.keyboard.press('Control+s');
      await page.getByText('General saved').waitFor();
      await page.getByRole('button', { name: /Bench/ }).waitFor();
      await page.getByLabel('Country', { exact: true }).click();
      await page.getByLabel('Find a country').fill('Germ');
      await page.getByRole('option', { name: 'Germany' }).click();
      await page.getByRole('button', { name: 'Save' }).click();
      await page.getByText('Time zone and country saved').waitFor();
      await page.getByRole('switch', { name: 'Allow duplicate contacts' }).click();
      await page.getByRole('button', { name: 'Save' }).click();
      await page.getByText('Contact Deduplication Preferences saved').waitFor();
      const { body } = await app.server.call('GET', `/locations/${locationId}`);
      const location = body['location'] as Record<string, unknown>;
      assert.deepEqual([location['name'], location['country']], ['Bench', 'DE']);
      const kept = location['settings'] as Record<string, unknown>;
      assert.equal(kept['allowDuplicateContact'], true);
      await page.getByLabel('Phone').fill('call me');
      await page.getByRole('button', { name: 'Save' }).click();
      await page.locator('input[aria-invalid]').waitFor();
      const described = await page.getByLabel('Phone').getAttribute('aria-describedby');
      await page
        .locator(`[id="${described}"]`)
        .getByText(/^phone /)
        .waitFor();
      assert.equal(await page.getByLabel('Phone').getAttribute('aria-invalid'), 'true');
      await settings.page.getByRole('link', { name: 'Private Integrations' }).click();
      await page.getByRole('dialog', { name: 'Leave without saving?' }).waitFor();
      await page.getByRole('button', { name: 'Leave', exact: true }).click();
      await settings.heading('Private Integrations').waitFor();
    },
  );

  promise('text that looks like code is text', async (app) => {
    const { page } = await app.openAsOwner();
    const settings = new SettingsPages(page);
    const name = '<img src=x onerror=alert(1)> ‏עברית 👩‍👩‍👧';
    await page.goto('/app/');
    await settings.openIntegrations();
    await settings.createIntegration(name);
    await settings.copyToken();
    await settings.openIntegrations();
    await settings.row(name).waitFor();
    assert.equal(await page.locator('img').count(), 0);
  });
});
