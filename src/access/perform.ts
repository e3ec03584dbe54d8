import type { Operation } from '../../contract/operation.ts';
import { type SentFile, contentOf } from '../features/files/files.ts';
import { errors } from '../errors/catalogue.ts';
import type { Access } from './access.ts';
import { bodyAsMeant } from './body-as-meant.ts';
import { admit, checkOwnLocation } from './admit.ts';
import { checkQuery } from './check-query.ts';
import { type BodyNotes, checkBody, checkText, ifMatchOf, requireObject } from './check-request.ts';
import { idempotencyOf } from './idempotency.ts';
import type {
  Call,
  CallLocation,
  HandlerDeps,
  OperationHandler,
  OperationReply,
  OperationRequest,
} from './operation-request.ts';
import type { Engine } from '../storage/engine.ts';
import { type Validator, asRecord, createValidator } from './validate.ts';
import { usersNamed, warnOfStrangers } from './warn-of-strangers.ts';

export type PerformDeps = HandlerDeps & {
  again: Access['again'];
  idempotencyKeyLimit: number;
  idempotencyMs: number;
};

/** What a surface has read of a request, before any check of it. */
export type Sent = {
  params: Record<string, unknown>;
  query: Record<string, unknown>;
  body: unknown;
  /** Of a JSON body. */
  notes: BodyNotes | undefined;
  /** Reads the parts of a form, each of which is checked as it comes; its files are on the disk. */
  readForm?(
    checkPart: (name: string, text: string) => Promise<unknown>,
  ): Promise<Record<string, string>>;
  files: readonly SentFile[];
  idempotencyKey: string | string[] | undefined;
  ifMatch: string | undefined;
  /** Where it was sent: with the version and the body, what makes two requests the same. */
  url: string;
  baseUrl: string;
  signal(): AbortSignal;
};

/** Of a request about the whole installation: no record is stored under this number. */
export const nowhere: CallLocation = { no: 0, id: '', country: 'US' };

export type Performer = (call: Call, sent: Sent) => Promise<OperationReply>;

/** One operation as every surface performs it: location, scope and value checks, then its handler. */
export function createPerformer(
  { operation, handle, checkValues }: OperationHandler,
  deps: PerformDeps,
): Performer {
  const bodySchema = operation.body ?? operation.form;
  const checks = {
    query: operation.query && createValidator(operation.query),
    body: bodySchema && createValidator(bodySchema),
    checkValues,
  };
  return async (call, sent) => {
    const request = await prepare(operation, checks, call, sent, deps);
    return handle(request, inTurnOf(request, deps));
  };
}

type Checks = Pick<OperationHandler, 'checkValues'> & {
  query: Validator | undefined;
  body: Validator | undefined;
};

async function prepare(
  operation: Operation,
  { checkValues, ...validators }: Checks,
  call: Call,
  asSent: Sent,
  deps: PerformDeps,
): Promise<OperationRequest<Operation>> {
  const { params, files } = asSent;
  if (operation.location === 'body') {
    requireObject(asSent.body);
    Object.assign(call, await admit(operation, call, asSent, deps.engine));
  }
  const location = call.location ?? nowhere;
  const sent = namingLocation(operation, call, asSent);
  const { caller } = call;
  checkOwnLocation(operation, call, sent.body, location);
  const { query, loose } = checkQuery(operation, validators.query, sent.query, call);
  checkText(params);
  const checkOwn = async (rest: Record<string, unknown>): Promise<unknown> =>
    checkValues?.(rest, location, deps.engine.read);
  const body = sent.readForm
    ? await sent.readForm((name, text) => checkOwn({ [name]: text }))
    : bodyAsMeant(operation, sent.body, call.compatibility);
  const checkedBody =
    validators.body &&
    (await checkBody(operation, validators.body, body, call, {
      notes: sent.notes,
      checkValues: checkOwn,
    }));
  if (operation.namesUsers) {
    const named = usersNamed(operation.namesUsers, checkedBody);
    if (named.length > 0) await warnOfStrangers(named, location, call, deps.engine);
  }
  const idempotency = idempotencyOf({
    operation,
    key: sent.idempotencyKey,
    keyLimit: deps.idempotencyKeyLimit,
    keptSince: call.now - deps.idempotencyMs,
    actorKey: caller.actorKey,
    locationNo: caller.location?.no ?? null,
    url: sent.url,
    version: call.version,
    body: sent.readForm ? [body, files.map(contentOf)] : body,
    authorization: call.secret,
  });
  return {
    params,
    query,
    body: checkedBody,
    files,
    location,
    call,
    loose,
    ifVersion: operation.ifMatch ? ifMatchOf(sent.ifMatch) : null,
    context: {
      now: call.now,
      traceId: call.traceId,
      actor: caller.actor,
      turn: { locationNo: location.no, actorKey: caller.actorKey },
      ...(idempotency && { idempotency }),
    },
    baseUrl: sent.baseUrl,
    signal: sent.signal,
    again: async () => {
      const found = { ...call, caller: await deps.again(call) };
      const admission = await admit(operation, found, sent, deps.engine);
      // Who has one location alone may have another one by now.
      if (admission.location?.no !== call.location?.no) throw errors.locationForbidden(null);
      return admission.caller;
    },
  };
}

/** Of a session, whose header or only location says what query or body leave out. */
function namingLocation(
  { location: place }: Operation,
  { caller, location }: Call,
  sent: Sent,
): Sent {
  if (!('session' in caller) || !location || (place !== 'query' && place !== 'body')) return sent;
  const named = asRecord(sent[place]);
  return Object.hasOwn(named, 'locationId')
    ? sent
    : { ...sent, [place]: { ...named, locationId: location.id } };
}

/** Every query of the request waits for its caller's turn, and stops when the client has gone. */
function inTurnOf(
  { context, signal }: Pick<OperationRequest<Operation>, 'context' | 'signal'>,
  deps: HandlerDeps,
): HandlerDeps {
  const query: Engine['query'] = (asked, input, options) =>
    deps.engine.query(asked, input, {
      ...(context.turn && { turn: context.turn }),
      signal: options?.signal ?? signal(),
    });
  return { ...deps, engine: { ...deps.engine, query } };
}
