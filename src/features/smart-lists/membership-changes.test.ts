import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { sql } from 'kysely';
import { anyChange } from '../../../test/support/contact-arbitraries.ts';
import { given, putCommand } from '../../../test/support/storage-fixtures.ts';
import { temporaryDatabase } from '../../../test/support/temporary.ts';
import { createIdSource } from '../../lib/ids.ts';
import { AppError } from '../../errors/app-error.ts';
import type { CommandContext, Engine } from '../../storage/engine.ts';
import { commandRegistry } from '../../storage/sqlite/group-writer.ts';
import { openInlineEngine } from '../../storage/sqlite/inline-engine.ts';
import type { ContactChange } from '../contacts/contact-body.ts';
import { lastPosition } from '../events/events.ts';
import { contactTerms } from '../contacts/index/contact-terms.ts';
import { searchContactsQuery } from '../contacts/search/search-contacts.ts';
import {
  createContactCommand,
  deleteContactCommand,
  updateContactCommand,
} from '../contacts/write/contact-commands.ts';
import { eraseContactCommand } from '../contacts/deleted/erase-contact.ts';
import { restoreContactCommand } from '../contacts/deleted/restore-contact.ts';
import { createFieldCommand } from '../custom-fields/custom-field-commands.ts';
import { type ListLocation, toListSearch } from './list-search.ts';
import {
  type MembershipChange,
  type MembershipChanges,
  changesOf,
  mostWalked,
} from './membership-changes.ts';

const actor = { kind: 'cli', id: 'test', name: 'test' } as const;
const contacts = 4;
const commands = commandRegistry(
  [
    putCommand,
    createContactCommand,
    updateContactCommand,
    deleteContactCommand,
    restoreContactCommand,
    eraseContactCommand,
    createFieldCommand,
  ],
  contactTerms,
);

type Step = {
  contact: number;
  what: 'change' | 'delete' | 'restore' | 'erase';
  change: ContactChange;
};
type Filter = Record<string, unknown>;

const filter = (field: string, operator: string, value?: unknown): Filter =>
  value === undefined ? { field, operator } : { field, operator, value };
const leaf = fc.constantFrom(
  filter('firstName', 'eq', ['jane', 'zoe']),
  filter('lastName', 'not_contains', 'a'),
  filter('tags', 'eq', 'vip'),
  filter('tags', 'not_contains', 'o'),
  filter('tags', 'exists'),
  filter('email', 'exists'),
  filter('phone', 'contains', '555'),
  filter('city', 'not_exists'),
  filter('followers', 'eq', 'jane'),
  filter('dnd', 'eq', true),
  filter('assignedTo', 'exists'),
  filter('dateOfBirth', 'range', { gt: '1995-01-01' }),
  filter('customFields.text', 'contains', 'a'),
  filter('customFields.number', 'range', { gte: 1 }),
  filter('dateUpdated', 'range', { gte: 3000, lt: 9000 }),
  filter('dateUpdated', 'range', { lt: 12_000 }),
  filter('dateUpdated', 'range', { lt: 18_000 }),
  filter('dateAdded', 'range', { gte: 2000 }),
);
const view = fc.record({
  filters: fc.array(
    fc.oneof(
      leaf,
      fc.array(leaf, { maxLength: 3 }).map((filters) => ({ group: 'OR', filters })),
    ),
    { maxLength: 2 },
  ),
  query: fc.constantFrom(null, null, 'jane', 'vip', '555', 'janex', 'zoekl'),
  fuzzy: fc.boolean(),
});
const steps = fc.array(
  fc.nat(contacts - 1).chain((contact) =>
    fc.record({
      contact: fc.constant(contact),
      what: fc.oneof(
        { weight: 12, arbitrary: fc.constant('change' as const) },
        { weight: 3, arbitrary: fc.constantFrom('delete' as const, 'restore' as const) },
        { weight: 1, arbitrary: fc.constant('erase' as const) },
      ),
      change: anyChange(contact),
    }),
  ),
  { minLength: 15, maxLength: 40 },
);

/** Who was in the list once a step was done. */
type Moment = { position: number; inside: ReadonlySet<string> };
type Place = {
  engine: Engine;
  location: ListLocation;
  fieldIds: ReadonlyMap<string, string>;
  made: Set<string>;
};

const at = (now: number): CommandContext => ({ now, traceId: 't', actor });

async function place(engine: Engine, no: number): Promise<Place> {
  const location = { no, id: `l${no}`, country: 'US' };
  await engine.run(putCommand, given(location.id), at(0));
  const fieldIds = new Map<string, string>();
  for (const [name, dataType] of [
    ['text', 'TEXT'],
    ['number', 'NUMERICAL'],
  ] as const) {
    const change = { name, dataType, details: {} };
    const { value } = await engine.run(createFieldCommand, { locationNo: no, change }, at(0));
    fieldIds.set(name, value.id);
  }
  return { engine, location, fieldIds, made: new Set() };
}

