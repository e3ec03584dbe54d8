import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { createContact, updateContact, upsertContact } from '../../contract/contacts/operations.ts';
import { createObjectField } from '../../contract/custom-fields/object-operations.ts';
import { createCustomField, updateCustomField } from '../../contract/custom-fields/operations.ts';
import { putLocation } from '../../contract/locations/operations.ts';
import type { Operation } from '../../contract/operation.ts';
import { loadPublished } from '../support/published.ts';
import { contactOf } from '../support/answers.ts';
import { type Answer, type TestServer, sharedServer } from '../support/server.ts';

let server: TestServer;
before(async () => {
  server = await sharedServer();
});
after(() => server.close());

for (const version of ['v2', 'v3'] as const) {
  for (const mode of ['documented', 'observed'] as const) {
    test(`the bodies of the published examples are taken as they are, ${version}, ${mode}`, async (t) => {
      const published = loadPublished();
      if (!published) {
        t.diagnostic('the published documents are not at hand: their examples were not tried');
        return;
      }
      const scopes = ['contacts', 'locations/customFields.write'];
      const { locationId, token } = await server.tenant(scopes, mode);
      const management = await server.integration(null, {
        scopes: ['locations.write'],
        compatibility: mode,
      });
      const send = (
        operation: Operation,
        path: string,
        own: object,
        as = token,
      ): Promise<Answer> => {
        const request = published.request(operation, version);
        assert.ok(request && typeof request.example === 'object');
        return server.call(request.method, path, {
          token: as,
          version: version === 'v2' ? '2021-07-28' : 'v3',
          body: { ...request.example, ...own },
        });
      };
      const here = { locationId };
      const made = await send(createContact, '/contacts/', here);
      const { id } = contactOf(made, 201);
      const changed = await send(updateContact, `/contacts/${id}`, {});
      const upserted = await send(upsertContact, '/contacts/upsert', here);
      assert.equal(contactOf(changed).id, id);
      assert.deepEqual([contactOf(upserted).id, upserted.body['new']], [id, false]);
      for (const { body } of [made, changed, upserted]) {
        assert.deepEqual(body.warnings, [
          'customFields: 6dvNaf7VhkQ9snc5vnjJ is no custom field of this location; kept as sent',
        ]);
      }
      assert.partialDeepStrictEqual(contactOf(upserted), {
        fullNameLowerCase: 'rosan deo',
        email: 'rosan@deos.com',
        phone: '+18888888888',
        dateOfBirth: '1990-09-25',
        timezone: 'America/Chihuahua',
      });
      const path = `/locations/${locationId}`;
      const textBoxListOptions = [{ label: 'First', prefillValue: '' }];
      const field = await send(createCustomField, `${path}/customFields`, { textBoxListOptions });
      assert.partialDeepStrictEqual(
        [field.status, field.body.customField],
        [
          201,
          { name: 'Custom Field', dataType: 'TEXT', model: 'opportunity', picklistOptions: [] },
        ],
        field.text,
      );
      const sameField = `${path}/customFields/${field.body.customField?.['id']}`;
      const changedField = await send(updateCustomField, sameField, { textBoxListOptions });
      assert.equal(changedField.status, 200, changedField.text);
      const own = { locationId, objectKey: 'company', fieldKey: 'company.name', parentId: '' };
      const objectField = await send(createObjectField, '/custom-fields/', own);
      assert.equal(objectField.status, 201, objectField.text);
      if (mode === 'documented') {
        const ignored = ['options are not for a field of type TEXT and were ignored'];
        for (const { body } of [field, changedField, objectField]) {
          assert.deepEqual(body.warnings, ignored);
        }
      }
      const located = await send(putLocation, path, {}, management.token);
      assert.equal(located.status, 200, located.text);
      assert.partialDeepStrictEqual(located.body, { name: 'Mark Shoes', phone: '+1410039940' });
    });
  }
}
