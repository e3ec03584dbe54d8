import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Operation, ReplySchema } from '../../contract/operation.ts';
import { admit } from '../access/admit.ts';
import type { CallLog } from '../access/call-log.ts';
import type { Call, JsonReply, OperationHandler } from '../access/operation-request.ts';
import { type PerformDeps, type Sent, createPerformer, nowhere } from '../access/perform.ts';
import type { ReplyCheck } from '../access/reply-check.ts';
import { asRecord } from '../access/validate.ts';
import type { SentFile } from '../features/files/files.ts';
import { readForm, requireForm } from './read-form.ts';
import { routesOf } from './routes.ts';
import { jsonOf } from './send-json.ts';
import { sendFile } from './send-file.ts';
import { sendLive } from './send-live.ts';
import type { UploadSlots } from './upload-slots.ts';

export type OperationDeps = PerformDeps & {
  publicUrl: string | undefined;
  uploadSlots: UploadSlots;
  callLog: CallLog;
  checkReply: ReplyCheck | undefined;
};

/** One operation's route: what HTTP brings to it, and what becomes of its reply. */
export function registerOperation(
  app: FastifyInstance,
  handler: OperationHandler,
  deps: OperationDeps,
): void {
  const { operation } = handler;
  const perform = createPerformer(handler, deps);
  const enter = async ({ params, query, headers }: FastifyRequest, call: Call): Promise<void> => {
    const sent = { params: asRecord(params), query: asRecord(query), body: undefined };
    Object.assign(call, await admit(operation, call, sent, deps.engine));
    if (operation.form) requireForm(headers, deps.limits);
  };
  for (const route of routesOf(operation)) {
    app.route({
      ...route,
      config: { operation, ...(operation.location !== 'body' && { enter }) },
      onResponse: ({ call }, { statusCode }, done) => {
        noteCall(operation, call, statusCode, deps);
        done();
      },
      handler: async (request, reply) => {
        const { call } = request;
        if (!call) throw new Error('an operation without its token check');
        const files: SentFile[] = [];
        const turn = {
          locationNo: call.location?.no ?? nowhere.no,
          actorKey: call.caller.actorKey,
        };
        const leave = operation.form && (await deps.uploadSlots.enter(turn, request.raw));
        try {
          const made = await perform(call, sentBy(operation, request, reply, deps, files));
          if ('file' in made) return sendFile(made.file, reply);
          if ('live' in made) {
            const check = (json: string): void => deps.checkReply?.(operation, call.version, json);
            return sendLive(made.live, request, reply, { warnings: call.warnings, check });
          }
          return send(operation, made, reply, call, deps.checkReply);
        } finally {
          for (const { staged } of files) await staged.discard();
          leave?.();
        }
      },
    });
  }
}

/** Of a location's integrations: management's own calls are in no location. */
function noteCall(
  { method, path: route }: Operation,
  call: Call | undefined,
  status: number,
  { callLog }: OperationDeps,
): void {
  if (!call || 'session' in call.caller || call.caller.location === null) return;
  const { integrationNo, location } = call.caller;
  callLog.note({ integrationNo, locationNo: location.no, at: call.now, method, route, status });
}

function sentBy(
  operation: Operation,
  request: FastifyRequest,
  reply: FastifyReply,
  deps: OperationDeps,
  files: SentFile[],
): Sent {
  const { headers } = request;
  const { files: store, limits } = deps;
  return {
    params: asRecord(request.params),
    query: queryOf(operation, request),
    body: request.body,
    notes: request.bodyNotes,
    ...(operation.form && {
      readForm: (checkPart) => readForm(request.raw, { store, limits, checkPart }, files),
    }),
    files,
    idempotencyKey: headers['idempotency-key'],
    ifMatch: headers['if-match'],
    url: request.url,
    baseUrl: deps.publicUrl ?? `${request.protocol}://${request.host}`,
    signal: () => abortedWith(reply),
  };
}

/** A client that connects again says in a header where it was, and keeps the address it began with. */
function queryOf({ streamReply }: Operation, request: FastifyRequest): Record<string, unknown> {
  const query = asRecord(request.query);
  const lastId = request.headers['last-event-id'];
  return streamReply && typeof lastId === 'string' && lastId.trim() !== ''
    ? { ...query, after: lastId.trim() }
    : query;
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

function schemaOf(operation: Operation, { accepted }: JsonReply): ReplySchema {
  return (accepted && operation.accepted) || operation.reply;
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
  const json = jsonOf(body, traceId, call.warnings);
  check?.(schemaOf(operation, made)[call.version], operation.id, json);
  // In small letters, which Fastify need not make anew.
  if (made.version !== undefined) reply.header('etag', `"${made.version}"`);
  if (made.replayedTraceId !== undefined) reply.header('idempotency-replayed', 'true');
  reply
    .code(made.accepted ? 202 : operation.success)
    .header('content-type', 'application/json; charset=utf-8');
  return json;
}
