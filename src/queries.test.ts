import assert from 'node:assert/strict';
import { test } from 'node:test';
import { temporaryDatabase } from '../test/support/temporary.ts';
import { searchContactsQuery } from './features/contacts/search/search-contacts.ts';
import { toCondition } from './features/contacts/search/search-filters.ts';
import { noFieldDefinitions } from './features/custom-fields/field-definitions.ts';
import { commandRegistry } from './storage/sqlite/group-writer.ts';
import { openInlineEngine } from './storage/sqlite/inline-engine.ts';

test('every query and command has a name of its own, and is listed once', async () => {
  // They are loaded on threads of their own, where a name listed twice would only be logged.
  const { queries } = await import('./queries.ts');
  const { commands } = await import('./commands.ts');
  assert.ok(queries.size > 0);
  assert.ok(commands.get('contacts.create'));
});

test('a search that folds texts runs without a server, as on its reader threads', async (t) => {
  const path = temporaryDatabase(t);
  const engine = openInlineEngine({ path, commands: commandRegistry([]), newId: () => 'none' });
  t.after(() => engine.close());
  const filters = [{ field: 'city', operator: 'eq', value: 'Zürich' }] as const;
  const condition = toCondition(
    [...filters],
    {},
    {
      country: 'CH',
      timeZone: 'UTC',
      now: Date.UTC(2026, 10, 30, 12),
      fields: noFieldDefinitions,
    },
  );
  const sort = [{ key: 'business_name', direction: 'asc' }] as const;
  const page = { sort: [...sort], after: null, pagesBefore: 0, limit: 20 };
  const found = await engine.query(searchContactsQuery, { locationNo: 1, condition, page });
  assert.deepEqual(found, { rows: [], more: false, full: false, total: 0 });
});
