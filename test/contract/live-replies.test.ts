import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Operation } from '../../contract/operation.ts';
import { operations } from '../../contract/operations.ts';
import { createPlace } from '../support/place.ts';
import { addressOf, contentOf, sendWith } from '../support/requests.ts';
import { sampleOf } from '../support/samples.ts';
import { everyLocationScope, everyScope } from '../support/scopes.ts';
import { type TestServer, startServer } from '../support/server.ts';

type Json = Record<string, unknown>;

/** Every object of a reply, with the key that it stands under; in a list, that of the list. */
function* objectsIn(value: unknown, under = ''): Generator<{ under: string; object: Json }> {
  if (Array.isArray(value)) for (const each of value) yield* objectsIn(each, under);
  else if (typeof value === 'object' && value !== null) {
    yield { under, object: value as Json };
    for (const [key, each] of Object.entries(value)) yield* objectsIn(each, key);
  }
}

const isList = (value: unknown): boolean => Array.isArray(value);
const isText = (value: unknown): boolean => typeof value === 'string';

/** What recorded replies of the live service always have, by the key that a record stands under. */
const always: Readonly<Record<string, Readonly<Record<string, (value: unknown) => boolean>>>> = {
  contact: { additionalEmails: isList, additionalPhones: isList, followers: isList },
  note: {
    bodyText: isText,
    userId: (value) => value === null || isText(value),
    relations: isList,
  },
  customField: {
    documentType: (value) => value === 'field',
    standard: (value) => value === false,
    parentId: isText,
    scopes: isList,
  },
  customValue: { documentType: (value) => value === 'field' },
};
const singular: Readonly<Record<string, string>> = {
  contact: 'contact',
  contacts: 'contact',
  note: 'note',
  notes: 'note',
  customField: 'customField',
  customFields: 'customField',
  field: 'customField',
  fields: 'customField',
  customValue: 'customValue',
  customValues: 'customValue',
};

for (const compatibility of ['documented', 'observed'] as const) {
  for (const version of ['2021-07-28', 'v3']) {
    describe(`replies have the keys of the live service, ${compatibility} ${version}`, () => {
      let server: TestServer;
      let token = '';
      let management = '';
      before(async () => {
        server = await startServer({ env: { GROUNDLEVEL_COMPATIBILITY: compatibility } });
        token = await server.token(server.own.locationId, everyLocationScope);
        management = await server.token('', everyScope);
      });
      after(() => server.close());
      const tokenFor = ({ managementOnly }: Operation): string =>
        managementOnly ? management : token;
      const seen = new Set<string>();

      for (const operation of operations) {
        if (operation.fileReply) continue;
        test(operation.id, async () => {
          const place = createPlace(server.own.locationId, `${operation.id}-`, (of, request) =>
            sendWith(server.call, tokenFor, of, request),
          );
          const request = await sampleOf(operation)(place);
          const { method } = operation;
          const options = { token: tokenFor(operation), version, ...contentOf(request) };
          const { status, body } = await server.call(
            method,
            addressOf(operation, request),
            options,
          );
          assert.equal(status, operation.success);
          for (const { under, object } of objectsIn(body)) {
            const kind = singular[under];
            // The values of a contact's fields are `customFields` too.
            const isRecord = 'id' in object && !('value' in object && kind === 'customField');
            if (!kind || !isRecord) continue;
            seen.add(kind);
            for (const [key, holds] of Object.entries(always[kind] ?? {})) {
              assert.ok(holds(object[key]), `${kind}.${key} is ${JSON.stringify(object[key])}`);
            }
          }
          const said = ['succeded', 'succeeded'].filter((name) => name in body);
          if (version !== 'v3' && said.length > 0) assert.deepEqual(said.length, 2, String(said));
        });
      }

      test('each kind of record was seen, and an upsert says that it succeeded', async () => {
        assert.deepEqual(seen, new Set(Object.keys(always)));
        const { locationId } = server.own;
        const body = { locationId, email: 'one@example.com', firstName: 'One' };
        const options = { token, version, body };
        const upserted = await server.call('POST', '/contacts/upsert', options);
        const said = version === 'v3' ? undefined : true;
        assert.deepEqual([upserted.body['succeded'], upserted.body['succeeded']], [said, said]);
      });
    });
  }
}

test('a note tells its text without markup, and nobody where nobody wrote it', async (t) => {
  const server = await startServer();
  t.after(() => server.close());
  const made = await server.call('POST', '/contacts', {
    body: { locationId: server.own.locationId },
  });
  const path = `/contacts/${made.body.contact?.id}/notes`;
  const sent = '<p>Call <b>back</b> &amp; ask</p><p>a &lt; b</p>';
  const { body } = await server.call('POST', path, { body: { body: sent } });
  assert.partialDeepStrictEqual(body['note'], {
    body: sent,
    bodyText: 'Call back & ask\na < b',
    userId: null,
    relations: [],
  });
});

test('a reply tells how long its day of requests still lasts, in milliseconds of whole seconds', async (t) => {
  const server = await startServer();
  t.after(() => server.close());
  const { headers } = await server.call('GET', '/contacts/none');
  const left = Number(headers.get('x-ratelimit-daily-reset'));
  assert.ok(left > 86_000_000 && left <= 86_400_000 && left % 1000 === 0, String(left));
});
