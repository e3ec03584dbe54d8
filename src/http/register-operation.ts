import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Operation } from '../../contract/operation.ts';
import { grants } from '../../contract/scopes.ts';
import { errors } from '../errors/catalogue.ts';
import { findLocation } from '../features/locations/locations.ts';
import type { Engine } from '../storage/engine.ts';
import { idempotencyOf } from './idempotency-key.ts';
import type {
  Call,
  CallLocation,
  HandlerDeps,
  OperationHandler,
  OperationReply,
  OperationRequest,
} from './operation-request.ts';
import { shorten } from '../lib/text.ts';
import type { ReplyCheck } from './reply-check.ts';
import { type Validator, createValidator, findMalformedText } from './validate.ts';
import { isSearchable } from '../features/contacts/contact-filters.ts';

export type OperationDeps = HandlerDeps & {
  idempotencyKeyLimit: number;
  idempotencyMs: number;
  publicUrl: string | undefined;
  checkReply: ReplyCheck | undefined;
};

type Validators = { query: Validator | undefined; body: Validator | undefined };

/** One operation's route: location, scope and body checks, then its handler, then its reply. */
export function registerOperation(
  app: FastifyInstance,
  { operation, handle }: OperationHandler,
  deps: OperationDeps,
): void {
  const validators: Validators = {
    query: operation.query && createValidator(operation.query),
    body: operation.body && createValidator(operation.body),
  };
  app.route({
    method: operation.method,
    url: operation.path.replaceAll(/\{(\w+)\}/g, ':$1'),
    config: { operation },
    // Before the body is read, where it is not the body that names the location.
    onRequest: async ({ call, params, query }) => {
      if (!call || operation.location === 'body') return;
      const sent = { params: asRecord(params), query: asRecord(query), body: undefined };
      call.location = await admit(operation, call, sent, deps.engine);
    },
    handler: async (request, reply) => {
      const { call } = request;
      if (!call) throw new Error('an operation without its token check');
      const ready = {
        ...(await prepare(operation, validators, request, call, deps)),
        signal: () => abortedWith(reply),
      };
      return send(operation, await handle(ready, deps), reply, call, deps.checkReply);
    },
  });
}

async function prepare(
  operation: Operation,
  validators: Validators,
  request: FastifyRequest,
  call: Call,
  deps: OperationDeps,
): Promise<Omit<OperationRequest<Operation>, 'signal'>> {
  const params = asRecord(request.params);
  const sentQuery = asRecord(request.query);
  const body = request.body;
  const { caller } = call;

  if (operation.location === 'body') requireObject(body);
  const sent = { params, query: sentQuery, body };
  const location = call.location ?? (await admit(operation, call, sent, deps.engine));
  checkOwnLocation(operation, call, body, location);
  const { query, loose } = checkQuery(operation, validators.query, sentQuery, call);
  checkText(params);
  const checkedBody = validators.body && checkBody(operation, validators.body, body, call);
  const idempotency = idempotencyOf({
    operation,
    key: request.headers['idempotency-key'],
    keyLimit: deps.idempotencyKeyLimit,
    keptSince: call.now - deps.idempotencyMs,
    integrationNo: caller.integrationNo,
    url: request.url,
    version: call.version,
    body,
    authorization: request.headers.authorization ?? '',
  });
  return {
    params,
    query,
    body: checkedBody,
    location,
    call,
    loose,
    ifVersion: operation.ifMatch ? ifMatchOf(request.headers['if-match']) : null,
    context: {
      now: call.now,
      traceId: call.traceId,
      actor: { kind: 'integration', id: caller.integrationId, name: caller.name },
      ...(idempotency && { idempotency }),
    },
    baseUrl: deps.publicUrl ?? `${request.protocol}://${request.host}`,
  };
}

type Sent = { params: Record<string, unknown>; query: Record<string, unknown>; body: unknown };

/** The location a request is about, of a caller that may do this there. */
async function admit(
  operation: Operation,
  call: Call,
  sent: Sent,
  engine: Engine,
): Promise<CallLocation> {
  const location = await locate(operation, call, sent, engine);
  const { caller } = call;
  if (operation.managementOnly && caller.location) {
    throw errors.managementTokenRequired(operation.scope);
  }
  if (!grants(caller.scopes, operation.scope)) throw errors.scopeMissing(operation.scope);
  return location;
}

/** An update may repeat its own location, where the compatibility lets it say so at all. */
function checkOwnLocation(
  operation: Operation,
  { caller, compatibility }: Call,
  body: unknown,
  location: CallLocation,
): void {
  if (!operation.body || operation.location !== 'token') return;
  if (compatibility.unpublishedProperty === 'refuse') return;
  const named = asRecord(body)['locationId'];
  if (named === undefined || locationIdOf(named) === location.id) return;
  throw errors.locationForbidden(caller.location?.id ?? null);
}

/** The location a request is about, which must be the token's own. */
async function locate(
  operation: Operation,
  { caller }: Call,
  sent: Sent,
  engine: Engine,
): Promise<CallLocation> {
  const named =
    operation.location === 'path'
      ? sent.params['locationId']
      : operation.location === 'body'
        ? asRecord(sent.body)['locationId']
        : sent.query['locationId'];
  if (named === undefined && operation.location === 'token' && caller.location) {
    return caller.location;
  }
  const id = locationIdOf(named);
  if (caller.location) {
    if (id !== caller.location.id) throw errors.locationForbidden(caller.location.id);
    return caller.location;
  }
  const location = await findLocation(engine.read, id);
  if (!location) throw errors.locationNotFound(id);
  return location;
}

