import assert from 'node:assert/strict';
import { ownerKey } from '../support/sessions.ts';
import { inBrowser, ownerSignIn } from './app.ts';
import { AuthPages } from './pages/auth.ts';
import { SettingsPages } from './pages/settings.ts';

await inBrowser((promise) => {
  promise(
    'the quick start works by its own words, from the link to the first contact',
    async (app) => {
      const { page } = await app.open();
      const { baseUrl } = app.server;
      const key = await ownerKey(app.server);
      const owner = { firstName: 'Ada', lastName: 'Byron', ...ownerSignIn };
      await new AuthPages(page).setUp(`/app/setup#${key}`, owner);
      await page.getByRole('heading', { level: 1, name: 'You are all set' }).waitFor();
      assert.equal(new URL(page.url()).hash, '', 'the key is used up');

      // Settings > Integrations > Private Integrations > Create New Integration, contacts, Save, copy.
      const settings = new SettingsPages(page);
      const token = await settings.createIntegration('Contact API Access');
      assert.match(token, /^pit-[0-9a-f-]{36}$/);
      await settings.copyToken();
      assert.equal(await settings.copied(), token);
      await page.getByText('Waiting for a first call…').waitFor();

      // Settings > Business Profile has the Location ID.
      await settings.openBusinessProfile();
      await page.getByRole('button', { name: 'Copy Location ID' }).click();
      const locationId = await settings.copied();
      assert.equal(await page.getByLabel('Location ID', { exact: true }).textContent(), locationId);

      // The list is open while the script runs.
      await page.getByRole('link', { name: 'Contacts', exact: true }).click();
      await page.getByRole('heading', { name: 'No contacts yet' }).waitFor();
      await page.getByText('Live', { exact: true }).waitFor();
      const made = await fetch(`${baseUrl}/contacts`, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        body: JSON.stringify({
          locationId,
          firstName: 'Jane',
          lastName: 'Smith',
          email: 'jane@example.com',
          phone: '+15551234567',
          tags: ['api-test'],
          source: 'API',
        }),
      });
      assert.equal(made.status, 201);
      const row = page.getByRole('row', { name: /Jane Smith/ });
      await row.getByText('jane@example.com').waitFor();
      await row.getByText('api-test').waitFor();
      await app.server.app.keepHouse();
      await settings.openIntegrations();
      await settings.row('Contact API Access').getByText('used just now').waitFor();
    },
  );

  promise(
    'the first call is seen by who waits for it, and the ready curl is that call',
    async (app) => {
      const { page } = await app.openAsOwner();
      await page.goto('/app/');
      const settings = new SettingsPages(page);
      await settings.openIntegrations();
      const token = await settings.createIntegration('A script');
      await page.getByRole('button', { name: 'Copy curl' }).click();
      const curl = await settings.copied();
      assert.ok(curl.startsWith(`curl -X POST ${app.server.baseUrl}/contacts `));
      assert.ok(curl.includes(`Bearer ${token}`));
      const [, body = ''] = /-d '(.*)'$/.exec(curl) ?? [];
      const made = await app.server.call('POST', '/contacts', { token, body: JSON.parse(body) });
      assert.equal(made.status, 201);
      await app.server.app.keepHouse();
      await page.getByText(/The first call came/).waitFor();
      await settings.copyToken();
      await page.getByRole('link', { name: 'Done' }).click();
      await settings.heading('Private Integrations').waitFor();
    },
  );
});
