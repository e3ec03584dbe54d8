import assert from 'node:assert/strict';
import type { TestServer } from '../support/server.ts';
import { inBrowser } from './app.ts';

const create = async ({ call, own }: TestServer, firstName: string): Promise<string> => {
  const body = { locationId: own.locationId, firstName, lastName: 'Smith' };
  const made = await call('POST', '/contacts', { body });
  assert.equal(made.status, 201, made.text);
  return made.body.contact?.id ?? '';
};

await inBrowser((promise) => {
  promise(
    'what others change, delete and add shows in the open list, and no row moves',
    async ({ server, openAsOwner }) => {
      const [jane, kai] = [await create(server, 'Jane'), await create(server, 'Kai')];
      const { page } = await openAsOwner();
      await page.goto(`/app/l/${server.own.locationId}/contacts`);
      await page.getByText('Live', { exact: true }).waitFor();
      const rowOf = (name: string) => page.getByRole('row', { name: new RegExp(name) });
      await rowOf('Jane Smith').waitFor();

      await server.call('PUT', `/contacts/${jane}`, { body: { email: 'jane@example.com' } });
      await rowOf('Jane Smith').getByText('jane@example.com').waitFor();
      await server.call('POST', `/contacts/${jane}/tags`, { body: { tags: ['vip'] } });
      await rowOf('Jane Smith').getByText('vip').waitFor();

      await server.call('DELETE', `/contacts/${kai}`);
      await page.locator('[role=row][data-mark=deleted]').waitFor();
      assert.equal(await page.getByRole('row').count(), 3);

      await create(server, 'Ruth');
      await create(server, 'Ada');
      const show = page.getByRole('button', { name: '2 new · Show' });
      await show.waitFor();
      assert.equal(await rowOf('Ruth Smith').count(), 0);
      await show.click();
      await rowOf('Ruth Smith').waitFor();
      assert.equal(await rowOf('Kai Smith').count(), 0);
    },
    { shared: true },
  );

  promise(
    'of what others add only what the search would find is told',
    async ({ server, openAsOwner }) => {
      await create(server, 'Jane');
      const { page } = await openAsOwner();
      await page.goto(`/app/l/${server.own.locationId}/contacts?q=jane`);
      await page.getByText('Live', { exact: true }).waitFor();
      await page.getByRole('row', { name: /Jane Smith/ }).waitFor();
      await create(server, 'Kai');
      await create(server, 'Janet');
      await page.getByRole('button', { name: '1 new · Show' }).waitFor();
    },
    { shared: true },
  );

  promise(
    'a hundred changes at once are shown, and of very many new ones that there are many',
    async ({ server, openAsOwner }) => {
      const { locationId } = server.own;
      const ids: string[] = [];
      for (let each = 0; each < 60; each += 1) ids.push(await create(server, `Jane ${each}`));
      const { page } = await openAsOwner();
      await page.goto(`/app/l/${locationId}/contacts`);
      await page.getByText('Live', { exact: true }).waitFor();
      await page.getByRole('row', { name: /Jane 59 Smith/ }).waitFor();
      for (const tags of [['first'], ['second']]) {
        const body = { locationId, contactIds: ids, tags, action: 'add' };
        const done = await server.call('POST', '/contacts/bulk/tags', { body });
        assert.ok(done.status < 300, done.text);
      }
      const row = page.getByRole('row', { name: /Jane 59 Smith/ });
      await row.getByText('first').waitFor();
      await row.getByText('second').waitFor();
      for (let each = 0; each < 55; each += 1) await create(server, `Kai ${each}`);
      await page.getByRole('button', { name: 'Many new · Show' }).click();
      await page.getByRole('row', { name: /Kai 54 Smith/ }).waitFor();
    },
    { shared: true },
  );

  promise(
    'an empty list shows the first contact by itself',
    async ({ server, openAsOwner }) => {
      const { page } = await openAsOwner();
      await page.goto(`/app/l/${server.own.locationId}/contacts`);
      await page.getByText('Live', { exact: true }).waitFor();
      await page.getByRole('heading', { name: 'No contacts yet' }).waitFor();
      await create(server, 'Jane');
      await page.getByRole('row', { name: /Jane Smith/ }).waitFor();
    },
    { shared: true },
  );

  promise('what happened while the server was away is caught up with', async (app) => {
    const { server } = app;
    const jane = await create(server, 'Jane');
    const { page, context } = await app.openAsOwner();
    await page.goto(`/app/l/${server.own.locationId}/contacts`);
    await page.getByText('Live', { exact: true }).waitFor();
    await page.getByRole('row', { name: /Jane Smith/ }).waitFor();
    await context.setOffline(true);
    // What is open already is not cut by that.
    await page.evaluate('window.stop()');
    await page.getByText('Offline: showing what was loaded').waitFor();
    await server.call('PUT', `/contacts/${jane}`, { body: { companyName: 'Acme' } });
    await context.setOffline(false);
    await page.getByRole('row', { name: /Acme/ }).waitFor();
  });
});
