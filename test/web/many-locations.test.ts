import assert from 'node:assert/strict';
import { inBrowser } from './app.ts';

/** More than a session names. */
const count = 105;

await inBrowser((promise) => {
  promise(
    'an address leads to its location, however many there are; one of no location to the first',
    async ({ server, openAsOwner }) => {
      const { page } = await openAsOwner();
      let last = '';
      for (let each = 1; each <= count; each += 1) {
        const body = { name: `Branch ${each}`, companyId: 'company' };
        const token = server.managementToken;
        const made = await server.call('POST', '/locations/', { token, body });
        assert.equal(made.status, 200, made.text);
        last = String(made.body['id']);
      }
      await page.goto(`/app/l/${last}/tasks`);
      await page.getByRole('heading', { level: 1, name: 'Tasks' }).waitFor();
      await page.getByText(`Branch ${count}`, { exact: true }).waitFor();
      await page.evaluate(`localStorage.setItem('location', '${last}')`);
      await page.goto('/app/');
      await page.getByText(`Branch ${count}`, { exact: true }).waitFor();
      await page.route('**/locations/**', (route) => route.abort());
      await page.goto(`/app/l/${last}/settings/business-profile`);
      await page.getByRole('alert').waitFor({ timeout: 20_000 });
      await page.unrouteAll();
      await page.evaluate("localStorage.removeItem('location')");
      await page.goto('/app/l/0VcUc0FMOTWl1aZ7A6xj/tasks');
      await page.getByRole('heading', { level: 1, name: 'Contacts' }).waitFor();
      assert.match(page.url(), new RegExp(`/l/${server.own.locationId}/contacts`));
    },
  );
});
