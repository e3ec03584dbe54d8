import type { SessionOperation } from '../../contract/operation.ts';
import { actorKeyOf } from '../lib/actor.ts';
import { type BodyNotes, checkBody } from './check-request.ts';
import { checkQuery } from './check-query.ts';
import type { SessionCall, SessionDeps, SessionHandler, SessionReply } from './session-request.ts';
import { createValidator } from './validate.ts';

/** What a surface has read of a request, before any check of it. */
export type SessionSent = {
  body: unknown;
  notes: BodyNotes | undefined;
  query: Record<string, unknown>;
  address: string;
  userAgent: string;
  baseUrl: string;
};

export type SessionPerformer = (call: SessionCall, sent: SessionSent) => Promise<SessionReply>;

/** One operation of who signs in, as every surface performs it. */
export function createSessionPerformer(
  { operation, handle }: SessionHandler,
  deps: SessionDeps,
): SessionPerformer {
  const validator = operation.body && createValidator(operation.body);
  return async (call, sent) => {
    checkQuery(operation, undefined, sent.query, call);
    const body =
      validator &&
      (await checkBody(operation, validator, sent.body, call, {
        notes: sent.notes,
        checkValues: async () => undefined,
      }));
    const { address, userAgent } = sent;
    return handle(
      {
        body,
        call,
        baseUrl: sent.baseUrl,
        origin: { address, userAgent, formerHash: call.token?.hash ?? null },
        context: contextOf(operation, call, address),
      },
      deps,
    );
  };
}

function contextOf({ id }: SessionOperation, call: SessionCall, address: string) {
  const { caller, now, traceId } = call;
  const actor = caller?.actor ?? ({ kind: 'server', id, name: 'nobody signed in' } as const);
  const actorKey = caller ? actorKeyOf(caller.actor) : `address:${address}`;
  return { now, traceId, actor, turn: { locationNo: 0, actorKey } };
}
