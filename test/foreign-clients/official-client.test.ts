import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { GHLError, type HighLevel } from '@gohighlevel/api-client';
import { manualClock } from '../../src/lib/clock.ts';
import { type TestServer, startServer } from '../support/server.ts';
import { highLevelOf } from './official.ts';

const clock = manualClock(Date.parse('2026-03-07T12:00:00Z'));
let server: TestServer;
before(async () => {
  server = await startServer({ clock });
});
after(() => server.close());

const clientOf = (token: string, apiVersion?: string, baseUrl = server.baseUrl): HighLevel =>
  highLevelOf(baseUrl, token, apiVersion);

/** What the client makes of a refusal: its class, its status, its sentence and the body. */
async function refusal(call: Promise<unknown>) {
  const error = await call.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  assert.ok(error instanceof GHLError, String(error));
  const { code, statusCode, message } = error;
  const body: { message?: unknown; meta?: unknown; fields?: unknown } = error.response;
  return { code, statusCode, message, body };
}

const email = 'jane@example.com';
for (const compatibility of ['documented', 'observed'] as const) {
  for (const version of [undefined, '2021-07-28', 'v3']) {
    test(`a whole round, ${compatibility}, ${version ?? "the client's own version"}`, async () => {
      const { locationId, token } = await server.tenant(['contacts'], compatibility);
      const { contacts, locations } = clientOf(token, version);
      const sent = {
        locationId,
        firstName: 'Jane',
        lastName: 'Smith',
        email,
        phone: '+15551234567',
        tags: ['api-test'],
        source: 'API',
      };
      const created = await contacts.createContact(sent);
      const contactId = created.contact?.id ?? '';
      assert.partialDeepStrictEqual(created.contact, sent);

      const duplicate = await refusal(contacts.createContact({ locationId, email }));
      const sentence = 'This location does not allow duplicated contacts.';
      assert.deepEqual(
        [duplicate.code, duplicate.statusCode, duplicate.message],
        ['VALIDATION', compatibility === 'documented' ? 422 : 400, sentence],
      );
      assert.deepEqual(duplicate.body.meta, {
        contactId,
        contactName: 'Jane Smith',
        matchingField: 'email',
      });
      const found = await contacts.getDuplicateContact({ locationId, number: sent.phone });
      assert.equal((found as { contact: { id: string } }).contact.id, contactId);

      const read = await contacts.getContact({ contactId });
      assert.partialDeepStrictEqual(read.contact, sent);
      const changed = await contacts.updateContact({ contactId }, { lastName: 'Updated' });
      assert.equal(changed.contact?.lastName, 'Updated');
      assert.equal(Reflect.get(changed, version === 'v3' ? 'succeeded' : 'succeded'), true);

      for (const firstName of ['A', 'B', 'C']) {
        await contacts.createContact({ locationId, firstName });
      }
      const listed = await contacts.getContacts({ locationId, query: email });
      assert.deepEqual([listed.count, listed.contacts?.map(({ id }) => id)], [1, [contactId]]);
      const pages: unknown[] = [];
      let cursor: { startAfter?: number; startAfterId?: string } = {};
      for (let count = 2; count === 2; ) {
        assert.ok(pages.length <= 4, 'the walk has no end');
        const page = await contacts.getContacts({ locationId, limit: 2, ...cursor });
        count = page.count ?? 0;
        pages.push(...(page.contacts ?? []).map(({ id }) => id));
        const { startAfter, startAfterId } = Reflect.get(page, 'meta');
        cursor = count === 2 ? { startAfter, startAfterId } : {};
      }
      assert.deepEqual([pages.length, new Set(pages).size, pages.at(-1)], [4, 4, contactId]);

      const upserted = await contacts.upsertContact({ locationId, email, firstName: 'Janet' });
      assert.deepEqual([upserted.new, upserted.contact?.id], [false, contactId]);
      assert.equal(upserted.contact?.firstName, 'Janet');
      const fresh = await contacts.upsertContact({ locationId, email: 'new@example.com' });
      assert.equal(fresh.new, true);
      const { location } = await locations.getLocation({ locationId });
      assert.equal(location?.id, locationId);

      assert.equal((await contacts.deleteContact({ contactId })).succeded, true);
      const gone = await refusal(contacts.getContact({ contactId }));
      assert.deepEqual(
        [gone.code, gone.statusCode, gone.message],
        compatibility === 'documented'
          ? ['NOT_FOUND', 404, `Contact with id ${contactId} not found`]
          : ['VALIDATION', 400, `Contact with id ${contactId} not found`],
      );
    });
  }

  test(`what is refused reads well in the client, ${compatibility}`, async () => {
    const { locationId, token } = await server.tenant(['contacts'], compatibility);
    const { contacts } = clientOf(token);
    const invalid = await refusal(
      contacts.createContact({ locationId, email: 'none', timezone: 'Mars' }),
    );
    assert.equal(
      invalid.message,
      'email must be an email, timezone must be an IANA time zone such as America/Chicago',
    );
    assert.deepEqual([invalid.code, invalid.statusCode], ['VALIDATION', 422]);
    const foreign = await refusal(contacts.getContacts({ locationId: server.other.locationId }));
    assert.deepEqual(
      [foreign.code, foreign.message],
      compatibility === 'documented'
        ? ['FORBIDDEN', 'The token does not have access to this location.']
        : ['AUTHENTICATION', 'This location is not accessible from this token!'],
    );
    const wrong = clientOf('pit-00000000-0000-4000-8000-000000000000');
    const unknown = await refusal(wrong.contacts.getContact({ contactId: 'x' }));
    assert.deepEqual(
      [unknown.code, unknown.message],
      ['AUTHENTICATION', 'Invalid Private Integration token'],
    );
    const list = contacts.getContacts({ locationId, limit: 500 });
    if (compatibility === 'documented') assert.equal((await list).count, 0);
    else assert.equal((await refusal(list)).message, 'limit must not be greater than 100');
  });
}

test('the client reads which limit of requests was met', async () => {
  const limited = await startServer({ clock, env: { GROUNDLEVEL_RATE_LIMIT: '1/10' } });
  try {
    const { locationId, token } = limited.own;
    const { contacts } = clientOf(token, undefined, limited.baseUrl);
    await contacts.getContacts({ locationId });
    const call = contacts.getContacts({ locationId });
    const error = await call.then(
      () => undefined,
      (thrown: unknown) => thrown,
    );
    assert.ok(error instanceof GHLError);
    assert.deepEqual([error.code, error.statusCode], ['RATE_LIMIT', 429]);
    assert.deepEqual(Reflect.get(error, 'rateLimit'), {
      scope: 'burst',
      intervalMs: 10_000,
      max: 1,
      remaining: 0,
      dailyLimit: 8640,
      dailyRemaining: 8639,
      dailyResetMs: 86_400_000,
    });
  } finally {
    await limited.close();
  }
});
