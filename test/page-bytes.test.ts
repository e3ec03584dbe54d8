import assert from 'node:assert/strict';
import { DatabaseSync } from 'node:sqlite';
import { after, before, test } from 'node:test';
import type { Operation } from '../contract/operation.ts';
import { operations } from '../contract/operations.ts';
import { pageBytes } from '../src/lib/page-bytes.ts';
import { contactOf } from './support/answers.ts';
import { idIn } from './support/samples/businesses.ts';
import { plantLarge } from './support/plant-large.ts';
import { indexAnew } from './support/rebuild-index.ts';
import { type Answer, type TestServer, startServer } from './support/server.ts';

/** What a reply has beside its records. */
const besideRecords = 64 * 1024;

type Asked = { method?: string; path: string; body?: object; token?: string };
type List = {
  /** How to ask for as much as can be. */
  ask: () => Asked;
  records: string;
  /** What the reply says to ask for next; undefined after the last. */
  next: (answer: Answer, asked: Asked, seen: number) => Asked | undefined;
  idOf?: (record: Record<string, unknown>) => unknown;
};

let server: TestServer;
let planted: Awaited<ReturnType<typeof plantLarge>>;
let locationId = '';
let ownToken = '';
let smartListId = '';

before(async () => {
  server = await startServer({ env: { GROUNDLEVEL_LIMITS_EVENTS_MAXIMUM: '1000' } });
  ({ locationId } = server.own);
  ownToken = await server.token(locationId, [
    'contacts',
    'locations/tags.readonly',
    'locations/tasks.readonly',
    'businesses.readonly',
  ]);
  const made = await server.call('POST', '/contacts/', { body: { locationId } });
  const contactId = contactOf(made, 201).id;
  const database = new DatabaseSync(server.databasePath);
  planted = plantLarge(database, locationId, contactId);
  database.close();
  await indexAnew(server.databasePath);
  const list = await server.call('POST', '/api/smart-lists', {
    token: ownToken,
    body: { locationId, name: 'All' },
  });
  smartListId = idIn(list.body['smartList']);
});
after(() => server.close());

const add = (asked: Asked, parameter: string): Asked => ({
  ...asked,
  path: `${asked.path.replace(/&(?:after|skip|startAfter)=[^&]*/g, '')}${parameter}`,
});
const byCursor = ({ body }: Answer, asked: Asked): Asked | undefined =>
  body.meta?.['more'] === true
    ? add(asked, `&after=${encodeURIComponent(String(body.meta['nextCursor']))}`)
    : undefined;
const bySkip =
  (total: (answer: Answer) => unknown) =>
  (answer: Answer, asked: Asked, seen: number): Asked | undefined =>
    seen < Number(total(answer)) ? add(asked, `&skip=${seen}`) : undefined;
const totalInMeta = ({ body }: Answer): unknown => body.meta?.['total'];
const lastOf = (list: unknown): Record<string, unknown> => {
  assert.ok(Array.isArray(list) && list.length > 0);
  return list.at(-1) as Record<string, unknown>;
};
const bySearchAfter =
  (records: string) =>
  ({ body }: Answer, asked: Asked): Asked | undefined =>
    body.warnings?.some((each) => each.includes('searchAfter')) === true
      ? { ...asked, body: { ...asked.body, searchAfter: lastOf(body[records])['searchAfter'] } }
      : undefined;

