import assert from 'node:assert/strict';
import { ownerSignIn, inBrowser } from './app.ts';
import { AuthPages } from './pages/auth.ts';
import { SettingsPages } from './pages/settings.ts';
import { invitationLink } from './invitations.ts';

await inBrowser((promise) => {
  promise('who follows a link signs in first, and lands where it led', async (app) => {
    await app.openAsOwner();
    const { page } = await app.open();
    const auth = new AuthPages(page);
    await page.goto(`/app/l/${app.server.own.locationId}/settings/business-profile`);
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    await auth.signIn(ownerSignIn.email, 'wrong');
    await page.getByText('E-mail or password is wrong.').waitFor();
    await auth.signIn('nobody@example.com', ownerSignIn.password);
    await page.getByText('E-mail or password is wrong.').waitFor();
  });

  promise('after a right password the page is there, and signing out ends it', async (app) => {
    await app.openAsOwner();
    const { page } = await app.open();
    const auth = new AuthPages(page);
    const settings = new SettingsPages(page);
    await page.goto(`/app/l/${app.server.own.locationId}/settings/business-profile`);
    await auth.signIn(ownerSignIn.email, ownerSignIn.password);
    await settings.heading('Business Profile').waitFor();
    await page.getByRole('button', { name: /Ada Byron/ }).click();
    await page.getByRole('menuitem', { name: 'Sign out', exact: true }).click();
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    await page.goBack();
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
  });

  promise('a link to the sign-in leads nowhere but into the app', async (app) => {
    const elsewhere = [
      'https://evil.example',
      '//evil.example',
      '/\\evil.example',
      'javascript:alert(1)',
    ];
    for (const next of elsewhere) {
      await app.openAsOwner();
      const { page } = await app.open();
      await page.goto(`/app/sign-in?next=${encodeURIComponent(next)}`);
      await new AuthPages(page).signIn(ownerSignIn.email, ownerSignIn.password);
      await new SettingsPages(page).heading('Contacts').waitFor();
      assert.equal(new URL(page.url()).origin, app.server.baseUrl);
    }
  });

  promise(
    'a session that ends in the middle of a form is begun again over it, and the form is saved',
    async (app) => {
      const { page, context } = await app.openAsOwner();
      const settings = new SettingsPages(page);
      await page.goto(
        `/app/l/${app.server.own.locationId}/settings/integrations/private-integrations/new`,
      );
      await page.getByLabel('Name').fill('Typed before');
      await page.getByRole('switch', { name: 'contacts' }).click();
      await context.clearCookies();
      await page.getByRole('button', { name: 'Save' }).click();
      const dialog = page.getByRole('dialog', { name: 'Your session has ended' });
      await dialog.getByLabel('Password', { exact: true }).fill(ownerSignIn.password);
      await dialog.getByRole('button', { name: 'Sign in' }).click();
      await settings.copyToken();
      await settings.openIntegrations();
      await settings.row('Typed before').waitFor();
    },
  );

  promise(
    'who is invited chooses a password, is in, and is told what the role lacks',
    async (app) => {
      const { page } = await app.open();
      await page.goto(await invitationLink(app.server, app.server.own.locationId));
      await page.getByLabel('Password', { exact: true }).fill(ownerSignIn.password);
      await page.getByRole('button', { name: 'Save password' }).click();
      await page.getByRole('link', { name: 'Private Integrations' }).click();
      await page.getByRole('heading', { name: 'You may not see this' }).waitFor();
      await page.getByText('integrations.readonly', { exact: true }).waitFor();
      const settings = new SettingsPages(page);
      await settings.openBusinessProfile();
      assert.equal(await page.getByText('Danger zone').count(), 0);
      assert.equal(await page.getByLabel('Name').getAttribute('readonly'), '');
    },
  );

  promise('a password is changed, the old one is refused then', async (app) => {
    const { page } = await app.openAsOwner();
    const settings = new SettingsPages(page);
    const auth = new AuthPages(page);
    await page.goto('/app/');
    await page.getByRole('button', { name: /Ada Byron/ }).click();
    await page.getByRole('menuitem', { name: 'Change password' }).click();
    const fields = page.getByRole('dialog');
    await fields.getByLabel('Current password', { exact: true }).fill(ownerSignIn.password);
    await fields.getByLabel('New password', { exact: true }).fill('Another-horse-10-battery');
    await fields.getByRole('button', { name: 'Change password' }).click();
    await page.getByText('Password changed').waitFor();
    await page.getByRole('button', { name: /Ada Byron/ }).click();
    await page.getByRole('menuitem', { name: 'Sign out everywhere' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Sign out everywhere' }).click();
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    await auth.signIn(ownerSignIn.email, ownerSignIn.password);
    await page.getByText('E-mail or password is wrong.').waitFor();
    await auth.signIn(ownerSignIn.email, 'Another-horse-10-battery');
    await settings.heading('Contacts').waitFor();
  });
});
