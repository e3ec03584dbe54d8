import assert from 'node:assert/strict';
import { type Operation, writes } from '../../contract/operation.ts';
import { operations } from '../../contract/operations.ts';
import { type SampleRequest, addressOf, payloadOf } from './requests.ts';
import { createPlace } from './place.ts';
import { sampleOf } from './samples.ts';
import type { Wire } from './server.ts';

/** The operations that change something, in turn and for ever. */
export function* writesInTurn(): Generator<Operation, never> {
  const changing = operations.filter(writes);
  for (;;) yield* changing;
}

/** Tokens of two integrations each, so that events tell which requests had a key. */
export type LoadTokens = { location: string; management: string };
export type LoadAccess = { locationId: string; keyed: LoadTokens; plain: LoadTokens };

export type Sent = { operation: Operation; request: SampleRequest; key: string | undefined };

export type Load = {
  /** The trace id of each acknowledged change: its event carries it. */
  acknowledged: Set<string>;
  /** Traces of locations that were made: the event of one goes when it is deleted. */
  mortal: Set<string>;
  /** How many of which operation. */
  counts: Map<string, number>;
  unanswered: Sent[];
  /**
   * Resolves when so many are acknowledged, each of the operations among them; rejects when a client
   * met an answer that is wrong.
   */
  reached(count: number, each?: readonly Operation[]): Promise<void>;
  /** Resolves when every client has met the end of the server. */
  over: Promise<unknown>;
};

/**
 * Every POST, PUT and DELETE of the contract from many clients at once, until the server is gone.
 * Half of the clients send each POST with an Idempotency-Key.
 */
export function startLoad(
  baseUrl: string,
  access: LoadAccess,
  clients: number,
  mark: string,
  turns: Generator<Operation, never>,
): Load {
  const load = {
    acknowledged: new Set<string>(),
    mortal: new Set<string>(),
    counts: new Map<string, number>(),
    unanswered: [] as Sent[],
  };
  let acknowledged = (): void => undefined;
  const client = async (each: number): Promise<void> => {
    const withKeys = each % 2 === 0;
    let sent = 0;
    let turn: string[] = [];
    const send = async (operation: Operation, request: SampleRequest): Promise<Wire> => {
      sent += 1;
      const key = withKeys && operation.method === 'POST' ? `${mark}-${each}-${sent}` : undefined;
      const made: Sent = { operation, request, key };
      let body: Wire;
      try {
        body = await deliver(baseUrl, access, made);
      } catch (error) {
        if (writes(operation)) load.unanswered.push(made);
        throw error;
      }
      if (writes(operation)) {
        if (!request.changesNothing) load.acknowledged.add(String(body.traceId));
        turn.push(String(body.traceId));
        if (operation.id === 'create-location') load.mortal.add(String(body.traceId));
        load.counts.set(operation.id, (load.counts.get(operation.id) ?? 0) + 1);
        acknowledged();
      }
      return body;
    };
    const place = createPlace(access.locationId, `${mark}c${each}n`, send);
    for (;;) {
      // Not by for-of, whose end would end the turns of all clients.
      const operation = turns.next().value;
      try {
        turn = [];
        const request = await sampleOf(operation)(place);
        // Erasing takes the events of what was done for it, acknowledged or not.
        if (operation.id === 'erase-contact') for (const each of turn) load.mortal.add(each);
        await send(operation, request);
      } catch (error) {
        if (error instanceof assert.AssertionError) throw error;
        return;
      }
    }
  };
  const over = Promise.all(Array.from({ length: clients }, (_, each) => client(each)));
  const reached: Load['reached'] = async (count, each = []) => {
    const done = Promise.withResolvers<void>();
    acknowledged = () => {
      const isEnough = load.acknowledged.size >= count;
      if (isEnough && each.every(({ id }) => load.counts.has(id))) done.resolve();
    };
    acknowledged();
    await Promise.race([done.promise, over.then(noServer)]);
  };
  return { ...load, over, reached };
}

function noServer(): never {
  throw new Error('the server went away by itself');
}

/** Sends one request; throws when no answer comes, or one that is no success. */
export async function deliver(
  baseUrl: string,
  { keyed, plain }: LoadAccess,
  { operation, request, key }: Sent,
): Promise<Wire> {
  const tokens = key === undefined ? plain : keyed;
  const payload = payloadOf(request);
  const reply = await fetch(`${baseUrl}${addressOf(operation, request)}`, {
    method: operation.method,
    headers: {
      authorization: `Bearer ${operation.managementOnly ? tokens.management : tokens.location}`,
      ...(payload && { 'content-type': payload.contentType }),
      ...(key !== undefined && { 'idempotency-key': key }),
    },
    ...(payload && { body: payload.bytes }),
  });
  const text = await reply.text();
  assert.equal(reply.status, operation.success, `${operation.id}: ${text}`);
  return JSON.parse(text) as Wire;
}