const lists: Readonly<Record<string, List>> = {
  'get-contacts': {
    ask: () => ({ path: `/contacts/?locationId=${locationId}&limit=100` }),
    records: 'contacts',
    next: ({ body }) => {
      const url = body.meta?.['nextPageUrl'];
      return typeof url === 'string' ? { path: url.slice(server.baseUrl.length) } : undefined;
    },
  },
  'search-contacts-advanced': {
    ask: () => ({ method: 'POST', path: '/contacts/search', body: { locationId, pageLimit: 500 } }),
    records: 'contacts',
    next: bySearchAfter('contacts'),
  },
  'list-smart-list-contacts': {
    ask: () => ({ path: `/api/smart-lists/${smartListId}/contacts?limit=500` }),
    records: 'contacts',
    next: ({ body }, { path, ...asked }) =>
      body.meta?.['more'] === true
        ? {
            ...asked,
            path: `${path.replace(/&searchAfter=.*/, '')}&searchAfter=${String(body.meta['nextCursor'])}`,
          }
        : undefined,
  },
  'list-deleted-contacts': {
    ask: () => ({ path: `/api/contacts/deleted?locationId=${locationId}&limit=100` }),
    records: 'contacts',
    next: byCursor,
  },
  'get-all-notes': {
    ask: () => ({ path: `/contacts/${planted.contactId}/notes?limit=1000` }),
    records: 'notes',
    next: byCursor,
  },
  'get-all-tasks': {
    ask: () => ({ path: `/contacts/${planted.contactId}/tasks?limit=1000` }),
    records: 'tasks',
    next: byCursor,
  },
  'task-search': {
    ask: () => ({
      method: 'POST',
      path: `/locations/${locationId}/tasks/search`,
      body: { limit: 500 },
    }),
    records: 'tasks',
    next: bySearchAfter('tasks'),
  },
  'search-locations': {
    ask: () => ({ path: '/locations/search?limit=100', token: server.managementToken }),
    records: 'locations',
    next: bySkip(totalInMeta),
  },
  'get-location-tags': {
    ask: () => ({ path: `/locations/${locationId}/tags?limit=10000` }),
    records: 'tags',
    next: bySkip(totalInMeta),
  },
  'search-users': {
    ask: () => ({
      path: `/users/search?companyId=${planted.companyId}&limit=100`,
      token: server.managementToken,
    }),
    records: 'users',
    next: bySkip(({ body }) => body['count']),
  },
  'filter-users-by-email': {
    ask: () => ({
      method: 'POST',
      path: '/users/search/filter-by-email',
      body: {
        companyId: planted.companyId,
        emails: planted.emails,
        limit: '100',
        projection: 'all',
      },
      token: server.managementToken,
    }),
    records: 'users',
    next: ({ body }, asked, seen) =>
      seen < Number(body['count'])
        ? { ...asked, body: { ...asked.body, skip: String(seen) } }
        : undefined,
  },
  'get-businesses-by-location': {
    ask: () => ({ path: `/businesses/?locationId=${locationId}&limit=100` }),
    records: 'businesses',
    next: bySkip(totalInMeta),
  },
  'get-contacts-by-businessId': {
    ask: () => ({
      path: `/contacts/business/${planted.businessId}?locationId=${locationId}&limit=100`,
    }),
    records: 'contacts',
    next: ({ body }, asked) =>
      body.warnings?.some((each) => each.includes('startAfter')) === true
        ? add(
            asked,
            `&startAfter=${encodeURIComponent(String(lastOf(body.contacts)['startAfter']))}`,
          )
        : undefined,
  },
  'list-contact-events': {
    ask: () => ({ path: `/api/contacts/${planted.contactId}/events?limit=1000` }),
    records: 'events',
    next: byCursor,
    idOf: ({ cursor }) => cursor,
  },
  'list-events': {
    ask: () => ({ path: `/api/events?locationId=${locationId}&limit=1000` }),
    records: 'events',
    next: byCursor,
    idOf: ({ cursor }) => cursor,
  },
};

/** No pages, or one alone: what they hold is limited where it is written. */
const limitedElsewhere: Readonly<Record<string, string>> = {
  'count-facets': '200 values of 10 facets, each with a tenth of a page',
  'add-tags': 'the tags of one contact',
  'remove-tags': 'the tags of one contact',
  'add-followers-contact': 'the followers of one contact',
  'remove-followers-contact': 'the followers of one contact',
  'create-association': 'lists of tags are left out of what would be too large',
  'bulk-tag-contacts': 'lists of tags are left out of what would be too large',
  'add-remove-contact-from-business': 'ids of one request',
  'upload-file-customFields': 'files of one request',
  'create-user': 'scopes of one user',
  'get-user': 'scopes of one user',
  'update-user': 'scopes of one user',
  'set-user-active': 'scopes of one user',
  'get-user-by-location': 'ends where a page of users does, and has no next',
  'get-custom-fields': '1,000 of a location, their options together',
  'get-custom-fields-by-object-key': '1,000 of a location, their options together',
  'get-custom-values': '1,000 of a location, 1 MiB together',
  'get-timezones': 'the same for all',
  'get-campaigns': '1,000 names',
  'get-workflow': '1,000 names',
  'list-enrolments': '2,000 names',
  'get-appointments-for-contact': '1,000 of a contact, 4 MiB together',
  'list-integrations': 'as many as a location may have',
  'list-integration-calls': '100, of some hundred characters each',
  'list-smart-lists': '500 of a location, 4 MiB together',
  'list-smart-list-changes': '500, of some hundred characters each',
  'list-jobs': '100, of a few thousand characters each',
};

