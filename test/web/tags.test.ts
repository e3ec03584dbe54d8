import assert from 'node:assert/strict';
import { type Harness, inBrowser } from './app.ts';
import { ContactsPage } from './pages/contacts.ts';
import { SettingsPages } from './pages/settings.ts';
import { acceptInvitation } from './invitations.ts';

type Listed = { id: string; name: string; contactCount: number };

async function tagsOf({ server }: Harness): Promise<Record<string, number>> {
  const path = `/locations/${server.own.locationId}/tags?expand=contactCount`;
  const { body } = await server.call('GET', path);
  const tags = body['tags'] as Listed[];
  return Object.fromEntries(tags.map(({ name, contactCount }) => [name, contactCount]));
}

async function makeContacts({ server }: Harness, number: number, tags: string[]): Promise<void> {
  const body = { locationId: server.own.locationId, firstName: 'T', tags };
  for (let each = 0; each < number; each += 1) {
    assert.equal((await server.call('POST', '/contacts', { body })).status, 201);
  }
}

await inBrowser((promise) => {
  promise(
    'a tag is created, renamed in place, taken back, and deleted with its count',
    async (app) => {
      await makeContacts(app, 3, ['lead']);
      const { page } = await app.openAsOwner();
      const settings = new SettingsPages(page);
      await page.goto('/app/');
      await settings.open('Tags');
      await settings
        .tableRow('Tags', 'lead')
        .getByRole('cell', { name: '3', exact: true })
        .waitFor();
      await page.getByRole('button', { name: 'Create tag' }).click();
      const dialog = page.getByRole('dialog', { name: 'Create tag' });
      await dialog.getByLabel('Name').fill('LEAD');
      await dialog.getByText('“LEAD” is there already.').waitFor();
      await dialog.getByLabel('Name').fill('<script>alert(1)</script>');
      await page.keyboard.press('Enter');
      await settings.tableRow('Tags', '<script>alert(1)</script>').waitFor();

      await page.getByRole('button', { name: 'lead', exact: true }).click();
      await page.keyboard.type('customer');
      await page.keyboard.press('Enter');
      await page.getByText('Renamed on 3 contacts').waitFor();
      await page.getByRole('button', { name: 'customer', exact: true }).waitFor();
      await page.getByRole('button', { name: 'Undo' }).click();
      await page.getByRole('button', { name: 'lead', exact: true }).waitFor();
      await page.getByRole('button', { name: 'lead', exact: true }).click();
      await page.keyboard.type('other');
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: 'lead', exact: true }).waitFor();

      await settings.choose('lead', 'Delete');
      const removing = page.getByRole('dialog', { name: 'Delete “lead”?' });
      await removing.getByText('It is taken off 3 contacts at once.').waitFor();
      await removing.getByRole('link', { name: '3 contacts' }).click();
      const contacts = new ContactsPage(page);
      await contacts.has(3);
      await page.getByRole('group', { name: /Tags/ }).getByText('lead').waitFor();
      await page.goBack();
      await settings.choose('lead', 'Delete');
      await settings.confirm('Delete');
      await page.getByText('Tag “lead” deleted').waitFor();
      assert.deepEqual(await tagsOf(app), { '<script>alert(1)</script>': 0 });
    },
  );

  promise('a tag is merged into another one, found by typing', async (app) => {
    await makeContacts(app, 250, ['old']);
    await makeContacts(app, 1, ['old', 'new']);
    const { page } = await app.openAsOwner();
    const settings = new SettingsPages(page);
    await page.goto(`/app/l/${app.server.own.locationId}/settings/tags`);
    await settings.choose('old', 'Merge into another…');
    await page.getByLabel('The tag that stays').click();
    await page.getByLabel('Find the tag that stays').fill('NE');
    await page.getByRole('option', { name: 'new' }).click();
    await settings.confirm('Merge');
    await page.getByText('“old” is merged into “new”').waitFor();
    await settings.tableRow('Tags', 'old').waitFor({ state: 'detached' });
    await settings.tableRow('Tags', 'new').getByRole('cell', { name: '251' }).waitFor();
    assert.deepEqual(await tagsOf(app), { new: 251 });
  });

  promise('of thousands of tags one is found, and a wrong name says so in place', async (app) => {
    const { page } = await app.openAsOwner();
    for (let each = 0; each < 5; each += 1) {
      await makeContacts(
        app,
        1,
        Array.from({ length: 100 }, (_, at) => `tag ${each}-${at}`),
      );
    }
    await page.goto(`/app/l/${app.server.own.locationId}/settings/tags`);
    await page.getByText('500 tags').waitFor();
    const rows = page.getByRole('table', { name: 'Tags' }).getByRole('row');
    assert.equal(await rows.count(), 201);
    await page.getByRole('button', { name: 'Show more' }).click();
    assert.equal(await rows.count(), 401);
    await page.getByLabel('Find a tag').fill('4-99');
    await page.getByText('1 of 500 tags').waitFor();
    await page.getByRole('button', { name: 'tag 4-99', exact: true }).click();
    await page.keyboard.type('TAG 0-0');
    await page.keyboard.press('Enter');
    await page.getByText('“TAG 0-0” is another tag: merge the two instead.').waitFor();
    await page.keyboard.press('Escape');
    await page.getByLabel('Find a tag').fill('nothing like it');
    await page.getByRole('button', { name: 'Clear search' }).click();
    await page.getByText('500 tags').waitFor();
  });

  promise('a member sees the tags, and nothing that changes them', async (app) => {
    await makeContacts(app, 1, ['vip']);
    const { page } = await app.open();
    await acceptInvitation({ page, server: app.server, locationId: app.server.own.locationId });
    const settings = new SettingsPages(page);
    await settings.open('Tags');
    await settings.tableRow('Tags', 'vip').waitFor();
    await page.getByText('Your role may look at the tags').waitFor();
    assert.equal(await page.getByRole('main').getByRole('button').count(), 0);
  });
});
