import assert from 'node:assert/strict';
import type { Operation } from '../../contract/operation.ts';
import { errorCodes } from '../../src/errors/catalogue.ts';
import type { RawAnswer } from './raw-http.ts';
import type { Wire } from './server.ts';

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/** Of what the server is made of, and where it lies. */
const insides =
  /\bat (?:\S+ \()?(?:file:|node:|\/)\S+:\d+|node_modules|sqlite|\.ts:\d|\/src\/|\/tmp\//i;

const errorLimitBytes = 64 * 1024;
const replyLimitBytes = 4 * 1024 * 1024;

/** Codes whose error is always that of a field. */
const fieldCodes: ReadonlySet<string> = new Set([
  'validation_failed',
  'location_required',
  'idempotency_key_invalid',
  'idempotency_key_reused',
  'if_match_invalid',
  'dnd_permanent',
]);

/** What every answer keeps, whatever was sent; the parsed body, empty for that of a file. */
export function assertAnswer(
  answer: RawAnswer,
  secrets: readonly string[],
  operation?: Operation,
): Wire {
  const shown = `${answer.status} ${answer.text.slice(0, 600)}`;
  assert.ok(answer.status < 500, `a fault: ${shown}`);
  if (operation?.fileReply && answer.status < 400) {
    assert.match(answer.headers.get('content-disposition') ?? '', /^attachment;/, shown);
    return {};
  }
  if (operation?.streamReply && answer.status < 400) {
    assert.match(answer.headers.get('content-type') ?? '', /^text\/event-stream;/, shown);
    return {};
  }
  assert.match(answer.headers.get('content-type') ?? '', /^application\/json/, shown);
  // Both shapes have these fields or lack them.
  const body = JSON.parse(answer.text) as Wire;
  assert.match(String(body.traceId), uuid, shown);
  const hidden = [...secrets.filter((secret) => answer.text.includes(secret))];
  assert.deepEqual(hidden, [], `a path of the server shows: ${shown}`);
  if (answer.status < 400) {
    assert.ok(answer.bytes <= replyLimitBytes, `${answer.bytes} bytes`);
    return body;
  }
  assert.ok(answer.bytes <= errorLimitBytes, `${answer.bytes} bytes: ${shown}`);
  assertError(answer, body, shown);
  return body;
}

function assertError(answer: RawAnswer, body: Wire, shown: string): void {
  assert.equal(body.statusCode, answer.status, shown);
  const messages = [body.message].flat();
  assert.ok(messages.length > 0, shown);
  for (const message of messages) assert.ok(typeof message === 'string' && message !== '', shown);
  const told = JSON.stringify([messages, body.code, body['error']]);
  assert.doesNotMatch(told, insides, 'the insides of the server show');
  if (body.code === undefined) return;
  assert.ok(Object.hasOwn(errorCodes, body.code), `an unknown code: ${shown}`);
  if (!fieldCodes.has(body.code)) return;
  assert.ok(body.fields && body.fields.length > 0, `no field is named: ${shown}`);
  for (const { field, message } of body.fields) {
    assert.ok(field !== '' && message !== '', `an empty field: ${shown}`);
  }
}