const holdsLists = ({ reply }: Operation): boolean =>
  Object.entries((reply.v2 as { properties?: Record<string, { type?: string }> }).properties ?? {})
    .filter(([name]) => name !== 'warnings')
    .some(([, { type }]) => type === 'array');

test('every operation whose reply has a list is held to a page of bytes, or limited elsewhere', () => {
  const named = new Set([...Object.keys(lists), ...Object.keys(limitedElsewhere)]);
  const listing = operations.filter(holdsLists).map(({ id }) => id);
  assert.deepEqual(
    listing.filter((id) => !named.has(id)),
    [],
    'name how a new list is asked for in full, or what limits it',
  );
  assert.deepEqual(named, new Set(listing));
});

for (const [
  id,
  { ask, records, next, idOf = (record: Record<string, unknown>) => record['id'] },
] of Object.entries(lists)) {
  test(`${id} ends a page at ${pageBytes} bytes and goes on with each record once`, async () => {
    const seen: unknown[] = [];
    let pages = 0;
    let asked: Asked | undefined = ask();
    while (asked) {
      const { method = 'GET', path, body, token = ownToken } = asked;
      const answer: Answer = await server.call(method, path, { token, ...(body && { body }) });
      assert.equal(answer.status, 200, answer.text.slice(0, 500));
      const size = Buffer.byteLength(answer.text);
      assert.ok(size <= pageBytes + besideRecords, `${size} bytes`);
      const page = answer.body[records];
      assert.ok(Array.isArray(page) && page.length > 0, answer.text.slice(0, 500));
      seen.push(...page.map((each: Record<string, unknown>) => idOf(each)));
      pages += 1;
      assert.ok(pages < 30, 'the pages have no end');
      asked = next(answer, asked, seen.length);
    }
    assert.ok(pages > 1, 'nothing large was planted for it');
    assert.equal(new Set(seen).size, seen.length, 'a record came twice');
    const wanted = planted.ids[records];
    if (wanted) for (const each of wanted(id)) assert.ok(seen.includes(each), `${each} is missing`);
  });
}

const byNumber: [string, (page: number) => Asked][] = [
  [
    'get-contacts',
    (page) => ({ path: `/contacts/?locationId=${locationId}&limit=6&page=${page}` }),
  ],
  [
    'get-contacts with a filter',
    (page) => ({ path: `/contacts/?locationId=${locationId}&limit=6&source=large&page=${page}` }),
  ],
  [
    'search-contacts-advanced',
    (page) => ({
      method: 'POST',
      path: '/contacts/search',
      body: { locationId, pageLimit: 6, page },
    }),
  ],
];
for (const [name, ask] of byNumber) {
  test(`${name} by page number skips no record of a page that ended early, and says that it did`, async () => {
    const seen: string[] = [];
    for (let page = 1; ; page += 1) {
      const { method = 'GET', path, body } = ask(page);
      const { body: reply, text } = await server.call(method, path, { ...(body && { body }) });
      const ids = reply.contacts?.map(({ id }) => id) ?? [];
      if (ids.length === 0) break;
      if (page === 1)
        assert.match(String(reply.warnings), /[45] contacts fill a reply/, text.slice(-500));
      seen.push(...ids);
    }
    const wanted = planted.ids['contacts']?.('get-contacts') ?? [];
    const found = seen.filter((id) => wanted.includes(id));
    assert.equal(found.length, wanted.length, 'a record came twice');
    assert.deepEqual(new Set(found), new Set(wanted));
  });
}

test('a contact has appointments of 4 MiB together and not more', async () => {
  const token = await server.token(locationId, ['calendars/events.write', 'contacts.write']);
  const made = await server.call('POST', '/contacts/', { token, body: { locationId } });
  const contactId = contactOf(made, 201).id;
  const book = (description: string): Promise<Answer> =>
    server.call('POST', '/calendars/events/appointments', {
      token,
      body: {
        locationId,
        contactId,
        calendarId: 'calendar',
        startTime: '2030-01-01T10:00:00Z',
        description,
      },
    });
  const first = await book('small');
  assert.equal(first.status, 200, first.text);
  const database = new DatabaseSync(server.databasePath);
  database
    .prepare('UPDATE appointments SET body = json_set(body, ?, ?) WHERE id = ?')
    .run('$.description', 'x'.repeat(4 * 1024 * 1024 - 1000), String(first.body['id']));
  database.close();
  const refused = await book('y'.repeat(1000));
  assert.equal(refused.status, 422, refused.text);
  assert.equal(refused.body.fields?.[0]?.field, 'description');
});
