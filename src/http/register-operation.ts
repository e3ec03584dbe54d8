import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Operation } from '../../contract/operation.ts';
import { shorten } from '../lib/text.ts';
import { bodyAsMeant } from './body-as-meant.ts';
import { admit, checkOwnLocation } from './admit.ts';
import { checkQuery } from './check-query.ts';
import { checkBody, checkText, ifMatchOf, requireObject } from './check-request.ts';
import { type SentFile, contentOf } from '../features/files/files.ts';
import { idempotencyOf } from './idempotency-key.ts';
import type {
  Call,
  CallLocation,
  HandlerDeps,
  OperationHandler,
  JsonReply,
  OperationRequest,
} from './operation-request.ts';
import type { Engine } from '../storage/engine.ts';
import type { ReplyCheck } from './reply-check.ts';
import { type PartCheck, readForm, requireForm } from './read-form.ts';
import { sendFile } from './send-file.ts';
import type { UploadSlots } from './upload-slots.ts';
import { usersNamed, warnOfStrangers } from './warn-of-strangers.ts';
import { type Validator, asRecord, createValidator } from './validate.ts';

export type OperationDeps = HandlerDeps & {
  idempotencyKeyLimit: number;
  idempotencyMs: number;
  publicUrl: string | undefined;
  uploadSlots: UploadSlots;
  checkReply: ReplyCheck | undefined;
};

/** Of a request about the whole installation: no record is stored under this number. */
const nowhere: CallLocation = { no: 0, id: '', country: 'US' };

type Validators = { query: Validator | undefined; body: Validator | undefined };
type Checks = Validators & Pick<OperationHandler, 'checkValues'>;

/** One operation's route: location, scope and body checks, then its handler, then its reply. */
export function registerOperation(
  app: FastifyInstance,
  { operation, handle, checkValues }: OperationHandler,
  deps: OperationDeps,
): void {
  const bodySchema = operation.body ?? operation.form;
  const validators: Validators = {
    query: operation.query && createValidator(operation.query),
    body: bodySchema && createValidator(bodySchema),
  };
  for (const path of [operation.path, ...(operation.alsoAt ?? [])]) {
    app.route({
      method: operation.method,
      url: path.replaceAll(/\{(\w+)\}/g, ':$1'),
      config: { operation },
      // Before the body is read, where it is not the body that names the location.
      onRequest: async ({ call, params, query, headers }) => {
        if (!call || operation.location === 'body') return;
        const sent = { params: asRecord(params), query: asRecord(query), body: undefined };
        call.location = await admit(operation, call, sent, deps.engine);
        if (operation.form) requireForm(headers, deps.limits);
      },
      handler: async (request, reply) => {
        const { call } = request;
        if (!call) throw new Error('an operation without its token check');
        const files: SentFile[] = [];
        const turn = {
          locationNo: call.location?.no ?? nowhere.no,
          integrationNo: call.caller.integrationNo,
        };
        const leave = operation.form && (await deps.uploadSlots.enter(turn, request.raw));
        try {
          const checks = { ...validators, checkValues };
          const ready = {
            ...(await prepare(operation, checks, request, call, deps, files)),
            signal: () => abortedWith(reply),
          };
          const made = await handle(ready, inTurnOf(ready, deps));
          if ('file' in made) return sendFile(made.file, reply);
          return send(operation, made, reply, call, deps.checkReply);
        } finally {
          for (const { staged } of files) await staged.discard();
          leave?.();
        }
      },
    });
  }
}

async function prepare(
  operation: Operation,
  { checkValues, ...validators }: Checks,
  request: FastifyRequest,
  call: Call,
  deps: OperationDeps,
  files: SentFile[],
): Promise<Omit<OperationRequest<Operation>, 'signal'>> {
  const params = asRecord(request.params);
  const sentQuery = asRecord(request.query);
  let { body } = request;
  const { caller } = call;

  if (operation.location === 'body') requireObject(body);
  const sent = { params, query: sentQuery, body };
  if (operation.location === 'body') {
    call.location = await admit(operation, call, sent, deps.engine);
  }
  const location = call.location ?? nowhere;
  checkOwnLocation(operation, call, body, location);
  const { query, loose } = checkQuery(operation, validators.query, sentQuery, call);
  checkText(params);
  const checkOwn = async (rest: Record<string, unknown>): Promise<unknown> =>
    checkValues?.(rest, location, deps.engine.read);
  if (operation.form) {
    const checkPart: PartCheck = (name, text) => checkOwn({ [name]: text });
    const { files: store, limits } = deps;
    body = await readForm(request.raw, { store, limits, checkPart }, files);
  } else body = bodyAsMeant(operation, body, call.compatibility);
  const checkedBody =
    validators.body &&
    (await checkBody(operation, validators.body, body, call, {
      notes: request.bodyNotes,
      checkValues: checkOwn,
    }));
  if (operation.namesUsers) {
    const named = usersNamed(operation.namesUsers, checkedBody);
    if (named.length > 0) await warnOfStrangers(named, location, call, deps.engine);
  }
  const idempotency = idempotencyOf({
    operation,
    key: request.headers['idempotency-key'],
    keyLimit: deps.idempotencyKeyLimit,
    keptSince: call.now - deps.idempotencyMs,
    integrationNo: caller.integrationNo,
    url: request.url,
    version: call.version,
    body: operation.form ? [body, files.map(contentOf)] : body,
    authorization: request.headers.authorization ?? '',
  });
  return {
    params,
    query,
    body: checkedBody,
    files,
    location,
    call,
    loose,
    ifVersion: operation.ifMatch ? ifMatchOf(request.headers['if-match']) : null,
    context: {
      now: call.now,
      traceId: call.traceId,
      actor: { kind: 'integration', id: caller.integrationId, name: caller.name },
      turn: { locationNo: location.no, integrationNo: caller.integrationNo },
      ...(idempotency && { idempotency }),
    },
    baseUrl: deps.publicUrl ?? `${request.protocol}://${request.host}`,
  };
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
  made: JsonReply,
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

export const mostWarnings = 50;

function warningsJson(warnings: readonly string[]): string {
  const left = warnings.length - mostWarnings;
  const shown = warnings.slice(0, mostWarnings).map((each) => shorten(each, 400));
  return JSON.stringify(left > 0 ? [...shown, `${left} more warnings are left out`] : shown);
}
