import assert from 'node:assert/strict';
import type { Page, Request } from 'playwright-core';
import { inBrowser } from './app.ts';
import { ContactsPage, countContacts, makeContact, makeContacts } from './pages/contacts.ts';

const vip = { field: 'tags', operator: 'eq', value: 'vip' };
const notVip = { ...vip, operator: 'not_eq' };
const filtered = (...filters: object[]): string =>
  `?f=${encodeURIComponent(JSON.stringify(filters))}`;
const bulkTags = '**/contacts/bulk/tags';

/** All pages of a walk are of fifty, so that a few contacts take several. */
async function walkByFifty(page: Page): Promise<void> {
  await page.route('**/contacts/search', async (route) => {
    const body = route.request().postDataJSON() as { pageLimit: number };
    if (body.pageLimit !== 500) return route.continue();
    return route.continue({ postData: JSON.stringify({ ...body, pageLimit: 50 }) });
  });
}

const idsOf = (request: Request): string[] =>
  (request.postDataJSON() as { contactIds: string[] }).contactIds;

await inBrowser((promise) => {
  promise(
    'all that match are tagged once each, though the tag takes them out of the filter; one undo',
    async ({ server, openAsOwner }) => {
      await makeContacts(server, 230, (at) => ({ tags: at % 2 === 0 ? ['lead'] : [] }));
      await makeContact(server, { firstName: 'Vera', tags: ['vip'] });
      const { page } = await openAsOwner();
      const contacts = new ContactsPage(page);
      await walkByFifty(page);
      const tagged: string[] = [];
      page.on('request', (request) => {
        if (request.url().endsWith('/bulk/tags')) tagged.push(...idsOf(request));
      });
      await contacts.open(server.own.locationId, filtered(notVip));
      await contacts.has(230);
      await contacts.selectAll(230);
      await page.getByRole('checkbox', { name: 'Select Person 229' }).click();
      await contacts.bar.getByText('229 selected: all but 1').waitFor();
      // Rows that are loaded later are among them.
      await contacts.search.press('ArrowDown');
      await page.keyboard.press('Control+End');
      await contacts.grid.locator('[aria-rowindex="103"][aria-selected=true]').waitFor();
      await contacts.addTag('vip');
      await contacts.toast('vip added to 229 contacts').waitFor();
      await contacts.has(1);
      assert.deepEqual(await contacts.names(), ['Person 229']);
      assert.equal(tagged.length, 229);
      assert.equal(new Set(tagged).size, 229);
      assert.equal(await countContacts(server, [vip]), 230);
      await contacts.undo('vip added to 229 contacts');
      await contacts.has(230);
      assert.equal(await countContacts(server, [vip]), 1);
      assert.equal(await countContacts(server, [{ ...vip, value: 'lead' }]), 115);
    },
    { shared: true },
  );

  promise(
    'another filter, another search and Esc each end the choice of all that match',
    async ({ server, openAsOwner }) => {
      await makeContacts(server, 110, (at) => ({ tags: at > 3 ? ['lead'] : [] }));
      const { page } = await openAsOwner();
      const contacts = new ContactsPage(page);
      await contacts.open(server.own.locationId);
      await contacts.has(110);
      await contacts.selectAll(110);
      await contacts.search.fill('person 10');
      await contacts.has(11);
      await contacts.bar.waitFor({ state: 'detached' });
      await contacts.search.fill('');
      await contacts.has(110);
      assert.equal(await contacts.bar.count(), 0);
      await contacts.selectAll(110);
      await contacts.filter('Tags', 'lead');
      await contacts.has(106);
      await contacts.bar.waitFor({ state: 'detached' });
      await contacts.selectAll(106);
      await contacts.grid.locator('[role=rowheader]').first().focus();
      await page.keyboard.press('Escape');
      await contacts.bar.waitFor({ state: 'detached' });
      assert.equal(await countContacts(server, []), 110);
    },
    { shared: true },
  );

  promise(
    'stopped, it says how many were changed, and no other was; it goes on where it was',
    async ({ server, openAsOwner }) => {
      await makeContacts(server, 130);
      const { page } = await openAsOwner();
      const contacts = new ContactsPage(page);
      await walkByFifty(page);
      let sent = 0;
      let release = (): void => undefined;
      const released = new Promise<void>((resolve) => {
        release = resolve;
      });
      await page.route(bulkTags, async (route) => {
        sent += 1;
        if (sent === 2) await released;
        await route.continue();
      });
      await contacts.open(server.own.locationId);
      await contacts.has(130);
      await contacts.selectAll(130);
      await contacts.addTag('spring');
      await contacts.run.getByText('50 of 130').waitFor();
      const stop = contacts.run.getByRole('button', { name: 'Stop' });
      assert.equal(await stop.evaluate((button) => button.matches(':focus')), true);
      await page.keyboard.press('Enter');
      await contacts.run.getByRole('button', { name: 'Stopping…' }).waitFor();
      release();
      await contacts.run.getByText('Stopped: 100 of 130 changed').waitFor();
      const spring = [{ ...vip, value: 'spring' }];
      assert.equal(await countContacts(server, spring), 100);
      await contacts.run.getByRole('button', { name: 'Go on' }).click();
      await contacts.toast('spring added to 130 contacts').waitFor();
      assert.equal(await countContacts(server, spring), 130);
      await contacts.undo('spring added to 130 contacts');
      assert.equal(await countContacts(server, spring), 0);
    },
    { shared: true },
  );

  promise(
    'what fails on the way is said with its trace id; tried again, nothing is done twice or lost',
    async ({ server, openAsOwner }) => {
      await makeContacts(server, 130);
      const { page } = await openAsOwner();
      const contacts = new ContactsPage(page);
      await walkByFifty(page);
      let sent = 0;
      await page.route(bulkTags, async (route) => {
        sent += 1;
        if (sent === 2) {
          const json = { message: 'It went wrong.', code: 'internal', traceId: 'trace-of-two' };
          return route.fulfill({ status: 500, json });
        }
        if (sent !== 4) return route.continue();
        // Done, and nobody hears of it.
        await route.fetch();
        return route.abort();
      });
      await contacts.open(server.own.locationId);
      await contacts.has(130);
      await contacts.selectAll(130);
      await contacts.addTag('spring');
      await contacts.run.getByRole('alert').getByText('trace-of-two').waitFor();
      await contacts.run.getByText('Stopped: 50 of 130 changed').waitFor();
      await contacts.run.getByRole('button', { name: 'Try again' }).click();
      await contacts.run.getByText('The server cannot be reached.').waitFor();
      const spring = [{ ...vip, value: 'spring' }];
      assert.equal(await countContacts(server, spring), 130);
      await contacts.run.getByText('Stopped: 100 of 130 changed').waitFor();
      await contacts.run.getByRole('button', { name: 'Try again' }).click();
      await contacts.toast('spring added to 130 contacts').waitFor();
      await contacts.undo('spring added to 130 contacts');
      assert.equal(await countContacts(server, spring), 0);
    },
    { shared: true },
  );

  promise(
    'all that match are deleted once their number is typed, the others stay, and all come back',
    async ({ server, openAsOwner }) => {
      await makeContacts(server, 112, (at) => ({ tags: at > 1 ? ['lead'] : [] }));
      const { page } = await openAsOwner();
      const contacts = new ContactsPage(page);
      await walkByFifty(page);
      const lead = { ...vip, value: 'lead' };
      await contacts.open(server.own.locationId, filtered(lead));
      await contacts.has(110);
      await contacts.selectAll(110);
      await contacts.bar.getByRole('button', { name: 'Delete' }).click();
      const dialog = page.getByRole('dialog', { name: 'Delete 110 contacts?' });
      await dialog.getByText('All that match the search and the filters').waitFor();
      await page.keyboard.press('Enter');
      assert.equal(await countContacts(server, [lead]), 110);
      await dialog.getByLabel('Type 110 to delete them').fill('110');
      await page.keyboard.press('Enter');
      await contacts.toast('110 contacts deleted').waitFor();
      await page.getByRole('heading', { name: 'No contact matches' }).waitFor();
      assert.equal(await countContacts(server, []), 2);
      await contacts.undo('110 contacts deleted');
      await contacts.has(110);
      assert.equal(await countContacts(server, []), 112);
    },
    { shared: true },
  );
});
