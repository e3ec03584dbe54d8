import assert from 'node:assert/strict';
import { inBrowser } from './app.ts';
import { makeContact } from './pages/contacts.ts';
import { TasksPage, inHours, makeTask, readTask } from './pages/tasks.ts';

const jane = { firstName: 'Jane', lastName: 'Smith', email: 'jane@example.com' };

await inBrowser((promise) => {
  promise(
    'the tasks of all contacts stand by when they are due; views, person and words narrow them',
    async ({ server, openAsOwner }) => {
      const contactId = await makeContact(server, jane);
      const other = await makeContact(server, { companyName: 'Acme' });
      await makeTask(server, contactId, { title: 'Late', dueDate: inHours(-50) });
      await makeTask(server, other, {
        title: 'Far',
        dueDate: inHours(24 * 40),
        assignedTo: 'gone',
      });
      await makeTask(server, contactId, { title: 'Soon', dueDate: inHours(24 * 4), body: 'Wine' });
      await makeTask(server, contactId, { title: 'Old', dueDate: inHours(-90), completed: true });
      const { page } = await openAsOwner();
      await page.goto(`/app/l/${server.own.locationId}/contacts`);
      await page.getByRole('heading', { level: 1, name: 'Contacts' }).waitFor();
      await page.keyboard.press('g');
      await page.keyboard.press('k');
      const tasks = new TasksPage(page);
      await tasks.has(3);
      assert.deepEqual(await tasks.titles(), ['Late', 'Soon', 'Far']);
      assert.deepEqual(await tasks.headings(), ['Overdue', 'In the next seven days', 'Later']);
      await tasks.row('Late').getByText('Overdue').waitFor();
      await tasks.row('Far').getByRole('link', { name: 'Acme' }).waitFor();
      await tasks.row('Far').getByText('Somebody who is gone').waitFor();
      await tasks.show('Overdue');
      await tasks.has(1);
      assert.deepEqual(await tasks.titles(), ['Late']);
      await page.reload();
      await tasks.has(1);
      await tasks.show('Upcoming');
      await tasks.has(2);
      await tasks.show('Done');
      await tasks.has(1);
      assert.deepEqual(await tasks.titles(), ['Old']);
      await tasks.show('Today');
      await page.getByRole('heading', { name: 'Nothing more today' }).waitFor();
      await tasks.show('To do');
      await tasks.has(3);
      await page.keyboard.press('/');
      await page.keyboard.type('wine');
      await tasks.has(1);
      assert.deepEqual(await tasks.titles(), ['Soon']);
      await page.waitForURL(/q=wine/);
      await page.getByLabel('Assigned to').selectOption({ label: 'Me' });
      await page.getByRole('heading', { name: 'No task matches' }).waitFor();
      await page.getByRole('button', { name: 'Show all' }).click();
      await tasks.has(3);
      await tasks.row('Late').getByRole('link', { name: 'Jane Smith' }).click();
      await page.getByRole('heading', { level: 1, name: 'Jane Smith' }).waitFor();
    },
    { shared: true },
  );

  promise(
    'by keys a task is added, completed, edited and deleted, and each is undone',
    async ({ server, openAsOwner }) => {
      const contactId = await makeContact(server, jane);
      const id = await makeTask(server, contactId, { title: 'Send wine', assignedTo: 'gone' });
      await makeTask(server, contactId, { title: 'Call', dueDate: inHours(72) });
      const { page } = await openAsOwner();
      const tasks = new TasksPage(page);
      await tasks.open(server.own.locationId);
      await tasks.has(2);
      await tasks.done('Send wine').focus();
      await page.keyboard.press('Space');
      await tasks.has(1);
      assert.equal((await readTask(server, contactId, id))['completed'], true);
      const isFocused = await tasks.done('Call').evaluate((box) => box.matches(':focus'));
      assert.equal(isFocused, true);
      await tasks.undo('“Send wine” is done');
      await tasks.has(2);
      assert.equal((await readTask(server, contactId, id))['completed'], false);

      await tasks.row('Send wine').getByRole('button', { name: 'Send wine', exact: true }).focus();
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('ArrowUp');
      await page.keyboard.press('Enter');
      const dialog = page.getByRole('dialog', { name: 'Edit task' });
      await dialog.getByLabel('Title').fill('');
      await page.keyboard.press('Enter');
      await dialog.getByText('A title is needed.').waitFor();
      await dialog.getByLabel('Title').fill('Send red wine');
      await dialog.getByLabel('Time').fill('14:30');
      await page.keyboard.press('Enter');
      await tasks.row('Send red wine').getByText('14:30').waitFor();
      const changed = await readTask(server, contactId, id);
      assert.deepEqual([changed['title'], changed['assignedTo']], ['Send red wine', 'gone']);
      await tasks.undo('“Send red wine” changed');
      await tasks.row('Send wine').waitFor();

      await tasks.row('Send wine').getByRole('button', { name: 'Delete Send wine' }).press('Enter');
      await tasks.has(1);
      await tasks.undo('“Send wine” deleted');
      await tasks.has(2);

      await page.getByRole('heading', { level: 1 }).focus();
      await page.keyboard.press('t');
      const adding = page.getByRole('dialog', { name: 'Add task' });
      await adding.getByLabel('Title').fill('Write');
      await page.keyboard.press('Enter');
      await adding.getByText('A task is of a contact.').waitFor();
      await adding.getByLabel('Contact').click();
      await page.getByPlaceholder('Name, email or phone').fill('smith');
      await page.getByRole('option', { name: 'Jane Smith · jane@example.com' }).click();
      await adding.getByRole('button', { name: 'Today' }).click();
      await adding.getByLabel('Assigned to').selectOption({ label: 'Ada Byron' });
      await adding.getByRole('button', { name: 'Add task' }).click();
      await tasks.has(3);
      await tasks.row('Write').getByText('Ada Byron').waitFor();
      assert.deepEqual(await tasks.headings(), ['Today', 'In the next seven days']);
      await tasks.undo('“Write” added');
      await tasks.has(2);
    },
    { shared: true },
  );

  promise(
    'more than a page is paged through, and what others do shows',
    async ({ server, openAsOwner }) => {
      const contactId = await makeContact(server, jane);
      const make = (at: number): Promise<string> =>
        makeTask(server, contactId, { title: `Task ${at}`, dueDate: inHours(30 + at) });
      for (let at = 0; at < 130; at += 1) await make(at);
      const { page } = await openAsOwner();
      const tasks = new TasksPage(page);
      await tasks.open(server.own.locationId);
      await tasks.has(130);
      await page.getByText('Live', { exact: true }).waitFor();
      assert.equal((await tasks.titles()).length, 100);
      await page.getByRole('button', { name: 'Show more' }).click();
      await page.getByText('130 of 130').waitFor();
      assert.equal(new Set(await tasks.titles()).size, 130);
      await makeTask(server, contactId, { title: 'From elsewhere', dueDate: inHours(1) });
      await tasks.row('From elsewhere').waitFor();
      await server.call('DELETE', `/contacts/${contactId}`);
      await page.getByRole('heading', { name: 'Nothing to do' }).waitFor();
    },
    { shared: true },
  );

  promise(
    'hostile titles, names and notes are text, and what the server refuses is said',
    async ({ server, openAsOwner }) => {
      const script = '<img src=x onerror=alert(1)>';
      const contactId = await makeContact(server, {
        firstName: script,
        lastName: '\u202Eمريم 👩‍🚀',
      });
      const title = `${script} ${'x'.repeat(900)}`;
      await makeTask(server, contactId, {
        title,
        body: `<script>alert(2)</script>${'y'.repeat(9000)}`,
      });
      const { page } = await openAsOwner({ width: 360, height: 740 });
      const tasks = new TasksPage(page);
      await tasks.open(server.own.locationId);
      await tasks.has(1);
      assert.equal(await page.locator('img, #root script').count(), 0);
      const wider = await page.evaluate('document.documentElement.scrollWidth - innerWidth');
      assert.ok(Number(wider) <= 0);
      await page.route('**/contacts/*/tasks/*', (route) =>
        route.fulfill({ status: 500, json: { message: 'It went wrong.', traceId: 'trace' } }),
      );
      await page.getByRole('checkbox').click();
      await page.getByText('It went wrong.').waitFor();
      assert.equal(await page.getByRole('checkbox').getAttribute('aria-checked'), 'false');
    },
    { shared: true },
  );
});
