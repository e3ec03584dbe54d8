import assert from 'node:assert/strict';
import type { Request } from 'playwright-core';
import { setUpOwner } from '../support/sessions.ts';
import { inBrowser, ownerSignIn } from './app.ts';
import { lanHost } from './chromium.ts';
import { AuthPages } from './pages/auth.ts';
import { SettingsPages } from './pages/settings.ts';

await inBrowser((promise) => {
  promise(
    'at an address of the network without TLS the app works, and a token is copied without a clipboard',
    async ({ server, open }) => {
      await setUpOwner(server);
      const at = `http://${lanHost}:${new URL(server.baseUrl).port}`;
      const { page, context, faults } = await open({ at });
      const told: Promise<Record<string, string>>[] = [];
      const note = (request: Request): void => {
        if (request.method() === 'GET' && request.url().includes('/locations/'))
          told.push(request.allHeaders());
      };
      page.on('request', note);
      await page.goto('/app/sign-in');
      assert.equal(await page.evaluate('isSecureContext || "clipboard" in navigator'), false);
      await new AuthPages(page).signIn(ownerSignIn.email, ownerSignIn.password);
      await page.getByRole('heading', { level: 1, name: 'Contacts' }).waitFor();
      const [cookie] = await context.cookies();
      assert.deepEqual([cookie?.name, cookie?.secure], ['gl_session', false]);

      const settings = new SettingsPages(page);
      await settings.openIntegrations();
      const token = await settings.createIntegration('A client of the network');
      await settings.copyToken();
      // What was copied is what is pasted.
      await page.keyboard.press('Control+k');
      await page.getByRole('dialog').getByRole('combobox').press('Control+v');
      assert.equal(await page.getByRole('dialog').getByRole('combobox').inputValue(), token);
      await page.keyboard.press('Escape');
      const path = `/contacts/?locationId=${server.own.locationId}`;
      assert.equal((await server.call('GET', path, { token })).status, 200);

      // What is asked later has no headers any more once the page is closed.
      page.off('request', note);
      const headers = await Promise.all(told);
      assert.ok(headers.length > 0);
      for (const each of headers) {
        assert.deepEqual([each['sec-fetch-site'], each['origin']], [undefined, undefined]);
      }
      await page.reload();
      await page.getByRole('link', { name: 'Contacts', exact: true }).click();
      await page.getByText('Live', { exact: true }).waitFor();
      // A browser says so of each such page; of other faults there is none.
      for (const each of faults.splice(0)) {
        assert.match(each, /^The Cross-Origin-Opener-Policy header has been ignored/);
      }
    },
  );
});
