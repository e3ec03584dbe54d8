import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { HighLevel } from '@gohighlevel/api-client';
import { type Tenant, type TestServer, startServer } from './support/server.ts';

let server: TestServer;
before(async () => {
  server = await startServer();
});
after(() => server.close());

/** The status of the error that the official client throws. */
async function refusal(call: Promise<unknown>): Promise<unknown> {
  try {
    await call;
  } catch (error) {
    return typeof error === 'object' && error !== null && 'statusCode' in error
      ? error.statusCode
      : error;
  }
  return 'no error';
}

for (const compatibility of ['documented', 'observed'] as const) {
  test(`the official client's whole round, ${compatibility}`, async () => {
    const tenant: Tenant = await server.tenant(['contacts'], compatibility);
    const { locationId } = tenant;
    Object.defineProperty(HighLevel, 'BASE_URL', { value: server.baseUrl, configurable: true });
    const { contacts } = new HighLevel({ privateIntegrationToken: tenant.token, logLevel: 'none' });
    const email = 'jane@example.com';
    const created = await contacts.createContact({ locationId, firstName: 'Jane', email });
    const contactId = created.contact?.id ?? '';
    assert.notEqual(contactId, '');
    assert.equal(created.contact?.email, email);

    const duplicate = compatibility === 'documented' ? 422 : 400;
    assert.equal(await refusal(contacts.createContact({ locationId, email })), duplicate);

    const read = await contacts.getContact({ contactId });
    assert.equal(read.contact?.firstName, 'Jane');
    const changed = await contacts.updateContact({ contactId }, { lastName: 'Updated' });
    assert.equal(changed.contact?.lastName, 'Updated');
    const listed = await contacts.getContacts({ locationId, query: email });
    assert.deepEqual(
      listed.contacts?.map((each) => each.id),
      [contactId],
    );
    const upserted = await contacts.upsertContact({ locationId, email, firstName: 'Janet' });
    assert.equal(upserted.new, false);
    assert.equal(upserted.contact?.id, contactId);
    assert.equal((await contacts.deleteContact({ contactId })).succeded, true);
    const gone = compatibility === 'documented' ? 404 : 400;
    assert.equal(await refusal(contacts.getContact({ contactId })), gone);
  });
}
