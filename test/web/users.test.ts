import assert from 'node:assert/strict';
import { password } from '../support/people.ts';
import { type Harness, inBrowser } from './app.ts';
import { SettingsPages } from './pages/settings.ts';
import { acceptInvitation, invitationLink } from './invitations.ts';

const usersPath = ({ server }: Harness): string => `/app/l/${server.own.locationId}/settings/users`;

await inBrowser((promise) => {
  promise(
    'who is invited follows the link, and works with the role that was given',
    async (app) => {
      const { page } = await app.openAsOwner();
      const settings = new SettingsPages(page);
      await page.goto('/app/');
      await settings.open('Users');
      await page.getByRole('button', { name: 'Invite user' }).click();
      await page.getByText('No mail is sent').waitFor();
      await page.getByLabel('First name').fill('Grace');
      await page.getByLabel('Last name').fill('Hopper');
      await page.getByLabel('E-mail').fill('ada@example.com');
      await page.getByRole('button', { name: 'Create link' }).click();
      await page.getByText(/belongs to another user/).waitFor();
      await page.getByLabel('E-mail').fill('grace@example.com');
      await page.getByLabel('Role', { exact: true }).selectOption('Admin');
      await page.getByRole('button', { name: 'Create link' }).click();
      await page.getByRole('dialog', { name: 'Hand this link to Grace Hopper' }).waitFor();
      await page.getByRole('button', { name: 'Copy link' }).click();
      const link = await settings.copied();
      await page.getByRole('button', { name: 'Done' }).click();
      await settings.tableRow('Users', 'Grace Hopper').getByText('Admin').waitFor();

      const { page: hers } = await app.open();
      await hers.goto(link);
      await hers.getByLabel('Password', { exact: true }).fill(password);
      await hers.getByRole('button', { name: 'Save password' }).click();
      const her = new SettingsPages(hers);
      await her.open('Users');
      await hers.getByRole('button', { name: 'Invite user' }).click();
      const roles = await hers
        .getByLabel('Role', { exact: true })
        .locator('option')
        .allTextContents();
      assert.deepEqual(roles, ['Member', 'Admin'], 'an admin makes no owner');
    },
  );

  promise('a role is changed, the account deactivated and activated, then removed', async (app) => {
    await invitationLink(app.server, app.server.own.locationId);
    const { page } = await app.openAsOwner();
    const settings = new SettingsPages(page);
    await page.goto(usersPath(app));
    const row = settings.tableRow('Users', 'Kai Wang');
    await settings.choose('Kai Wang', 'Change role');
    await page.getByLabel('Role', { exact: true }).selectOption('Owner');
    await settings.confirm('Save');
    await row.getByText('Owner').waitFor();
    await settings.choose('Kai Wang', 'Change role');
    await page.getByLabel('Role', { exact: true }).selectOption('Member');
    await settings.confirm('Save');
    await row.getByText('Member').waitFor();
    await settings.choose('Kai Wang', 'Deactivate');
    await settings.confirm('Deactivate');
    await row.getByText('Deactivated').waitFor();
    await page.getByRole('button', { name: 'Actions of Kai Wang' }).click();
    await page
      .getByRole('menuitem', { name: /Invite again.*Activate the account first/ })
      .waitFor();
    await page.getByRole('menuitem', { name: 'Activate', exact: true }).click();
    await row.getByText('Active', { exact: true }).waitFor();
    await settings.choose('Kai Wang', 'Invite again');
    await page.getByText('An earlier link works no more.').waitFor();
    await page.getByRole('button', { name: 'Done' }).click();
    await settings.choose('Kai Wang', 'Remove');
    const label = page.getByLabel(/^Type “.*” to confirm$/);
    const email = /Type “(.*)” to/.exec((await page.getByText(/^Type “/).textContent()) ?? '')?.[1];
    await label.fill(email ?? '');
    await settings.confirm('Remove');
    await row.waitFor({ state: 'detached' });
  });

  promise('the last owner stays, and the menu says why', async (app) => {
    const { page } = await app.openAsOwner();
    await page.goto(usersPath(app));
    await page.getByRole('button', { name: 'Actions of Ada Byron' }).click();
    const remove = page.getByRole('menuitem', { name: /^Remove/ });
    assert.match(
      (await remove.textContent()) ?? '',
      /The last owner stays: make another one first/,
    );
    assert.equal(await remove.getAttribute('aria-disabled'), 'true');
    await page.getByRole('menuitem', { name: 'Change role' }).click();
    await page.getByRole('dialog').getByText('The last owner stays').waitFor();
    assert.ok(await page.getByLabel('Role', { exact: true }).isDisabled());
  });

  promise('a member sees the users, and nothing that changes them', async (app) => {
    const { page } = await app.open();
    await acceptInvitation({ page, server: app.server, locationId: app.server.own.locationId });
    const settings = new SettingsPages(page);
    await settings.open('Users');
    await settings.tableRow('Users', 'Kai Wang').waitFor();
    assert.equal(await page.getByRole('main').getByRole('button').count(), 0);
  });
});
