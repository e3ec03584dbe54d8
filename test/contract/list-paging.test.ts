import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { clockAt } from '../support/clock.ts';
import { contactOf, idsOf } from '../support/answers.ts';
import { type Answer, type TestServer, startServer } from '../support/server.ts';

const clock = clockAt(Date.parse('2026-03-07T12:00:00Z'));
const count = 25;
let server: TestServer;
let locationId = '';
/** As they were made: three to a millisecond. */
const made: string[] = [];
const create = async (body: object = {}): Promise<string> =>
  contactOf(await server.call('POST', '/contacts', { body: { locationId, ...body } }), 201).id;
before(async () => {
  server = await startServer({ clock });
  ({ locationId } = server.own);
  for (let each = 0; each < count; each += 1) {
    if (each % 3 === 0) clock.advance(1);
    made.push(await create({ firstName: `N${each}`, tags: each % 2 === 0 ? ['even'] : ['odd'] }));
  }
});
after(() => server.close());

const newestFirst = (): string[] => made.toReversed();
const list = (search = ''): Promise<Answer> =>
  server.call('GET', `/contacts/?locationId=${locationId}${search}`);

/** Follows nextPageUrl as it is until it ends. */
async function walk(search: string, between?: () => Promise<unknown>): Promise<Answer[]> {
  const pages = [await list(search)];
  for (;;) {
    const last = pages.at(-1);
    assert.ok(last?.status === 200, last?.text ?? 'no page');
    const next = last.body.meta?.['nextPageUrl'];
    if (next === null) return pages;
    assert.ok(pages.length <= count, 'the walk has no end');
    assert.ok(typeof next === 'string' && next.startsWith(`${server.baseUrl}/contacts/?`));
    await between?.();
    pages.push(await server.call('GET', next.slice(server.baseUrl.length)));
  }
}

test('a walk gives each contact once, newest first, with the total on every page', async () => {
  for (const limit of [1, 4, 5, 24, 25, 26]) {
    const pages = await walk(`&limit=${limit}`);
    assert.deepEqual(pages.flatMap(idsOf), newestFirst(), `limit ${limit}`);
    assert.equal(pages.length, Math.ceil(count / limit));
    for (const [index, { body }] of pages.entries()) {
      const last = body.contacts?.at(-1);
      assert.ok(last);
      const { nextPageUrl: _url, ...meta } = body.meta ?? {};
      assert.deepEqual(meta, {
        total: count,
        startAfterId: last.id,
        startAfter: Date.parse(String(last['dateAdded'])),
        currentPage: index + 1,
        nextPage: index + 1 < pages.length ? index + 2 : null,
        prevPage: index > 0 ? index : null,
      });
      assert.equal(body['count'], body.contacts?.length);
    }
  }
});

test('a filtered walk keeps its filters, the unknown ones that are searched for too', async () => {
  const even = newestFirst().filter((id) => made.indexOf(id) % 2 === 0);
  const pages = await walk('&tags=even&limit=4&query=n');
  assert.deepEqual(pages.flatMap(idsOf), even);
  for (const { body } of pages) assert.equal(body.meta?.['total'], even.length);
  const tags = await walk('&tags=even&tags=even&limit=10');
  assert.deepEqual(tags.flatMap(idsOf), even);
});

test('a walk meets no contact twice and misses none, while others come and go', async () => {
  const { length } = made;
  const gone = made[20] ?? '';
  let turn = 0;
  const pages = await walk('&limit=5', async () => {
    turn += 1;
    made.push(await create({ firstName: 'Late' }));
    if (turn === 2) await server.call('DELETE', `/contacts/${gone}`);
  });
  const walked = pages.flatMap(idsOf);
  assert.equal(new Set(walked).size, walked.length);
  const old = newestFirst().slice(made.length - length);
  assert.deepEqual(walked, old);
  made.splice(made.indexOf(gone), 1);
  assert.equal((await list()).body.meta?.['total'], made.length);
});

