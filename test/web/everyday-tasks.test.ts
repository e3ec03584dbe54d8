import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { inBrowser } from './app.ts';
import { everydayTasks, peopleOf } from './everyday-tasks.ts';
import { ContactPage } from './pages/contact.ts';
import { ContactsPage } from './pages/contacts.ts';
import { Hand } from './pages/hand.ts';

const page = readFileSync(join(import.meta.dirname, '..', '..', 'docs', 'app.md'), 'utf8');

const counted: string[] = [];

await inBrowser((promise) => {
  for (const task of everydayTasks) {
    promise(
      `${task.name}: no more clicks and keys than HighLevel documents`,
      async ({ server, openAsOwner }) => {
        const { locationId } = server.own;
        const id = await peopleOf(server);
        const tab = await openAsOwner();
        const list = new ContactsPage(tab.page);
        const contact = new ContactPage(tab.page);
        if (task.from === 'list') {
          await list.open(locationId);
          await list.has(3);
        } else {
          await contact.open(locationId, id);
          await contact.field('Owner').waitFor();
        }
        const hand = new Hand(tab.page);
        await task.ours({ hand, server, list, contact });
        await task.proof?.({ hand, server, list, contact, id });

        const theirs = task.highLevel.steps.length;
        const ours = hand.moves.length;
        assert.ok(ours <= theirs, `${ours} moves, not ${theirs}: ${hand.moves.join(', ')}`);
        const row = `| ${task.name} | ${ours} | ${theirs} |`;
        counted.push(row);
        assert.ok(page.includes(row), `docs/app.md lacks: ${row}`);
      },
      { shared: true },
    );
  }
});

test('the moves of all everyday tasks, here and there', (t) => {
  for (const row of counted) t.diagnostic(row);
});
