import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import type { TestServer } from '../support/server.ts';
import { inBrowser } from './app.ts';
import { makeField } from './pages/contacts.ts';

async function make({ call, own }: TestServer, more: object = {}): Promise<string> {
  const body = { locationId: own.locationId, firstName: 'Jane', lastName: 'Smith', ...more };
  const made = await call('POST', '/contacts', { body });
  assert.equal(made.status, 201, made.text);
  return made.body.contact?.id ?? '';
}

async function open(page: Page, { own }: TestServer, id: string, tab = ''): Promise<void> {
  await page.goto(`/app/l/${own.locationId}/contacts/${id}${tab}`);
  await page.getByRole('heading', { level: 1 }).waitFor();
}

await inBrowser((promise) => {
  promise(
    'a field is edited on the page, told by the timeline, and taken back there',
    async ({ server, openAsOwner }) => {
      const id = await make(server, { companyName: 'Acme' });
      const { page } = await openAsOwner();
      await open(page, server, id);
      await page.getByRole('button', { name: 'Edit Company: Acme' }).click();
      await page.getByRole('textbox', { name: 'Company' }).fill('Blue Door');
      await page.keyboard.press('Enter');
      await page.getByText('Company of Jane Smith changed').waitFor();
      const event = page.getByRole('listitem').filter({ hasText: 'changed the contact' });
      await event.getByText('Acme').waitFor();
      await event.getByText('Blue Door').waitFor();
      await event.getByText('Ada Byron').waitFor();
      await event.getByRole('button', { name: 'Undo' }).click();
      await page.getByText('Change undone').waitFor();
      await page.getByRole('button', { name: 'Edit Company: Acme' }).waitFor();
      const { body } = await server.call('GET', `/contacts/${id}`);
      assert.equal(body.contact?.['companyName'], 'Acme');
    },
    { shared: true },
  );

  promise(
    'a note is written with marks, pinned, edited and deleted, each with its way back',
    async ({ server, openAsOwner }) => {
      const id = await make(server);
      const { page } = await openAsOwner();
      await open(page, server, id, '?tab=notes');
      await page.getByRole('textbox', { name: 'Write a note' }).fill('Call **soon**\n- one\n- two');
      await page.keyboard.press('Control+Enter');
      const notes = page.getByRole('list', { name: 'Notes' });
      await notes.getByText('soon').waitFor();
      assert.equal(await notes.locator('strong').textContent(), 'soon');
      assert.equal(await notes.locator('li li').count(), 2);
      const stored = async (): Promise<string> => {
        const { body } = await server.call('GET', `/contacts/${id}/notes`);
        const [note] = body['notes'] as { body: string; pinned: boolean }[];
        return `${note?.body} ${note?.pinned}`;
      };
      const html = '<p>Call <strong>soon</strong></p><ul><li>one</li><li>two</li></ul>';
      assert.equal(await stored(), `${html} false`);
      await notes.getByRole('button', { name: /^Pin/ }).click();
      await notes.getByText('Pinned').waitFor();
      await notes.getByRole('button', { name: /^Edit/ }).click();
      const area = notes.getByRole('textbox');
      assert.equal(await area.inputValue(), 'Call **soon**\n\n- one\n- two');
      await area.fill('Call *later*');
      await notes.getByRole('button', { name: 'Save' }).click();
      await notes.getByText('later').waitFor();
      assert.equal(await stored(), '<p>Call <em>later</em></p> true');
      await notes.getByRole('button', { name: /^Delete/ }).click();
      await page.getByText('Note deleted').waitFor();
      await page.getByRole('heading', { name: 'No note yet' }).waitFor();
      await page.keyboard.press('Control+z');
      await notes.getByText('later').waitFor();
      assert.equal(await stored(), '<p>Call <em>later</em></p> true');
    },
    { shared: true },
  );

  promise(
    'a note with formatting that the page has not is edited as it is, and runs nothing',
    async ({ server, openAsOwner }) => {
      const id = await make(server);
      const body =
        '<h1 onclick="alert(1)">Plan</h1><script>document.title="run"</script><img src=x onerror="alert(2)">' +
        '<a href="javascript:alert(3)">link</a><table><tr><td>cell</td></tr></table>';
      await server.call('POST', `/contacts/${id}/notes`, { body: { body } });
      await server.call('POST', `/contacts/${id}/notes`, {
        body: { body: `${'<b>'.repeat(3000)}deep ${'مرحبا 👋 '.repeat(500)}` },
      });
      const { page } = await openAsOwner();
      await open(page, server, id, '?tab=notes');
      const note = page
        .getByRole('list', { name: 'Notes' })
        .locator('> li')
        .filter({ hasText: 'Plan' });
      await note.getByText('cell').waitFor();
      await page.getByText('deep').waitFor();
      assert.equal(
        await page.locator('main img, main script, main a[href^=javascript]').count(),
        0,
      );
      assert.match(await page.title(), /Jane Smith/);
      await note.getByRole('button', { name: /^Edit/ }).click();
      await note.getByText('you edit its HTML').waitFor();
      assert.equal(await note.getByRole('textbox').inputValue(), body);
    },
    { shared: true },
  );

  promise(
    'a task is added, done, and deleted with its way back',
    async ({ server, openAsOwner }) => {
      const id = await make(server);
      const { page } = await openAsOwner();
      await open(page, server, id);
      await page.keyboard.press('t');
      await page.getByLabel('Title').fill('Send the offer');
      await page.getByRole('button', { name: 'Next week' }).click();
      await page.getByRole('button', { name: 'Add task' }).click();
      const tasks = page.getByRole('list', { name: 'Tasks' });
      await tasks.getByText('Send the offer').waitFor();
      await page.getByText('“Send the offer” added').waitFor();
      await tasks.getByRole('checkbox', { name: 'Send the offer' }).click();
      await page.getByText('“Send the offer” is done').waitFor();
      await tasks.getByRole('button', { name: 'Delete: Send the offer' }).click();
      await page.getByText('Task deleted').waitFor();
      await page.getByRole('heading', { name: 'No task yet' }).waitFor();
      await page.keyboard.press('Control+z');
      await tasks.getByRole('checkbox', { name: 'Send the offer', checked: true }).waitFor();
    },
    { shared: true },
  );

  promise(
    'channels, followers, further addresses and files are kept beside the contact',
    async ({ server, openAsOwner }) => {
      const id = await make(server);
      await makeField(server, { name: 'Contract', dataType: 'FILE_UPLOAD' });
      const { page } = await openAsOwner();
      await open(page, server, id);
      const about = page.getByRole('region', { name: 'About' });
      await about.getByRole('switch', { name: 'SMS' }).click();
      await page.getByText('Do not disturb: SMS').waitFor();
      await about.getByRole('button', { name: 'Edit addresses' }).click();
      await about.getByLabel('Additional e-mails').fill('jane@work.example\njane@home.example');
      await about.getByRole('button', { name: 'Save' }).click();
      await about.getByText('jane@home.example').waitFor();
      await about.getByLabel('Upload to Contract').setInputFiles({
        name: 'offer.txt',
        mimeType: 'text/plain',
        buffer: Buffer.from('an offer'),
      });
      const file = about.getByRole('button', { name: 'offer.txt' });
      const [download] = await Promise.all([page.waitForEvent('download'), file.click()]);
      assert.equal(download.suggestedFilename(), 'offer.txt');
      await page.getByText('offer.txt uploaded').waitFor();
      await page.keyboard.press('Control+z');
      await file.waitFor({ state: 'detached' });
      const { contact } = (await server.call('GET', `/contacts/${id}`)).body;
      assert.deepEqual(contact?.['dndSettings'], { SMS: { status: 'active' } });
      assert.deepEqual(contact?.['additionalEmails'], [
        { email: 'jane@work.example' },
        { email: 'jane@home.example' },
      ]);
    },
    { shared: true },
  );

  promise(
    'J and K walk through the list that was looked at, and its place is told',
    async ({ server, openAsOwner }) => {
      for (const firstName of ['Ada', 'Kai', 'Ruth']) await make(server, { firstName });
      const { page } = await openAsOwner();
      await page.goto(`/app/l/${server.own.locationId}/contacts?sort=firstNameLowerCase`);
      await page
        .getByRole('row', { name: /Ada Smith/ })
        .getByText('Ada Smith')
        .click();
      await page.getByRole('link', { name: 'Open the whole page' }).click();
      await page.getByRole('heading', { name: 'Ada Smith', level: 1 }).waitFor();
      await page.getByText('1 of 3').waitFor();
      await page.keyboard.press('j');
      await page.getByRole('heading', { name: 'Kai Smith', level: 1 }).waitFor();
      await page.getByText('2 of 3').waitFor();
      await page.keyboard.press('k');
      await page.getByRole('heading', { name: 'Ada Smith', level: 1 }).waitFor();
    },
    { shared: true },
  );
});
