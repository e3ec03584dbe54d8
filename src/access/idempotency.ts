import { createHmac, hash, hkdfSync } from 'node:crypto';
import type { Operation } from '../../contract/operation.ts';
import { errors } from '../errors/catalogue.ts';
import type { IdempotencyRequest } from '../storage/engine.ts';

export type IdempotentRequest = {
  operation: Operation;
  key: string | string[] | undefined;
  keyLimit: number;
  keptSince: number;
  actorKey: string;
  locationNo: number | null;
  /** What makes two requests the same: address, version, body. */
  url: string;
  version: string;
  body: unknown;
  authorization: string;
};

const sealing = 'idempotent reply';
const comparing = 'idempotent request';

/** Without the scheme, which may be spelled in any case or left out. */
const tokenIn = (authorization: string): string => authorization.trim().replace(/^bearer\s+/i, '');

/** What goes to the writer with a POST that has an Idempotency-Key. */
export function idempotencyOf(request: IdempotentRequest): IdempotencyRequest | undefined {
  const { operation, key } = request;
  if (operation.method !== 'POST' || key === undefined) return undefined;
  if (typeof key !== 'string' || key.length > request.keyLimit || !/^[\x21-\x7e]+$/.test(key)) {
    throw errors.idempotencyKeyInvalid(request.keyLimit);
  }
  const text = JSON.stringify([operation.id, request.url, request.version, request.body]);
  // Only who holds the token can read a stored secret again, or tell whether one was sent before.
  const ownKey = (purpose: string): Uint8Array =>
    new Uint8Array(hkdfSync('sha256', tokenIn(request.authorization), key, purpose, 32));
  return {
    actorKey: request.actorKey,
    locationNo: request.locationNo,
    key,
    keptSince: request.keptSince,
    fingerprint: operation.secretBody
      ? createHmac('sha256', ownKey(comparing)).update(text).digest()
      : hash('sha256', text, 'buffer'),
    sealKey: operation.secretReply ? ownKey(sealing) : null,
  };
}
