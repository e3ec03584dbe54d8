import assert from 'node:assert/strict';
import type { TestServer } from '../support/server.ts';
import type { ContactPage } from './pages/contact.ts';
import { type ContactsPage, makeContact, readContact } from './pages/contacts.ts';
import type { Hand } from './pages/hand.ts';
import { SettingsPages } from './pages/settings.ts';

type Doing = { hand: Hand; server: TestServer; list: ContactsPage; contact: ContactPage };

export type EverydayTask = {
  name: string;
  /** The shortest way that HighLevel documents; what its pages leave open is read as the shorter one. */
  highLevel: { steps: readonly string[]; source: string };
  /** Where both begin. */
  from: 'list' | 'contact';
  /** In moves that are counted; resolves once it is done. */
  ours(doing: Doing): Promise<void>;
  /** What shows that it was done. */
  proof?(doing: Doing & { id: string }): Promise<void>;
};

export const jane = {
  firstName: 'Jane',
  lastName: 'Smith',
  email: 'jane@example.com',
  phone: '+12025550100',
  city: 'Austin',
  tags: ['lead'],
};

/** Articles of help.gohighlevel.com by their numbers. */
const contactDetail = 'contact detail: 155000006651, 155000007588';
const contactList = 'list and bulk actions: 155000006504, 48001062094, 155000007530, 155000004497';