test('a page can be had by the cursor alone, by the id alone, or by its number', async () => {
  const ids = newestFirst();
  const first = await list('&limit=7');
  const { startAfter, startAfterId } = first.body.meta ?? {};
  const both = await list(`&limit=7&startAfter=${startAfter}&startAfterId=${startAfterId}`);
  assert.deepEqual(idsOf(both), ids.slice(7, 14));
  const byId = await list(`&limit=7&startAfterId=${startAfterId}`);
  assert.deepEqual(idsOf(byId), ids.slice(7, 14));
  const byPage = await list('&limit=7&page=2');
  assert.deepEqual(idsOf(byPage), ids.slice(7, 14));
  assert.equal(byPage.body.meta?.['currentPage'], 2);
  // Each contact carries its own cursor.
  const third = first.body.contacts?.[2];
  assert.ok(third);
  const [at, id] = third['startAfter'] as [number, string];
  const own = await list(`&limit=4&startAfter=${at}&startAfterId=${id}`);
  assert.deepEqual(idsOf(own), ids.slice(3, 7));
});

test('the id of a contact that was deleted since is still a cursor', async () => {
  const id = await create({ firstName: 'Deleted' });
  await server.call('DELETE', `/contacts/${id}`);
  assert.deepEqual(idsOf(await list(`&limit=3&startAfterId=${id}`)), newestFirst().slice(0, 3));
});

test('the id of nothing, or of another location, is no cursor', async () => {
  const { other } = server;
  const body = { locationId: other.locationId };
  const foreign = await server.call('POST', '/contacts', { token: other.token, body });
  for (const id of ['nothing', contactOf(foreign, 201).id]) {
    const answer = await list(`&startAfterId=${id}`);
    assert.equal(answer.status, 422);
    assert.deepEqual(answer.body.fields, [
      { field: 'startAfterId', message: 'startAfterId is no contact of this location' },
    ]);
  }
});

test('20 by default, 1 to 100 at will; anything else names the limit', async () => {
  assert.equal((await list()).body['count'], 20);
  assert.equal((await list('&limit=1')).body['count'], 1);
  assert.equal((await list('&limit=100')).body['count'], made.length);
  for (const limit of ['0', '-1', '1.5', 'ten', '1e2', '0x10']) {
    const answer = await list(`&limit=${limit}`);
    assert.equal(answer.status, 422, limit);
    assert.deepEqual(
      answer.body.fields?.map(({ field }) => field),
      ['limit'],
    );
  }
});

test('pages by number end at 10,000 contacts; the reply says how to go on', async () => {
  assert.deepEqual(idsOf(await list('&limit=100&page=100')), []);
  for (const page of ['101', '9'.repeat(40)]) {
    const answer = await list(`&limit=100&page=${page}`);
    assert.equal(answer.status, 422);
    assert.deepEqual(answer.body.message, [
      'page reaches 10000 contacts; use startAfter and startAfterId beyond',
    ]);
  }
});

test('a page past the end is empty, with the total', async () => {
  const answer = await list('&page=9');
  assert.deepEqual(idsOf(answer), []);
  assert.equal(answer.body.meta?.['total'], made.length);
  assert.equal(answer.body.meta?.['nextPageUrl'], null);
});

test('links start with the public address where one is set', async () => {
  const behind = await startServer({
    env: { GROUNDLEVEL_PUBLIC_URL: 'https://crm.example.com' },
  });
  try {
    const body = { locationId: behind.own.locationId };
    for (let each = 0; each < 2; each += 1) await behind.call('POST', '/contacts', { body });
    const path = `/contacts/?locationId=${body.locationId}&limit=1`;
    const { meta } = (await behind.call('GET', path)).body;
    assert.match(String(meta?.['nextPageUrl']), /^https:\/\/crm\.example\.com\/contacts\/\?/);
  } finally {
    await behind.close();
  }
});
