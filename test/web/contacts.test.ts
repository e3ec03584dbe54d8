import assert from 'node:assert/strict';
import { inBrowser } from './app.ts';
import {
  ContactsPage,
  makeContact,
  makeContacts,
  makeField,
  readContact,
} from './pages/contacts.ts';

const jane = { firstName: 'Jane', lastName: 'Smith', email: 'jane@example.com' };
const kai = { firstName: 'Kai', lastName: 'Wang', email: 'kai@example.com' };
const ruth = { firstName: 'Ruth', lastName: 'Garcia', email: 'ruth@example.com' };

await inBrowser((promise) => {
  promise('the first contact is added from the empty list, and taken back', async (app) => {
    const { page } = await app.openAsOwner();
    const contacts = new ContactsPage(page);
    await page.goto('/app/');
    await page.getByRole('heading', { name: 'No contacts yet' }).waitFor();
    await page.getByRole('button', { name: 'Add contact' }).first().click();
    const dialog = page.getByRole('dialog', { name: 'Add contact' });
    await dialog.getByRole('button', { name: 'Save', exact: true }).click();
    await dialog.getByText('A name, an e-mail or a phone is needed.').waitFor();
    await dialog.getByLabel('First name').fill('Jane');
    await dialog.getByLabel('Email').fill('jane@example');
    await dialog.getByRole('button', { name: 'Save', exact: true }).click();
    await dialog.locator('input[aria-invalid]').waitFor();
    await dialog.getByLabel('Email').fill('jane@example.com');
    await dialog.getByRole('button', { name: 'Save', exact: true }).click();
    await contacts.panel.getByRole('heading', { name: 'Jane' }).waitFor();
    await contacts.row('Jane').waitFor();
    await contacts.undo('Jane added');
    await page.getByRole('heading', { name: 'No contacts yet' }).waitFor();
  });

  promise('who is there already is shown while typing, and opened or updated', async (app) => {
    const id = await makeContact(app.server, { ...jane, phone: '+15551234567' });
    const { page } = await app.openAsOwner();
    const contacts = new ContactsPage(page);
    await contacts.open(app.server.own.locationId);
    const dialog = page.getByRole('dialog', { name: 'Add contact' });
    await page.getByRole('button', { name: 'Add contact' }).click();
    await dialog.getByLabel('Phone').fill('(555) 123-4567');
    await dialog.getByText(/the same phone/).waitFor();
    await dialog.getByRole('button', { name: 'Open existing' }).click();
    await contacts.panel.getByRole('heading', { name: 'Jane Smith' }).waitFor();
    assert.ok(page.url().includes(`open=${id}`));
    await page.getByRole('button', { name: 'Add contact' }).click();
    await dialog.getByLabel('Email').fill('JANE@example.com');
    await dialog.getByLabel('Company').fill('Acme');
    await dialog.getByText(/the same e-mail/).waitFor();
    await dialog.getByRole('button', { name: 'Update existing' }).click();
    await page.getByText('Jane Smith updated').waitFor();
    assert.equal((await readContact(app.server, id))['companyName'], 'Acme');
    await contacts.has(1);
  });

  promise('typing finds, and the address brings the same list again', async (app) => {
    for (const each of [jane, kai, ruth]) await makeContact(app.server, each);
    const { page } = await app.openAsOwner();
    const contacts = new ContactsPage(page);
    await contacts.open(app.server.own.locationId);
    await contacts.has(3);
    await page.keyboard.press('/');
    await page.keyboard.type('kai');
    await contacts.has(1);
    assert.deepEqual(await contacts.names(), ['Kai Wang']);
    await page.waitForURL(/q=kai/);
    await page.reload();
    await contacts.has(1);
    assert.equal(await contacts.search.inputValue(), 'kai');
    await contacts.search.fill('nobody');
    await page.getByRole('heading', { name: 'No contact matches' }).waitFor();
    await page.getByRole('button', { name: 'Clear filters' }).click();
    await contacts.has(3);
    assert.equal(await contacts.search.inputValue(), '');
  });

  promise('filters join by and, by or, in groups, with custom fields', async (app) => {
    const plan = await makeField(app.server, {
      name: 'Plan',
      dataType: 'SINGLE_OPTIONS',
      options: ['Free', 'Pro'],
    });
    const isPro = { customFields: [{ id: plan, value: 'Pro' }] };
    await makeContact(app.server, { ...jane, tags: ['vip'], ...isPro });
    await makeContact(app.server, { ...kai, tags: ['vip'], companyName: 'Acme' });
    await makeContact(app.server, { ...ruth, tags: ['lead'], ...isPro });
    const { page } = await app.openAsOwner();
    const contacts = new ContactsPage(page);
    await contacts.open(app.server.own.locationId);
    await contacts.has(3);
    await contacts.filter('Tags', 'vip');
    await contacts.has(2);
    await contacts.filter('Plan', 'Pro');
    await contacts.has(1);
    assert.deepEqual(await contacts.names(), ['Jane Smith']);
    await page.getByRole('button', { name: 'and', exact: true }).click();
    await contacts.has(3);
    await page.getByRole('button', { name: 'or', exact: true }).click();
    await page.getByRole('button', { name: 'Remove filter Plan is Pro' }).click();
    await contacts.has(2);
    await contacts.filter('Company', 'acme', 'Group');
    await contacts.has(1);
    await contacts.filter('Plan', 'Pro', 'Add a filter to the group');
    await contacts.has(2);
    const sent = new URL(page.url()).searchParams.get('f');
    assert.deepEqual(JSON.parse(sent ?? ''), [
      { field: 'tags', operator: 'eq', value: 'vip' },
      {
        group: 'OR',
        filters: [
          { field: 'companyName', operator: 'contains', value: 'acme' },
          { field: `customFields.${plan}`, operator: 'eq', value: 'Pro' },
        ],
      },
    ]);
    // Operator and value are changed where they stand.
    const chip = page.getByRole('group', { name: 'Tags is vip', exact: true });
    await chip.getByRole('button', { name: 'Operator is', exact: true }).click();
    await page.getByRole('menuitemradio', { name: 'is not', exact: true }).click();
    await contacts.has(1);
    assert.deepEqual(await contacts.names(), ['Ruth Garcia']);
    await page.goBack();
    await contacts.has(2);
  });

  promise(
    'filters of times, numbers and truths are read from an address, and edited',
    async (app) => {
      const size = await makeField(app.server, { name: 'Size', dataType: 'NUMERICAL' });
      await makeContact(app.server, { ...jane, customFields: [{ id: size, value: 7 }], dnd: true });
      await makeContact(app.server, { ...kai, customFields: [{ id: size, value: 70 }] });
      const { page } = await app.openAsOwner();
      const contacts = new ContactsPage(page);
      const filters = [
        { field: `customFields.${size}`, operator: 'range', value: { gte: 1, lte: 10 } },
        { field: 'dateAdded', operator: 'range', value: { gt: '2020-01-31T23:59:59.999Z' } },
      ];
      const search = `?f=${encodeURIComponent(JSON.stringify(filters))}`;
      await contacts.open(app.server.own.locationId, search);
      await contacts.has(1);
      await page.getByRole('group', { name: /^Created is after Jan 31, 2020$/ }).waitFor();
      const chip = page.getByRole('group', { name: 'Size is between 1 and 10' });
      await chip.getByRole('button', { name: /^Value/ }).click();
      await page.getByLabel('To', { exact: true }).fill('100');
      await page.keyboard.press('Enter');
      await contacts.has(2);
      await contacts.filter('Do not disturb', 'Yes');
      await contacts.has(1);
      assert.deepEqual(await contacts.names(), ['Jane Smith']);
    },
  );

  promise(
    'columns are chosen, moved, pinned, widened and sorted by, and all of it stays',
    async (app) => {
      const plan = await makeField(app.server, { name: 'Plan', dataType: 'TEXT' });
      for (const each of [kai, ruth, jane]) await makeContact(app.server, each);
      const { page } = await app.openAsOwner();
      const contacts = new ContactsPage(page);
      await contacts.open(app.server.own.locationId);
      await contacts.has(3);
      await page.getByRole('button', { name: 'Columns' }).click();
      await page.getByRole('button', { name: 'Show Plan' }).click();
      await page.getByRole('button', { name: 'Move Plan up' }).click();
      await page.getByRole('button', { name: 'Hide Phone' }).click();
      await page.keyboard.press('Escape');
      await contacts.chooseInHead('Plan', 'Pin');
      await contacts.chooseInHead('Plan', 'Wider');
      await contacts.chooseInHead('Email', 'Sort A to Z');
      const names = ['Jane Smith', 'Kai Wang', 'Ruth Garcia'];
      await page.waitForURL(/sort=email/);
      await contacts.has(3);
      const heads = async (): Promise<string[]> =>
        contacts.grid.getByRole('columnheader').getByRole('button').allTextContents();
      const wanted = ['Name', 'Plan', 'Email', 'Company', 'Tags', 'Owner', 'Created'];
      assert.deepEqual(await heads(), wanted);
      assert.deepEqual(await contacts.names(), names);
      assert.ok(page.url().includes(`cf.${plan}`));
      await page.reload();
      await contacts.has(3);
      assert.deepEqual([await heads(), await contacts.names()], [wanted, names]);
      // The columns are there again without the address.
      await contacts.open(app.server.own.locationId);
      await contacts.has(3);
      assert.deepEqual(await heads(), wanted);
      const sorted = contacts.grid.getByRole('columnheader', { name: 'Created' });
      assert.equal(await sorted.getAttribute('aria-sort'), 'descending');
    },
  );

  promise(
    'a cell is edited in place, and undone; what is refused says why where it was typed',
    async (app) => {
      const id = await makeContact(app.server, jane);
      const { page } = await app.openAsOwner();
      const contacts = new ContactsPage(page);
      await contacts.open(app.server.own.locationId);
      await contacts.edit('Jane Smith', 'Company', 'Acme');
      await contacts.toast('Company of Jane Smith changed').waitFor();
      assert.equal((await readContact(app.server, id))['companyName'], 'Acme');
      await contacts.undo('Company of Jane Smith changed');
      assert.equal((await readContact(app.server, id))['companyName'], undefined);
      await contacts.edit('Jane Smith', 'Email', 'no address');
      const editor = page.getByRole('textbox', { name: 'Email, Jane Smith' });
      await page.getByRole('alert').filter({ hasText: 'email' }).waitFor();
      assert.equal(await editor.inputValue(), 'no address');
      await editor.fill('smith@example.com');
      await page.keyboard.press('Tab');
      await contacts.toast('Email of Jane Smith changed').waitFor();
      const phone = await contacts.cell('Jane Smith', 'Phone');
      assert.equal(await phone.evaluate((cell) => cell.matches(':focus')), true);
      await page.keyboard.press('Control+z');
      await page.getByText('Undone: Email of Jane Smith changed').waitFor();
      assert.equal((await readContact(app.server, id))['email'], 'jane@example.com');
    },
  );

  promise(
    'two people who change the same field see both values; other fields are merged',
    async (app) => {
      const id = await makeContact(app.server, jane);
      const first = await app.openAsOwner();
      const second = await app.openAsOwner();
      const [mine, theirs] = [new ContactsPage(first.page), new ContactsPage(second.page)];
      for (const each of [mine, theirs]) {
        await each.open(app.server.own.locationId);
        await each.row('Jane Smith').waitFor();
      }
      await theirs.edit('Jane Smith', 'Company', 'Theirs');
      await theirs.toast(/changed/).waitFor();
      await theirs.type('Jane Smith', 'Phone', '+15557654321');
      await mine.edit('Jane Smith', 'Phone', '+15551234567');
      await mine.toast('Phone of Jane Smith changed').waitFor();
      await second.page.keyboard.press('Enter');
      const dialog = second.page.getByRole('dialog', { name: /was changed meanwhile/ });
      await dialog.getByRole('radio', { name: '+15551234567 Theirs, Phone' }).waitFor();
      await dialog.getByText(/Ada Byron changed/).waitFor();
      await mine.type('Jane Smith', 'Phone', '+15550000000');
      await dialog.getByRole('button', { name: 'Save' }).click();
      await dialog.waitFor({ state: 'detached' });
      assert.equal((await readContact(app.server, id))['phone'], '+15557654321');
      await first.page.keyboard.press('Enter');
      await first.page.getByRole('button', { name: 'Keep theirs' }).click();
      await (await mine.cell('Jane Smith', 'Phone')).getByText('+15557654321').waitFor();
      const after = await readContact(app.server, id);
      assert.deepEqual([after['phone'], after['companyName']], ['+15557654321', 'Theirs']);
    },
  );

  promise(
    'several are chosen, tagged and deleted at once, and each step is undone',
    async (app) => {
      for (const each of [jane, kai, ruth]) await makeContact(app.server, each);
      const { page } = await app.openAsOwner();
      const contacts = new ContactsPage(page);
      await contacts.open(app.server.own.locationId);
      await contacts.has(3);
      await page.getByRole('checkbox', { name: 'Select Jane Smith' }).click();
      await page
        .getByRole('checkbox', { name: 'Select Ruth Garcia' })
        .click({ modifiers: ['Shift'] });
      const bar = page.getByRole('region', { name: 'Selected contacts' });
      await bar.getByText('3 selected').waitFor();
      await page.getByRole('checkbox', { name: 'Select all loaded' }).click();
      await bar.waitFor({ state: 'detached' });
      await page.getByRole('checkbox', { name: 'Select all loaded' }).click();
      await bar.getByRole('button', { name: 'Add tag' }).click();
      await page.getByRole('combobox', { name: 'Add tag' }).fill('spring');
      await page.getByRole('option', { name: 'Create “spring”' }).waitFor();
      await page.keyboard.press('Enter');
      await contacts.toast('spring added to 3 contacts').waitFor();
      await (await contacts.cell('Kai Wang', 'Tags')).getByText('spring').waitFor();
      await contacts.undo('spring added to 3 contacts');
      await (await contacts.cell('Kai Wang', 'Tags'))
        .getByText('spring')
        .waitFor({ state: 'detached' });
      await bar.getByRole('button', { name: 'Delete' }).click();
      await page.getByRole('heading', { name: 'No contacts yet' }).waitFor();
      await contacts.undo('3 contacts deleted');
      await contacts.has(3);
      assert.deepEqual(await contacts.names(), ['Ruth Garcia', 'Kai Wang', 'Jane Smith']);
    },
  );

  promise('hostile text is text, in every place that shows it', async (app) => {
    const script = '<img src=x onerror=alert(1)><script>alert(2)</script>';
    const notes = await makeField(app.server, { name: script, dataType: 'LARGE_TEXT' });
    const long = `${'x'.repeat(9_990)}\u202Eabc`;
    const tags = Array.from({ length: 200 }, (_, at) => `${at} ${script}`);
    await makeContact(app.server, {
      firstName: script,
      lastName: 'مريم \u202E👩‍🚀',
      tags,
      customFields: [{ id: notes, value: long }],
    });
    const { page } = await app.openAsOwner();
    const contacts = new ContactsPage(page);
    await contacts.open(app.server.own.locationId, `?cols=tags,cf.${notes}`);
    await page.getByText('+198').waitFor();
    await contacts.grid.getByRole('rowheader').getByRole('button').click();
    await contacts.panel.getByRole('heading').first().waitFor();
    await contacts.panel.getByRole('button', { name: /^Edit Tags/ }).click();
    await page.getByRole('option').nth(150).waitFor();
    assert.equal(await page.locator('img, #root script').count(), 0);
  });

  promise('a thousand rows are walked through without loading them at once', async (app) => {
    const { locationId } = app.server.own;
    await makeContacts(app.server, 250);
    const { page } = await app.openAsOwner();
    const contacts = new ContactsPage(page);
    await contacts.open(locationId, '?sort=dateAdded');
    await contacts.has(250);
    assert.equal(await contacts.grid.getAttribute('aria-rowcount'), '251');
    assert.ok((await contacts.grid.getByRole('row').count()) < 80);
    await contacts.search.press('ArrowDown');
    const loaded = page.getByText('250 loaded of 250');
    await page.keyboard.press('Control+End');
    await page.keyboard.press('Control+End');
    await page.getByText('200 loaded of 250').or(loaded).waitFor();
    await page.keyboard.press('Control+End');
    await loaded.waitFor();
    await page.keyboard.press('Control+End');
    await contacts.grid.locator('[aria-rowindex="251"]').waitFor();
    assert.ok((await contacts.grid.getByRole('row').count()) < 80);
  });
});