/** What people do all day. A typed text is one move, here and there. */
export const everydayTasks: readonly EverydayTask[] = [
  {
    name: 'Find a contact and open it',
    highLevel: {
      steps: ['click Search Contacts', 'type the name', 'click the contact'],
      source: contactList,
    },
    from: 'list',
    ours: async ({ hand, contact }) => {
      await hand.press('Control+k');
      await hand.page.getByRole('combobox', { name: 'Search or jump to…' }).waitFor();
      await hand.type('jane smith');
      await hand.page.getByRole('option', { name: /Jane Smith/ }).waitFor();
      await hand.press('Enter');
      await contact.is('Jane Smith');
    },
  },
  {
    name: 'Add a contact',
    highLevel: {
      steps: [
        'click Add Contact',
        'type the first name',
        'press Tab',
        'type the last name',
        'press Tab',
        'type the e-mail',
        'click Save',
      ],
      source: contactList,
    },
    from: 'list',
    ours: async ({ hand, list }) => {
      await hand.press('c');
      await hand.page.getByLabel('First name').and(hand.page.locator(':focus')).waitFor();
      await hand.type('Ruth');
      await hand.press('Tab');
      await hand.type('García');
      await hand.press('Tab');
      await hand.type('ruth@example.com');
      await hand.press('Enter');
      await list.row('Ruth García').waitFor();
    },
  },
  {
    name: 'Edit a phone number',
    highLevel: {
      steps: [
        'click the contact',
        'click Phone',
        'press Ctrl+A',
        'type the number',
        'click elsewhere: Auto-Save is on',
      ],
      source: contactDetail,
    },
    from: 'list',
    ours: async ({ hand, list }) => {
      await hand.click(await list.cell('Jane Smith', 'Phone'));
      await hand.type('+12025550199');
      await hand.press('Enter');
      await list.toast('Phone of Jane Smith changed').waitFor();
    },
    proof: async ({ server, id }) => {
      assert.equal((await readContact(server, id))['phone'], '+12025550199');
    },
  },
  {
    name: 'Add a tag to three contacts',
    highLevel: {
      steps: [
        'tick the first',
        'tick the second',
        'tick the third',
        'click Add tag',
        'type an Action Name',
        'choose the tag',
        'confirm',
      ],
      source: contactList,
    },
    from: 'list',
    ours: async ({ hand, list }) => {
      for (const name of ['Jane Smith', 'Kai Wang', 'Amara Okafor']) {
        await hand.click(list.row(name).getByRole('checkbox'));
      }
      await hand.click(hand.page.getByRole('button', { name: 'Add tag' }));
      await hand.page.getByRole('combobox', { name: 'Add tag' }).waitFor();
      await hand.type('vip');
      await hand.page.getByRole('option', { name: /vip/ }).waitFor();
      await hand.press('Enter');
      await list.toast('vip added to 3 contacts').waitFor();
    },
    proof: async ({ server, id }) => {
      assert.deepEqual((await readContact(server, id))['tags'], ['lead', 'vip']);
    },
  },
  {
    name: 'Filter by tag and city',
    highLevel: {
      steps: [
        'click Advanced Filters',
        'choose the field Tag',
        'choose the operator',
        'choose the tag',
        'click Add Nested Filter',
        'choose the field City',
        'choose the operator',
        'type the city',
        'click Apply',
      ],
      source: contactList,
    },
    from: 'list',
    ours: async ({ hand, list }) => {
      const { page } = hand;
      const option = (name: string) => page.getByRole('option', { name, exact: true });
      const add = page.getByRole('button', { name: 'Filter', exact: true });
      await hand.click(add);
      await hand.click(option('Tags'));
      await hand.click(option('lead'));
      await hand.press('Tab');
      await page.getByRole('group', { name: 'Tags is lead' }).waitFor();
      await hand.click(add);
      await hand.click(option('City'));
      await page.getByLabel('Value', { exact: true }).waitFor();
      await hand.type('Austin');
      await hand.press('Enter');
      await list.has(1);
    },
  },
  {
    name: 'Write a note',
    highLevel: {
      steps: ['click Notes', 'click Add Note', 'type the note', 'click Save'],
      source: contactDetail,
    },
    from: 'contact',
    ours: async ({ hand, contact }) => {
      await hand.press('n');
      await focused(hand, 'Write a note');
      await hand.type('Called, wants an offer');
      await hand.press('Control+Enter');
      await contact.notes.getByText('Called, wants an offer').waitFor();
    },
  },
  {
    name: 'Add a task that is due tomorrow',
    highLevel: {
      steps: ['click Tasks', 'click Add Task', 'type the title', 'type the due date', 'click Save'],
      source: contactDetail,
    },
    from: 'contact',
    ours: async ({ hand, contact }) => {
      await hand.press('t');
      await focused(hand, 'Title');
      await hand.type('Send the offer');
      await hand.press('Enter');
      await contact.tasks.getByRole('checkbox', { name: 'Send the offer' }).waitFor();
    },
    proof: async ({ server, id }) => {
      const { body } = await server.call('GET', `/contacts/${id}/tasks`);
      const [task] = body['tasks'] as { dueDate: string }[];
      const tomorrow = new Date();
      tomorrow.setDate(tomorrow.getDate() + 1);
      assert.equal(new Date(task?.dueDate ?? '').toDateString(), tomorrow.toDateString());
    },
  },
  {
    name: 'Assign an owner',
    highLevel: {
      steps: ['click Owner', 'choose the user: Auto-Save is on'],
      source: contactDetail,
    },
    from: 'contact',
    ours: async ({ hand, contact }) => {
      await hand.click(contact.field('Owner'));
      await hand.click(hand.page.getByRole('dialog').getByRole('option', { name: 'Ada Byron' }));
      await hand.page.getByText('Owner of Jane Smith changed').waitFor();
    },
    proof: async ({ server, id }) => {
      assert.ok((await readContact(server, id))['assignedTo']);
    },
  },
  {
    name: 'Delete a contact, and restore it',
    highLevel: {
      steps: [
        'tick the contact',
        'click Delete',
        'type DELETE',
        'confirm',
        'click ⋮',
        'click Restore',
        'tick the contact',
        'click Restore',
        'confirm',
      ],
      source: `${contactList}; Restore: 48001211386`,
    },
    from: 'list',
    ours: async ({ hand, list }) => {
      await hand.click(list.row('Jane Smith').getByRole('checkbox'));
      await hand.click(hand.page.getByRole('button', { name: 'Delete', exact: true }));
      await list.toast('Jane Smith deleted').waitFor();
      await hand.click(hand.page.getByRole('link', { name: 'Deleted contacts' }));
      const row = new SettingsPages(hand.page).tableRow('Deleted contacts', 'Jane Smith');
      await hand.click(row.getByRole('button', { name: /^Restore/ }));
      await hand.page.getByText('Jane Smith is restored').first().waitFor();
    },
    proof: async ({ server, id }) => {
      assert.equal((await server.call('GET', `/contacts/${id}`)).status, 200);
    },
  },
  {
    name: 'Create a Private Integration, and copy its token',
    highLevel: {
      steps: [
        'click Settings',
        'click Private Integrations',
        'click Create new Integration',
        'type the name',
        'click Next',
        'choose the scope',
        'click Create',
        'click Copy',
      ],
      source: 'Private Integrations: 155000003054',
    },
    from: 'list',
    ours: async ({ hand }) => {
      const { page } = hand;
      const settings = new SettingsPages(page);
      await hand.click(page.getByRole('link', { name: 'Private Integrations' }));
      await hand.click(page.getByRole('link', { name: 'Create New Integration' }));
      await hand.click(page.getByLabel('Name'));
      await hand.type('Contact API Access');
      await hand.click(page.getByRole('switch', { name: 'contacts' }));
      await hand.click(page.getByRole('button', { name: 'Save' }));
      await hand.click(page.getByRole('button', { name: 'Copy token' }));
      await page.getByRole('status').getByText('Copied').waitFor({ state: 'attached' });
      assert.match(await settings.copied(), /^pit-/);
    },
  },
];

async function focused({ page }: Hand, label: string): Promise<void> {
  await page.getByLabel(label, { exact: true }).and(page.locator(':focus')).waitFor();
}

/** Three people, of whom one is in question. */
export async function peopleOf(server: TestServer): Promise<string> {
  await makeContact(server, { firstName: 'Kai', lastName: 'Wang', tags: ['lead'], city: 'Bern' });
  await makeContact(server, { firstName: 'Amara', lastName: 'Okafor', city: 'Lagos' });
  return makeContact(server, jane);
}
