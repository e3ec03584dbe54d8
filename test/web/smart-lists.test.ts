import assert from 'node:assert/strict';
import { type Harness, inBrowser } from './app.ts';
import { acceptInvitation } from './invitations.ts';
import { ContactsPage, makeContact } from './pages/contacts.ts';

type List = { id: string; name: string; shared: boolean; filters: unknown; columns: string[] };

/** As a token of the location sees them. */
async function sharedLists({ server }: Pick<Harness, 'server'>): Promise<List[]> {
  const { body } = await server.call('GET', '/api/smart-lists');
  return body['smartLists'] as List[];
}

async function people({ server }: Harness): Promise<void> {
  await makeContact(server, { firstName: 'Ada', tags: ['vip'], city: 'Paris' });
  await makeContact(server, { firstName: 'Bob', tags: ['vip'], city: 'Rome' });
  await makeContact(server, { firstName: 'Cid', tags: [], city: 'Paris' });
}

async function saveShared({ server }: Harness, name: string, view: object): Promise<void> {
  const { locationId } = server.own;
  const body = { locationId, name, shared: true, ...view };
  assert.equal((await server.call('POST', '/api/smart-lists', { body })).status, 201);
}

const vip = [{ field: 'tags', operator: 'eq', value: 'vip' }];

await inBrowser((promise) => {
  promise(
    'a view is saved as a list, changed, saved again, and stands in the address',
    async (app) => {
      await people(app);
      const { page } = await app.openAsOwner();
      const contacts = new ContactsPage(page);
      await contacts.open(app.server.own.locationId);
      await contacts.has(3);
      await contacts.filter('Tags', 'vip');
      await contacts.has(2);
      await contacts.saveList('Best', { shared: true });
      await contacts.toast('“Best” saved').waitFor();
      assert.equal(await contacts.shownList(), 'Best');
      assert.deepEqual([...new URL(page.url()).searchParams.keys()], ['list']);

      await contacts.search.fill('ada');
      await contacts.has(1);
      await page.getByRole('button', { name: 'Save changes' }).waitFor();
      await page.reload();
      await contacts.has(1);
      await page.getByRole('button', { name: 'Reset' }).click();
      await contacts.has(2);
      assert.equal(await contacts.search.inputValue(), '');
      assert.equal(await page.getByRole('button', { name: 'Save changes' }).count(), 0);

      await page.getByRole('button', { name: /^Remove/ }).click();
      await contacts.has(3);
      await page.goBack();
      await contacts.has(2);
      await contacts.filter('City', 'Paris');
      await contacts.has(1);
      await page.getByRole('button', { name: 'Save changes' }).click();
      await contacts.toast('“Best” saved').last().waitFor();
      await page.getByRole('button', { name: 'Save changes' }).waitFor({ state: 'detached' });
      const [saved] = await sharedLists(app);
      assert.partialDeepStrictEqual(saved?.filters, [
        { field: 'tags', operator: 'eq', value: 'vip' },
        { field: 'city' },
      ]);

      await contacts.chooseList('All');
      await contacts.has(3);
      await contacts.chooseList('Best');
      await contacts.has(1);
      await page.goBack();
      await contacts.has(3);
    },
  );

  promise(
    'a list is renamed, shared, copied and deleted, and deleting is taken back',
    async (app) => {
      await people(app);
      const { page } = await app.openAsOwner();
      const contacts = new ContactsPage(page);
      await contacts.open(app.server.own.locationId);
      await contacts.has(3);
      await contacts.filter('Tags', 'vip');
      await contacts.has(2);
      await contacts.saveList('Mine');
      await contacts.toast('“Mine” saved').waitFor();
      assert.deepEqual(await sharedLists(app), []);

      await contacts.inListMenu('Mine', 'Rename');
      const dialog = page.getByRole('dialog', { name: 'Rename “Mine”' });
      await dialog.getByLabel('Name').fill('Ours <b>');
      await page.keyboard.press('Enter');
      await contacts.list('Ours <b>').waitFor();

      await contacts.inListMenu('Ours <b>', 'Share with everybody');
      await contacts.toast('“Ours <b>” is shared').waitFor();
      assert.partialDeepStrictEqual(await sharedLists(app), [{ name: 'Ours <b>', shared: true }]);
      await contacts.undo('“Ours <b>” is shared');
      assert.deepEqual(await sharedLists(app), []);

      await contacts.inListMenu('Ours <b>', 'Copy');
      await contacts.list('Ours <b>, copy').waitFor();
      await contacts.has(2);
      assert.equal(await contacts.shownList(), 'Ours <b>, copy');

      await contacts.inListMenu('Ours <b>, copy', 'Delete');
      await contacts.has(3);
      assert.equal(await contacts.shownList(), 'All');
      await contacts.list('Ours <b>, copy').waitFor({ state: 'detached' });
      await contacts.undo('“Ours <b>, copy” deleted');
      await contacts.chooseList('Ours <b>, copy');
      await contacts.has(2);
    },
  );

  promise('what others save shows at once, and a member changes own lists only', async (app) => {
    await people(app);
    const { page } = await app.open();
    const { locationId } = app.server.own;
    await acceptInvitation({ page, server: app.server, locationId });
    const contacts = new ContactsPage(page);
    await contacts.open(locationId);
    await contacts.has(3);
    const sort = [{ field: 'firstNameLowerCase', direction: 'desc' }];
    await saveShared(app, 'Theirs', { filters: { tags: 'vip' }, sort, columns: ['city', 'tags'] });
    await contacts.chooseList('Theirs');
    await contacts.has(2);
    assert.deepEqual(await contacts.names(), ['Bob', 'Ada']);
    const heads = await contacts.grid.getByRole('columnheader').allTextContents();
    assert.deepEqual(
      heads.filter((each) => each !== ''),
      ['Name', 'City', 'Tags'],
    );

    await page.getByRole('button', { name: 'Actions of Theirs' }).click();
    const rename = page.getByRole('menuitem', { name: /^Rename/ });
    await rename.getByText('Only who made it, owners and admins change it.').waitFor();
    await page.keyboard.press('Escape');
    await contacts.search.fill('bob');
    await contacts.has(1);
    assert.equal(await page.getByRole('button', { name: 'Save changes' }).count(), 0);
    await contacts.saveList('My Bob');
    await contacts.list('My Bob').waitFor();
    await contacts.has(1);
    await contacts.inListMenu('My Bob', 'Delete');
    await contacts.has(3);
  });

  promise('many lists scroll sideways in a narrow window, the page does not', async (app) => {
    for (let each = 0; each < 12; each += 1)
      await saveShared(app, `List number ${each}`, { filters: vip });
    const { page } = await app.openAsOwner({ width: 360, height: 740 });
    const contacts = new ContactsPage(page);
    await contacts.open(app.server.own.locationId);
    await contacts.chooseList('List number 9');
    await page.getByText('No contact matches').waitFor();
    assert.ok(await contacts.list('List number 9').isVisible());
    const [wide, window] = await page.evaluate<number[]>(
      `[document.documentElement.scrollWidth, document.documentElement.clientWidth]`,
    );
    assert.equal(wide, window);
  });

  promise('a list that is gone shows all contacts', async (app) => {
    await people(app);
    const { page } = await app.openAsOwner();
    const contacts = new ContactsPage(page);
    await contacts.open(app.server.own.locationId, '?list=none');
    await contacts.has(3);
    assert.equal(await contacts.shownList(), 'All');
  });
});
