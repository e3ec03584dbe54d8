import assert from 'node:assert/strict';
import { test } from 'node:test';
import { beforeEvent } from './contact-history.ts';

const iso = (ms: number): string => new Date(ms).toISOString();
const body = {
  id: 'c',
  locationId: 'l',
  type: 'lead',
  dnd: false,
  customFields: [],
  dateAdded: iso(1),
  dateUpdated: iso(9),
  createdBy: { source: 'CLI', channel: 'APP', sourceId: 'test', timestamp: iso(1) },
};
const changed = {
  position: 3,
  type: 'contact.updated',
  at: 9,
  before: JSON.stringify({ city: null }),
  after: JSON.stringify({ city: 'Rome' }),
};

test('before a change a contact had been changed at the event before, a restored one before its deletion', () => {
  const now = { body: { ...body, city: 'Rome' }, tags: [] };
  const older = { position: 2, type: 'contact.updated', at: 5, before: '{}', after: '{}' };
  const restored = {
    position: 2,
    type: 'contact.restored',
    at: 7,
    before: null,
    after: JSON.stringify({ ...body, dateUpdated: iso(4), tags: [] }),
  };
  for (const [event, dateUpdated] of [
    [older, iso(5)],
    [restored, iso(4)],
  ] as const) {
    const before = beforeEvent(now, changed, event);
    assert.deepEqual(before, { body: { ...body, dateUpdated }, tags: [] });
  }
});
