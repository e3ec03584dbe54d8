import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { Page } from 'playwright-core';
import type { TestServer } from '../support/server.ts';
import { type Tab, inBrowser } from './app.ts';
import { ContactsPage, makeContact, makeField } from './pages/contacts.ts';
import { SettingsPages } from './pages/settings.ts';

const script = '<img src=x onerror=ran=1><script>ran=1</script>';
/** Written from right to left, turned round, with signs of several code points, and without a space. */
const foreign = 'مريم \u202Eabc 👩‍👩‍👧‍👦🇨🇭';
const long = 'x'.repeat(90);
const hostile = [script, foreign, long, '"><svg onload=ran=1>', 'javascript:ran=1', '{{7*7}}'];
const named = (what: string, at: number): string =>
  `${what} ${at} ${hostile[at % hostile.length] ?? ''}`;

/** Everything that has a name, under names that mean harm. */
async function fill(server: TestServer): Promise<{ field: string; integration: string }> {
  const { locationId } = server.own;
  const fieldToken = await server.token(locationId, ['locations/customFields.write']);
  const make = async (
    path: string,
    body: object,
    token = server.managementToken,
  ): Promise<Record<string, unknown>> => {
    const made = await server.call('POST', path, { token, body });
    assert.ok([200, 201].includes(made.status), made.text);
    return made.body;
  };
  const tags = Array.from({ length: 200 }, (_, at) => named('tag', at));
  await makeContact(server, { firstName: script, lastName: foreign, companyName: long, tags });
  const deleted = await makeContact(server, { firstName: script, lastName: foreign });
  await server.call('DELETE', `/contacts/${deleted}`);
  let field = '';
  for (let at = 0; at < 300; at += 1) {
    const options = { dataType: 'SINGLE_OPTIONS', options: hostile };
    const kind = at === 0 ? options : { dataType: 'TEXT', placeholder: script };
    const id = await makeField(server, { name: named('field', at), ...kind });
    if (at === 0) field = id;
  }
  for (const at of hostile.keys()) {
    const name = named('folder', at);
    await make('/custom-fields/folder', { locationId, objectKey: 'contact', name }, fieldToken);
    await make('/users/', {
      companyId: 'company',
      firstName: named('user', at),
      lastName: script,
      email: `${randomUUID()}@example.com`,
      type: 'account',
      role: 'user',
      locationIds: [locationId],
    });
  }
  const body = { name: named('client', 0), description: script, scopes: ['contacts'] };
  const made = await make(`/api/locations/${locationId}/integrations`, body);
  return { field, integration: String((made['integration'] as { id: string }).id) };
}

/** Nothing ran, nothing became markup, and nothing is wider than the window. */
async function assertText({ page }: Tab, where: string): Promise<void> {
  assert.equal(await page.evaluate('typeof ran'), 'undefined', where);
  assert.equal(
    await page.locator('#root img, #root script, [onload], [onerror]').count(),
    0,
    where,
  );
  for (const width of [360, 1440]) {
    await page.setViewportSize({ width, height: 900 });
    const wider = await page.evaluate('document.documentElement.scrollWidth - innerWidth');
    assert.ok(Number(wider) <= 0, `${where}, ${width}: ${String(wider)} px sideways`);
  }
}

const shows = (page: Page, text: string): Promise<void> =>
  page.getByText(text, { exact: false }).first().waitFor();

await inBrowser((promise) => {
  promise(
    'names that mean harm are text on every page, of 200 tags and 300 custom fields too',
    async ({ server, openAsOwner }) => {
      const { locationId } = server.own;
      const { field, integration } = await fill(server);
      const tab = await openAsOwner();
      const { page } = tab;
      const settings = new SettingsPages(page);
      const at = `/app/l/${locationId}`;

      await page.goto(`${at}/settings/tags`);
      await page.getByText('200 tags').waitFor();
      await shows(page, named('tag', 0));
      await assertText(tab, 'tags');
      await settings.choose(named('tag', 0), 'Delete');
      await page.getByRole('dialog').getByRole('link', { name: '1 contact' }).waitFor();
      await assertText(tab, 'delete a tag');
      await page.getByRole('link', { name: '1 contact' }).click();
      await new ContactsPage(page).has(1);
      await assertText(tab, 'contacts of a tag');

      await page.goto(`${at}/contacts?cols=tags,cf.${field}`);
      await page.getByText('+198').waitFor();
      await page.getByRole('button', { name: 'Columns' }).click();
      await page.getByRole('dialog', { name: 'Columns' }).waitFor();
      await assertText(tab, 'columns');

      await page.goto(`${at}/settings/custom-fields`);
      await page.getByText('300 fields').waitFor();
      await shows(page, named('field', 299));
      await assertText(tab, 'custom fields');
      await settings.choose(named('field', 0), 'Edit');
      await page.getByRole('dialog').getByLabel('Option 1', { exact: true }).waitFor();
      await assertText(tab, 'a custom field');
      await page.goto(`${at}/settings/custom-fields?tab=folders`);
      await shows(page, named('folder', 0));
      await assertText(tab, 'folders');

      await page.goto(`${at}/settings/users`);
      await shows(page, `${named('user', 1)} ${script}`);
      await assertText(tab, 'users');

      await page.goto(`${at}/settings/integrations/private-integrations`);
      await shows(page, named('client', 0));
      await assertText(tab, 'integrations');
      await page.goto(`${at}/settings/integrations/private-integrations/${integration}`);
      await page.getByRole('heading', { level: 1, name: named('client', 0) }).waitFor();
      await assertText(tab, 'an integration');

      await page.goto(`${at}/contacts/deleted`);
      await shows(page, `${script} ${foreign}`);
      await assertText(tab, 'deleted contacts');
    },
    { shared: true },
  );
});
