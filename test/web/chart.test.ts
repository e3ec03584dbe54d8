import assert from 'node:assert/strict';
import { DatabaseSync } from 'node:sqlite';
import { indexAnew } from '../support/rebuild-index.ts';
import { inBrowser } from './app.ts';
import { ContactsPage, makeContact } from './pages/contacts.ts';

await inBrowser((promise) => {
  promise('the list as bars: each leads to its contacts, and the address keeps it', async (app) => {
    for (let at = 0; at < 12; at += 1) {
      await makeContact(app.server, {
        firstName: `Person ${at}`,
        source: at < 4 ? 'Fair' : 'Web form',
        tags: ['everybody', `only ${at}`, ...(at === 0 ? ['first'] : [])],
      });
    }
    addedOn(app.server.databasePath, 'Person 0', Date.UTC(2024, 0, 31, 23, 59));
    addedOn(app.server.databasePath, 'Person 1', Date.UTC(2024, 2, 1));
    await indexAnew(app.server.databasePath);
    const { page } = await app.openAsOwner();
    const contacts = new ContactsPage(page);
    const asked: string[][] = [];
    page.on('request', (request) => {
      if (request.url().endsWith('/facets')) asked.push(request.postDataJSON().facets);
    });
    await contacts.open(app.server.own.locationId);
    await contacts.has(12);
    const button = page.getByRole('button', { name: 'Chart', exact: true });
    assert.equal(await button.getAttribute('aria-pressed'), 'false');
    await button.click();
    const chart = page.getByRole('region', { name: 'Chart of these contacts' });
    const sources = chart.getByRole('region', { name: 'By source' });
    await sources.getByRole('button', { name: 'Web form 8 contacts' }).waitFor();
    await chart.getByRole('region', { name: 'By tag' }).getByText('and 4 more').waitFor();
    await page.waitForURL(/chart=true/);
    await page.reload();
    assert.equal(await button.getAttribute('aria-pressed'), 'true');

    const january = chart.getByRole('button', { name: 'January 2024: 1 contact' });
    await chart.getByText('February 2024: no contacts').waitFor({ state: 'attached' });
    await january.click();
    await contacts.has(1);
    assert.deepEqual(await contacts.names(), ['Person 0']);
    await sources.getByRole('button', { name: 'Fair 1 contact' }).waitFor();
    await chart.getByRole('button', { name: 'Jan 31, 2024: 1 contact' }).waitFor();
    const whole = ['tags', 'source', 'dateAdded:month'];
    assert.deepEqual(asked.slice(-2), [whole, ['dateAdded:day']]);
    await page.goBack();
    await contacts.has(12);

    await sources.getByRole('button', { name: 'Fair 4 contacts' }).focus();
    await page.keyboard.press('Enter');
    await contacts.has(4);
    await page.getByRole('group', { name: 'Source is Fair' }).waitFor();
    await sources.getByRole('button', { name: 'Fair 4 contacts' }).press('Enter');
    assert.equal(await page.getByRole('group', { name: 'Source is Fair' }).count(), 1);
    await button.click();
    await chart.waitFor({ state: 'detached' });
    await contacts.has(4);
  });
});

function addedOn(path: string, firstName: string, ms: number): void {
  const database = new DatabaseSync(path);
  database
    .prepare("UPDATE contacts SET date_added = ? WHERE body ->> '$.firstName' = ?")
    .run(ms, firstName);
  database.close();
}
