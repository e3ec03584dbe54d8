import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startServer } from './support/server.ts';
import { withFile } from './support/soundness.ts';

const mebibyte = 1024 * 1024;

test('a page of events ends before it is too large to send, and the next goes on behind it', async (t) => {
  const server = await startServer();
  t.after(() => server.close());
  const { locationId } = server.own;
  const first = await server.call('GET', '/api/events?limit=500');
  const start = String(first.body.meta?.['nextCursor']);
  // Values of 1, 2 or 3 MiB, and one that is larger than a page by itself.
  const sizes = Array.from({ length: 20 }, (_, each) => (each === 9 ? 20 : 1 + (each % 3)));
  const positions = withFile(server.databasePath, (database) => {
    const no = database.prepare('SELECT no FROM locations WHERE id = ?').get(locationId)?.['no'];
    const event = database.prepare(
      `INSERT INTO events (location_no, type, record_id, contact_id, version, at, actor)
       VALUES (?, 'contact.updated', 'x', 'x', 1, 1, '{}') RETURNING position`,
    );
    const values = database.prepare(
      'INSERT INTO event_values (position, before, after) VALUES (?, ?, ?)',
    );
    database
      .prepare(`INSERT INTO event_counts VALUES (?, 'contact.updated', ?)`)
      .run(Number(no), sizes.length);
    const value = (size: number): string => JSON.stringify({ city: 'x'.repeat(size) });
    return sizes.map((size) => {
      const position = Number(event.get(Number(no))?.['position']);
      values.run(position, value((size * mebibyte) / 2), value((size * mebibyte) / 2));
      return position;
    });
  });

  for (const path of ['/api/events', '/api/contacts/x/events']) {
    const seen: string[] = [];
    let after = start;
    let pages = 0;
    for (let more = true; more; pages += 1) {
      const page = await server.call('GET', `${path}?limit=500&after=${after}`);
      assert.equal(page.status, 200);
      const events = page.body.events ?? [];
      assert.ok(events.length > 0, 'a page that says more must hold something');
      assert.ok(page.text.length < 17 * mebibyte || events.length === 1);
      seen.push(...events.map(({ cursor }) => cursor));
      after = String(page.body.meta?.['nextCursor']);
      more = page.body.meta?.['more'] === true;
    }
    assert.ok(pages > 3);
    const decoded = seen.map((each) => JSON.parse(Buffer.from(each, 'base64url').toString()).p);
    assert.deepEqual(decoded, positions);
  }
  const small = await server.call('GET', `/api/events?limit=3&after=${start}`);
  assert.equal(small.body.events?.length, 3);
  assert.equal(small.body.meta?.['more'], true);
  assert.deepEqual(server.faults, []);
});
