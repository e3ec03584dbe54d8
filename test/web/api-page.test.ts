import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { everyOperation } from '../../contract/operations.ts';
import { inBrowser } from './app.ts';
import { acceptInvitation } from './invitations.ts';
import { ApiPage } from './pages/api.ts';
import { makeContact } from './pages/contacts.ts';
import { SettingsPages } from './pages/settings.ts';

await inBrowser((promise) => {
  promise(
    'every operation is there, found by words, path or scope, and opened by its address',
    async ({ server, openAsOwner }) => {
      const { page } = await openAsOwner();
      const api = new ApiPage(page);
      await page.goto(`/app/l/${server.own.locationId}/settings/tags`);
      await page.getByRole('heading', { level: 1, name: 'Tags' }).waitFor();
      await page.keyboard.press('g');
      await page.keyboard.press('a');
      await page.getByText(`${everyOperation.length} operations`).waitFor();
      const lines = await page.getByRole('button', { expanded: false }).allTextContents();
      for (const { method, path, summary } of everyOperation) {
        assert.ok(lines.includes(method + summary + path), `${method} ${path}`);
      }
      await api.search.fill('tags.write merge');
      await page.getByText(`1 of ${everyOperation.length} operations`).waitFor();
      await api.line('POST /locations/{locationId}/tags/{tagId}/merge').click();
      await page.waitForURL(/\?op=merge-tag$/);
      await page.getByText('locations/tags.write').first().waitFor();
      await page.goBack();
      await page.getByRole('button', { expanded: true }).waitFor({ state: 'detached' });
      await api.search.fill('no such thing');
      await page.getByRole('button', { name: 'Clear search' }).click();
      await api.line('GET /contacts/').waitFor();
    },
    { shared: true },
  );

  promise(
    'a read is tried at once, shows status, time and body, and is copied as the same request',
    async ({ server, openAsOwner }) => {
      const { locationId } = server.own;
      const name = '<img src=x onerror=alert(1)>';
      const id = await makeContact(server, { firstName: name, email: 'jane@example.com' });
      const { page } = await openAsOwner();
      const api = new ApiPage(page);
      await api.open(locationId, 'get-contacts');
      await page.getByLabel('query', { exact: false }).first().fill('jane@example.com');
      await api.send();
      await api.reply.getByText('200 OK').waitFor();
      await api.reply.getByText(/^\d+ ms$/).waitFor();
      await api.reply.getByText(id).first().waitFor();
      assert.ok((await api.reply.textContent())?.includes(name));
      const address = `${server.baseUrl}/contacts/?locationId=${locationId}&query=jane%40example.com`;
      assert.equal(await api.curl(), `curl '${address}' \\\n  -H "Authorization: Bearer $TOKEN"`);
      await page.getByRole('button', { name: 'Copy curl' }).click();
      await page.getByRole('status').getByText('Copied').waitFor({ state: 'attached' });
      assert.equal(await new SettingsPages(page).copied(), await api.curl());

      await api.open(locationId, 'get-contact');
      await page.getByLabel('contactId').fill('nobody');
      await api.send();
      await api.reply.getByText('404 Not Found').waitFor();
      await api.reply.getByText('traceId').waitFor();
    },
    { shared: true },
  );

  promise(
    'a change says that it changes real data, sends the body that was written, and is seen by other pages',
    async ({ server, openAsOwner }) => {
      const { locationId } = server.own;
      const { page } = await openAsOwner();
      const api = new ApiPage(page);
      await page.goto(`/app/l/${locationId}/settings/tags`);
      await page.getByRole('heading', { name: 'No tag yet' }).waitFor();
      await page.getByRole('link', { name: 'API', exact: true }).click();
      await api.line('POST /locations/{locationId}/tags').click();
      const body = page.getByLabel('Body', { exact: true });
      assert.deepEqual(JSON.parse(await body.inputValue()), { name: 'newsletter' });
      await body.fill('{"name": ');
      await page.getByText(/^This is not JSON: /).waitFor();
      const send = page.getByRole('button', { name: 'Send, and change real data' });
      assert.equal(await send.getAttribute('aria-disabled'), 'true');
      await body.fill(`{"name": "it's new"}`);
      await page.getByText('This changes what is stored in ').waitFor();
      await api.send();
      await api.reply.getByText('200 OK').waitFor();
      assert.match(await api.curl(), /-d '\{"name": "it'\\''s new"\}'$/);
      await page.getByRole('link', { name: 'Tags', exact: true }).click();
      await page.getByRole('button', { name: "it's new", exact: true }).waitFor();

      await api.open(locationId, 'search-contacts-advanced');
      await page.getByRole('button', { name: 'Send', exact: true }).click();
      await api.reply.getByText('200 OK').waitFor();
      await api.reply.getByText('"total": 0').waitFor();
    },
    { shared: true },
  );

  promise(
    'a reply without an end is shown as it comes, until it is stopped',
    async ({ server, openAsOwner }) => {
      const { page } = await openAsOwner();
      const api = new ApiPage(page);
      await api.open(server.own.locationId, 'stream-events');
      await api.send();
      await api.reply.getByText('more comes as it happens').waitFor();
      await makeContact(server, { firstName: 'Jane' });
      await api.reply.getByText('event: contact.created').waitFor();
      const stop = page.getByRole('button', { name: 'Stop', exact: true });
      await stop.click();
      await stop.waitFor({ state: 'detached' });
      await api.send();
      await stop.waitFor();
      await makeContact(server, { firstName: 'Kai' });
      await api.reply.getByText('Kai').waitFor();
    },
    { shared: true },
  );

  promise(
    'a file is uploaded and read back',
    async ({ server, openAsOwner }) => {
      const { locationId } = server.own;
      const contact = await makeContact(server, { firstName: 'Jane' });
      const { page } = await openAsOwner();
      const api = new ApiPage(page);
      await api.open(locationId, 'upload-file-customFields');
      await page.getByLabel(/^id/).fill(contact);
      await page.getByLabel('Name of the part').fill('offer_1');
      const buffer = Buffer.from([0x25, 0x50, 0x44, 0x46, 0, 255]);
      const file = { name: 'offer.pdf', mimeType: 'application/pdf', buffer };
      await page.getByLabel('File', { exact: true }).setInputFiles(file);
      assert.match(await api.curl(), /-F 'offer_1=@offer\.pdf'$/);
      await api.send();
      await api.reply.getByText('200 OK').waitFor();
      const [, id = assert.fail('no id')] =
        /"documentId": "(\w+)"/.exec((await api.reply.textContent()) ?? '') ?? [];
      await api.open(locationId, 'get-file');
      await page.getByLabel('fileId').fill(id);
      await api.send();
      const starts = page.waitForEvent('download');
      await page.getByRole('link', { name: 'Save the file' }).click();
      assert.deepEqual(readFileSync(await (await starts).path()), buffer);
    },
    { shared: true },
  );

  promise(
    'OpenAPI and Postman are downloaded with the address of this server',
    async ({ server, openAsOwner }) => {
      const { page } = await openAsOwner();
      await new ApiPage(page).open(server.own.locationId);
      for (const kind of ['OpenAPI', 'Postman']) {
        const starts = page.waitForEvent('download');
        await page.getByRole('link', { name: `Download the ${kind} file` }).click();
        const text = readFileSync(await (await starts).path(), 'utf8');
        assert.ok(text.includes(server.baseUrl), kind);
        assert.ok(text.includes('Create a contact'), kind);
      }
    },
    { shared: true },
  );

  promise('a member is told which scope of an operation the role lacks', async (app) => {
    const { locationId } = app.server.own;
    const { page } = await app.open();
    await acceptInvitation({ page, server: app.server, locationId });
    const api = new ApiPage(page);
    await page.getByRole('heading', { level: 1, name: 'Contacts' }).waitFor();
    await api.open(locationId, 'create-tag');
    await page.getByText('Your role lacks it').waitFor();
    await api.send();
    await api.reply.getByText('403 Forbidden').waitFor();
    await api.open(locationId, 'get-location-tags');
    assert.equal(await page.getByText('Your role lacks it').count(), 0);
    await api.send();
    await api.reply.getByText('200 OK').waitFor();
  });
});