function locationIdOf(named: unknown): string {
  if (named === undefined || (typeof named === 'string' && named.trim() === '')) {
    throw errors.locationRequired('locationId should not be empty');
  }
  if (typeof named !== 'string') throw errors.locationRequired('locationId must be a string');
  return named;
}

function requireObject(body: unknown): void {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) throw errors.bodyRequired();
}

function checkQuery(
  operation: Operation,
  validator: Validator | undefined,
  sent: Record<string, unknown>,
  call: Call,
): { query: Record<string, unknown>; loose: string[] } {
  const query = { ...sent };
  const loose: string[] = [];
  for (const name of validator?.unknown(sent) ?? Object.keys(sent)) {
    delete query[name];
    if (name === 'locationId') continue;
    const texts = [sent[name]].flat().map(String);
    const found = [name, ...texts].filter(isSearchable);
    if (operation.searchesUnknownQuery && found.length > 0) loose.push(...found);
    else if (call.compatibility.unknownQuery === 'warn') {
      call.warnings.push(`query parameter ${name.slice(0, 100)} is not known and was ignored`);
    }
  }
  // An empty parameter is an absent one; said, since a filter may have been meant.
  for (const [name, value] of Object.entries(query)) {
    if (typeof value !== 'string' || value.trim() !== '') continue;
    delete query[name];
    call.warnings.push(`query parameter ${name} is empty and was ignored`);
  }
  checkText(query);
  const problems = validator?.problems(query) ?? [];
  if (problems.length > 0) throw errors.validationFailed(problems);
  return { query, loose };
}

function checkBody(
  operation: Operation,
  validator: Validator,
  body: unknown,
  call: Call,
): Record<string, unknown> {
  // A POST that needs nothing may come without a body.
  const required = operation.location !== 'path' || operation.method === 'PUT';
  if (body !== undefined || required) requireObject(body);
  const sent = asRecord(body);
  const unpublished =
    call.compatibility.unpublishedProperty === 'refuse' ? (operation.unpublishedBody ?? []) : [];
  const { unstoredBody = [] } = operation;
  const unstored = unstoredBody.filter((name) => Object.hasOwn(sent, name));
  const unknown = [
    ...validator.unknown(sent).filter((name) => !unstored.includes(name)),
    ...unpublished.filter((name) => Object.hasOwn(sent, name)),
  ];
  checkText(sent);
  const problems = validator.problems(sent);
  if (unknown.length > 0 && call.compatibility.unknownProperty === 'refuse') {
    const messages = unknown.map((field) => ({
      field,
      message: `property ${field} should not exist`,
    }));
    throw errors.validationFailed([...messages, ...problems]);
  }
  if (problems.length > 0) throw errors.validationFailed(problems);
  for (const name of unknown) {
    call.warnings.push(`property ${name.slice(0, 100)} is not known and was ignored`);
  }
  for (const name of unstored) {
    call.warnings.push(`property ${name} is not stored and was ignored`);
  }
  return sent;
}

function checkText(value: unknown): void {
  const field = findMalformedText(value);
  if (field !== undefined) {
    const message = `${field} must be well-formed text without NUL`;
    throw errors.validationFailed([{ field, message }]);
  }
}

function ifMatchOf(header: string | undefined): number | null {
  if (header === undefined || header.trim() === '*') return null;
  const version = /^(?:W\/)?"(\d{1,15})"$/.exec(header.trim())?.[1];
  if (version === undefined) throw errors.ifMatchInvalid();
  return Number(version);
}

/** Aborted when the connection goes before the reply is out. */
function abortedWith({ raw }: FastifyReply): AbortSignal {
  const controller = new AbortController();
  if (raw.destroyed) controller.abort();
  else {
    raw.once('close', () => {
      if (!raw.writableFinished) controller.abort();
    });
  }
  return controller.signal;
}

function send(
  operation: Operation,
  made: OperationReply,
  reply: FastifyReply,
  call: Call,
  check: ReplyCheck | undefined,
): string {
  const body = typeof made.body === 'string' ? made.body : JSON.stringify(made.body);
  const traceId = made.replayedTraceId ?? call.traceId;
  const warnings = call.warnings.length > 0 ? `,"warnings":${warningsJson(call.warnings)}` : '';
  const separator = body === '{}' ? '' : ',';
  const json = `${body.slice(0, -1)}${separator}"traceId":"${traceId}"${warnings}}`;
  check?.(operation, call.version, json);
  if (made.version !== undefined) reply.header('ETag', `"${made.version}"`);
  if (made.replayedTraceId !== undefined) reply.header('Idempotency-Replayed', 'true');
  reply.code(operation.success).header('Content-Type', 'application/json; charset=utf-8');
  return json;
}

const mostWarnings = 50;

function warningsJson(warnings: readonly string[]): string {
  const left = warnings.length - mostWarnings;
  const shown = warnings.slice(0, mostWarnings).map((each) => shorten(each, 400));
  return JSON.stringify(left > 0 ? [...shown, `${left} more warnings are left out`] : shown);
}

function asRecord(value: unknown): Record<string, unknown> {
  // An object from a parser: its keys are texts.
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
