import assert from 'node:assert/strict';
import { inBrowser } from './app.ts';
import { ContactsPage } from './pages/contacts.ts';

await inBrowser((promise) => {
  promise('by keys alone a contact is made, found, edited, tagged and deleted', async (app) => {
    const { page } = await app.openAsOwner();
    const contacts = new ContactsPage(page);
    const { keyboard } = page;
    const press = async (...keys: string[]): Promise<void> => {
      for (const key of keys) await keyboard.press(key);
    };
    const focused = (): Promise<string> =>
      page.evaluate("document.activeElement.ariaLabel ?? document.activeElement.textContent ?? ''");
    await page.goto('/app/');
    await page.getByRole('heading', { name: 'No contacts yet' }).waitFor();

    // The heading has the focus: Tab leads to what can be done.
    await press('Tab', 'Tab');
    assert.equal(await focused(), 'Add contact');
    await press('Enter');
    await page.getByRole('dialog', { name: 'Add contact' }).waitFor();
    await page.getByLabel('First name').and(page.locator(':focus')).waitFor();
    await keyboard.type('Jane');
    await press('Tab');
    await keyboard.type('Smith');
    await press('Tab');
    await keyboard.type('jane@example.com');
    await press('Enter');
    await contacts.panel
      .getByRole('heading', { name: 'Jane Smith' })
      .and(page.locator(':focus'))
      .waitFor();
    await press('Escape');
    await contacts.panel.waitFor({ state: 'detached' });

    await press('/');
    await keyboard.type('smith');
    await contacts.has(1);
    await press('ArrowDown');
    await contacts.row('Jane Smith').getByRole('rowheader').and(page.locator(':focus')).waitFor();

    await press('ArrowRight', 'F2', 'Control+a');
    await keyboard.type('smith@example.com');
    await press('Tab');
    await contacts.toast('Email of Jane Smith changed').waitFor();
    await press('ArrowRight');
    await keyboard.type('Acme');
    await press('Tab');
    await contacts.toast('Company of Jane Smith changed').waitFor();

    await press('Enter');
    await page.getByRole('combobox', { name: 'Tags, Jane Smith' }).waitFor();
    await keyboard.type('vip');
    await page.getByRole('option', { name: 'Create “vip”' }).waitFor();
    await press('Enter', 'Tab');
    await contacts.toast('Tags of Jane Smith changed').waitFor();
    await (await contacts.cell('Jane Smith', 'Tags')).getByText('vip').waitFor();

    // A column is moved without a mouse, too.
    await press('ArrowUp', 'Enter');
    await page.getByRole('menu').waitFor();
    await page.getByRole('menuitem', { name: 'Move left' }).waitFor();
    await press('Escape');
    const head = contacts.grid.getByRole('columnheader').getByRole('button');
    await head.and(page.locator(':focus')).waitFor();
    await press('ArrowDown');

    await press('Space');
    const bar = page.getByRole('region', { name: 'Selected contacts' });
    await bar.getByText('1 selected').waitFor();
    await press('Tab', 'Tab', 'Tab');
    assert.equal(await focused(), 'Delete');
    await press('Enter');
    await page.getByRole('heading', { name: 'No contact matches' }).waitFor();
    await press('F6');
    await contacts.toast('Jane Smith deleted').waitFor();
    await press('Tab', 'Tab');
    assert.equal(await focused(), 'Undo');
    await press('Enter');
    await contacts.row('Jane Smith').waitFor();
  });
});
