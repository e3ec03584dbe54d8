import assert from 'node:assert/strict';
import type { Operation, WireVersion } from '../../contract/operation.ts';
import { contactsScope, locationScopes, managementScopes } from '../../contract/scopes.ts';
import type { CompatibilityName } from '../../src/access/compatibility.ts';
import { systemClock } from '../../src/lib/clock.ts';
import { createIdSource } from '../../src/lib/ids.ts';
import { createPlace } from './place.ts';
import type { Bearer, Refusal, Refused } from './refusals.ts';
import { type SampleRequest, addressOf, contentOf, sendWith } from './requests.ts';
import { sampleOf } from './samples.ts';
import type { Answer, Call, TestServer } from './server.ts';

export const wireVersions: Readonly<Record<WireVersion, string>> = { v2: '2021-07-28', v3: 'v3' };

const newId = createIdSource(systemClock);
const everyLocationScope = [contactsScope, ...locationScopes];
const everyScope = [...everyLocationScope, ...managementScopes];

/** Asks every operation in one version and mode, rightly and in every way that is refused. */
export type Asker = {
  /** A valid request, with the record that it is about. */
  sample(operation: Operation): Promise<SampleRequest>;
  ask(operation: Operation, request: SampleRequest, bearer?: Bearer): Promise<Answer>;
  refused(refusal: Refusal, valid: SampleRequest): Promise<{ answer: Answer; sent: Refused }>;
};

export async function openAsker(
  server: TestServer,
  version: WireVersion,
  mode: CompatibilityName,
): Promise<Asker> {
  const { locationId, token } = await server.tenant(everyLocationScope, mode);
  const grant = async (reach: string | null, scopes: string[]): Promise<string> =>
    (await server.integration(reach, { scopes, compatibility: mode })).token;
  const management = await grant(null, everyScope);
  const lesser = new Map<string, string>();
  /** Every scope but that of the operation. */
  const without = async ({ scope, managementOnly }: Operation): Promise<string> => {
    const key = `${scope} ${managementOnly}`;
    const scopes = managementOnly ? [...managementScopes] : [...locationScopes];
    const rest = scopes.filter((each) => each !== scope);
    const made = lesser.get(key) ?? (await grant(managementOnly ? null : locationId, rest));
    lesser.set(key, made);
    return made;
  };
  const right = (operation: Operation): string => (operation.managementOnly ? management : token);
  const place = createPlace(locationId, 'sample', (operation, request) =>
    sendWith(server.call, right, operation, request),
  );
  const tokenOf = async (operation: Operation, bearer: Bearer): Promise<string | null> => {
    switch (bearer) {
      case 'right':
        return right(operation);
      case 'unknown':
        return 'pit-00000000-0000-4000-8000-000000000000';
      case 'nobody':
        return null;
      case 'without the scope':
        return without(operation);
      case 'a location':
        return token;
    }
  };
  const send = async (operation: Operation, sent: Refused, bearer: Bearer): Promise<Answer> => {
    const { request, text, headers, withoutVersion } = sent;
    const options: Call = {
      token: await tokenOf(operation, bearer),
      ...(!withoutVersion && { version: wireVersions[version] }),
      ...(headers && { headers }),
      ...(text === undefined ? contentOf(request) : { body: text }),
    };
    return server.call(operation.method, addressOf(operation, request), options);
  };
  return {
    sample: (operation) => sampleOf(operation)(place),
    ask: (operation, request, bearer = 'right') => send(operation, { request }, bearer),
    refused: async (refusal, valid) => {
      const { operation, bearer } = refusal;
      const others = {
        locationId: server.other.locationId,
        ownId: locationId,
        unknownId: newId(),
      };
      const sent = refusal.change(valid, others);
      return { answer: await send(operation, sent, bearer), sent };
    },
  };
}

const sentences: Readonly<Record<string, RegExp>> = {
  token_invalid: /^Invalid Private Integration token$/,
  token_missing: /^Authorization header with a Bearer token is required$/,
  scope_missing: /^The token is not authorized for this scope\.$/,
  management_token_required: /^The token is not authorized for this scope\.$/,
  location_forbidden: /access to this location\.$|^This location is not accessible/,
  location_required: /^locationId should not be empty$/,
  invalid_json: /^The body is not valid JSON: /,
  body_required: /^The request needs a JSON object as its body$/,
  version_missing: /^version header was not found\.$/,
  idempotency_key_invalid: /^Idempotency-Key must be /,
  if_match_invalid: /^If-Match must be an ETag/,
};

/** The whole error: status, sentence, code, the fields at fault, and what helps to go on. */
export function assertRefused(refusal: Refusal, { tells = '' }: Refused, answer: Answer): void {
  const { operation, mode, code, status, fields } = refusal;
  const { body, text } = answer;
  assert.deepEqual([answer.status, body.statusCode], [status, status], text);
  const messages = [body.message ?? []].flat();
  assert.ok(messages.length > 0, text);
  const sentence = sentences[code];
  if (sentence) for (const message of messages) assert.match(message, sentence, text);
  if (code.endsWith('_not_found')) {
    const [message = ''] = messages;
    assert.ok(message.endsWith(` with id ${tells} not found`), text);
  }
  if (code === 'validation_failed') {
    const unnamed = fields.filter((name) => !messages.some((each) => names(each, name)));
    assert.deepEqual(unnamed, [], text);
  }
  if (mode === 'observed') {
    assert.deepEqual([body.code, body.fields], [undefined, undefined], text);
    return;
  }
  assert.equal(body.code, code, text);
  const named = (body.fields ?? []).map(({ field }) => field.split('.')[0]);
  const missing = fields.filter((name) => !named.includes(name));
  assert.deepEqual(missing, [], text);
  if (code === 'scope_missing' || code === 'management_token_required') {
    assert.deepEqual(body['requiredScopes'], [operation.scope], text);
  }
}

function names(message: string, field: string): boolean {
  const unknown = `property ${field} should not exist`;
  // A search says what to send instead, too.
  return (
    message.startsWith(`${field} `) || message === unknown || message.startsWith(`${unknown}; `)
  );
}
