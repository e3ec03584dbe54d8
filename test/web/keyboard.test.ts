import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import { inBrowser } from './app.ts';
import { ContactPage } from './pages/contact.ts';
import { ContactsPage, makeContact, readContact } from './pages/contacts.ts';

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

  promise('by keys alone the page of a contact is opened, used and walked on from', async (app) => {
    const { server } = app;
    await makeContact(server, { firstName: 'Kai', lastName: 'Wang' });
    const id = await makeContact(server, { firstName: 'Jane', lastName: 'Smith' });
    const { page } = await app.openAsOwner();
    const contacts = new ContactsPage(page);
    const contact = new ContactPage(page);
    const { keyboard } = page;
    const press = async (...keys: string[]): Promise<void> => {
      for (const key of keys) await keyboard.press(key);
    };
    const focused = (what: Locator): Promise<void> => what.and(page.locator(':focus')).waitFor();
    /** As somebody would who listens to where they are. */
    const tabTo = async (what: Locator): Promise<void> => {
      for (let at = 0; at < 60; at += 1) {
        if ((await what.and(page.locator(':focus')).count()) > 0) return;
        await press('Tab');
      }
      assert.fail(`Tab does not lead to ${String(what)}`);
    };
    await contacts.open(server.own.locationId);
    await contacts.has(2);
    await press('/', 'ArrowDown');
    await focused(contacts.row('Jane Smith').getByRole('rowheader'));
    await press('Shift+Enter');
    await contact.is('Jane Smith');
    await focused(page.getByRole('heading', { level: 1 }));

    await tabTo(contact.field('Company'));
    await press('Enter');
    await focused(page.getByRole('textbox', { name: 'Company' }));
    await keyboard.type('Blue Door');
    await press('Enter');
    await contacts.toast('Company of Jane Smith changed').waitFor();
    await focused(contact.field('Company'));

    await press('n');
    await focused(page.getByRole('textbox', { name: 'Write a note' }));
    await keyboard.type('Wants an **offer**');
    await press('Control+Enter');
    await contact.notes.locator('strong').waitFor();
    await focused(page.getByRole('textbox', { name: 'Write a note' }));

    // In a text a letter is a letter: first out of it.
    await press('Tab', 't');
    await focused(page.getByLabel('Title', { exact: true }));
    await keyboard.type('Send the offer');
    await press('Enter');
    await tabTo(contact.tasks.getByRole('checkbox', { name: 'Send the offer' }));
    await press('Space');
    await contact.tasks.getByRole('checkbox', { name: 'Send the offer', checked: true }).waitFor();

    await press('j');
    await contact.is('Kai Wang');
    await focused(page.getByRole('heading', { level: 1 }));
    await press('k');
    await contact.is('Jane Smith');
    assert.equal((await readContact(server, id))['companyName'], 'Blue Door');
  });
});