/** Does what can be done to the contact as it is. */
async function take(
  { engine, location, fieldIds, made }: Place,
  step: Step,
  now: number,
): Promise<void> {
  const { no: locationNo, id: locationId, country } = location;
  const id = `contact${step.contact}`;
  const customFields = step.change.customFields?.map((each) => ({
    ...each,
    id: fieldIds.get(each.id) ?? each.id,
  }));
  const change = { ...step.change, ...(customFields && { customFields }) };
  const of = { locationNo, id };
  const run = async (): Promise<unknown> => {
    if (step.what === 'delete') {
      return engine.run(deleteContactCommand, { ...of, ifVersion: null }, at(now));
    }
    if (step.what === 'restore') {
      return engine.run(restoreContactCommand, { ...of, restoreMs: 1e9 }, at(now));
    }
    if (step.what === 'erase') return engine.run(eraseContactCommand, of, at(now));
    if (made.has(id)) {
      const update = { ...of, country, change, ifVersion: null };
      return engine.run(updateContactCommand, update, at(now));
    }
    made.add(id);
    return engine.run(createContactCommand, { ...of, locationId, country, change }, at(now));
  };
  try {
    await run();
  } catch (error) {
    // Of one that is deleted or was not made yet.
    if (!(error instanceof AppError) || error.code !== 'contact_not_found') throw error;
  }
}

test('who entered and left since any event is what the searches of then and now found', async (t) => {
  const newId = createIdSource({ now: () => 1 });
  const engine = openInlineEngine({ path: temporaryDatabase(t), commands, newId });
  t.after(() => engine.close());
  let locations = 0;
  let told = 0;
  await fc.assert(
    fc.asyncProperty(steps, view, fc.nat(5), fc.integer({ min: 1, max: 4 }), async (...given) => {
      const [taken, { filters, query, fuzzy }, from, limit] = given;
      locations += 1;
      const where = await place(engine, locations);
      const { location } = where;
      const list = { filters, query, fuzzy, sort: [], holdsSince: 0 };
      const moments: Moment[] = [];
      for (const [index, step] of taken.entries()) {
        await take(where, step, 1000 * (index + 1));
        const search = await toListSearch(engine.read, location, list, { limit: 100, now: 0 });
        const input = { ...search, locationNo: location.no };
        const { rows } = await engine.query(searchContactsQuery, input);
        const position = await lastPosition(engine.read);
        moments.push({ position, inside: new Set(rows.map(({ id }) => id)) });
      }
      const start = moments[from % moments.length];
      assert.ok(start);
      const changes: MembershipChange[] = [];
      for (let { position: after } = start, more = true; more; ) {
        const input = { location, list, after, limit };
        const page = await engine.query({ name: 'test', run: changesOf }, input);
        assert.ok(page.changes.length <= limit && (page.upTo > after || !page.more));
        changes.push(...page.changes);
        ({ upTo: after, more } = page);
      }
      told += changes.length;
      const erased = new Set(
        changes.filter(({ change }) => change === 'erased').map(({ contactId }) => contactId),
      );
      const kept = (ids: Iterable<string>): Set<string> =>
        new Set([...ids].filter((id) => !erased.has(id)));
      const inside = new Set(start.inside);
      for (const { position, inside: found } of moments) {
        while (changes[0] && changes[0].position <= position) {
          const change = changes.shift();
          assert.ok(change);
          const { contactId } = change;
          if (change.change === 'entered') {
            assert.ok(!inside.has(contactId));
            inside.add(contactId);
          } else if (change.change === 'left') assert.ok(inside.delete(contactId));
          else inside.delete(contactId);
        }
        if (position < start.position) continue;
        assert.deepEqual(kept(inside), kept(found));
      }
      assert.deepEqual(inside, moments.at(-1)?.inside);
    }),
    { numRuns: 60 },
  );
  assert.ok(told > 100, `${told} changes`);
});

test('a page ends before a contact that takes too much to read, and of that one alone it is said', async (t) => {
  const newId = createIdSource({ now: () => 1 });
  const engine = openInlineEngine({ path: temporaryDatabase(t), commands, newId });
  t.after(() => engine.close());
  const { location } = await place(engine, 1);
  const create = async (id: string): Promise<void> => {
    const input = { locationNo: 1, locationId: location.id, id, country: 'US' };
    await engine.run(createContactCommand, { ...input, change: { text: { city: 'a' } } }, at(1));
  };
  await create('quiet');
  await create('busy');
  const before = JSON.stringify({ city: 'a' });
  await sql`insert into events (location_no, type, record_id, contact_id, version, at, actor)
    with recursive n(i) as (select 2 union all select i + 1 from n where i <= ${mostWalked})
    select 1, 'contact.updated', 'busy', 'busy', i, 2, '{}' from n`.execute(engine.read.db);
  await sql`insert into event_values
    select position, ${before}, ${before} from events where contact_id = 'busy' and version > 1`.execute(
    engine.read.db,
  );
  await sql`update event_counts set count = ${mostWalked} where type = 'contact.updated'`.execute(
    engine.read.db,
  );
  const list = { filters: [], query: null, fuzzy: false, sort: [], holdsSince: 0 };
  const ask = (after: number): Promise<MembershipChanges> =>
    engine.query({ name: 'test', run: changesOf }, { location, list, after, limit: 10 });
  const { changes, upTo, more } = await ask(0);
  assert.partialDeepStrictEqual(changes, [{ change: 'entered', contactId: 'quiet' }]);
  assert.deepEqual([changes.length, more], [1, true]);
  await assert.rejects(
    ask(upTo),
    (error) =>
      error instanceof AppError &&
      error.code === 'changes_unknown' &&
      error.publicMessage.startsWith('Contact busy has changed too often since after'),
  );
});
