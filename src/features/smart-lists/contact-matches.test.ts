import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { anyChange, anyCondition } from '../../../test/support/contact-arbitraries.ts';
import { given, putCommand } from '../../../test/support/storage-fixtures.ts';
import { temporaryDatabase } from '../../../test/support/temporary.ts';
import { createIdSource } from '../../lib/ids.ts';
import { commandRegistry } from '../../storage/sqlite/group-writer.ts';
import { openInlineEngine } from '../../storage/sqlite/inline-engine.ts';
import { contactTerms } from '../contacts/index/contact-terms.ts';
import { searchContactsQuery } from '../contacts/search/search-contacts.ts';
import { createContactCommand } from '../contacts/write/contact-commands.ts';
import { findContactState } from '../contacts/write/contacts.ts';
import { type Condition, type ContactState, isFound } from './contact-matches.ts';

const newId = createIdSource({ now: () => 1 });
const actor = { kind: 'cli', id: 'test', name: 'test' } as const;
const page = {
  sort: [{ key: 'date_added' as const, direction: 'asc' as const }],
  after: null,
  pagesBefore: 0,
  limit: 500,
};

test('what a condition finds of a contact is what the search finds, for any tree and any contact', async (t) => {
  const commands = commandRegistry([putCommand, createContactCommand], contactTerms);
  const engine = openInlineEngine({ path: temporaryDatabase(t), commands, newId });
  t.after(() => engine.close());
  const context = { now: 1000, traceId: 't', actor };
  await engine.run(putCommand, given('l'), context);
  const states: ContactState[] = [];
  for (let own = 0; own < 60; own += 1) {
    const [change] = fc.sample(anyChange(own), { numRuns: 1, seed: own });
    assert.ok(change);
    const id = newId();
    const input = { locationNo: 1, locationId: 'l', id, country: 'US', change };
    await engine.run(createContactCommand, input, { ...context, now: 1000 + own * 50 });
    const state = await findContactState(engine.read, 1, id);
    assert.ok(state);
    states.push(state);
  }
  const found = async (condition: Condition): Promise<Set<string>> => {
    const { rows } = await engine.query(searchContactsQuery, { locationNo: 1, condition, page });
    return new Set(rows.map(({ id }) => id));
  };
  let some = 0;
  await fc.assert(
    fc.asyncProperty(anyCondition, async (condition) => {
      const decided = states.filter((state) => isFound(condition, state));
      if (decided.length > 0 && decided.length < states.length) some += 1;
      const ids = new Set(decided.map(({ body }) => body.id));
      assert.deepEqual(ids, await found(condition));
    }),
    { numRuns: 1500 },
  );
  assert.ok(some > 300, `${some} conditions found some contacts and not all`);
});
