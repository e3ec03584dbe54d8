import type { FastifyInstance } from 'fastify';
import { createSessionPerformer } from '../access/perform-session.ts';
import type { SessionDeps, SessionHandler } from '../access/session-request.ts';
import type { ReplyCheck } from '../access/reply-check.ts';
import { asRecord } from '../access/validate.ts';
import { routesOf } from './routes.ts';
import { jsonOf } from './send-json.ts';
import { sessionCookie } from './session-cookie.ts';

export type SessionOperationDeps = SessionDeps & {
  publicUrl: string | undefined;
  checkReply: ReplyCheck | undefined;
};

/** One operation's route of who signs in: what HTTP brings to it, and the cookie of its reply. */
export function registerSessionOperation(
  app: FastifyInstance,
  handler: SessionHandler,
  deps: SessionOperationDeps,
): void {
  const { operation } = handler;
  const perform = createSessionPerformer(handler, deps);
  const { publicUrl } = deps;
  for (const route of routesOf(operation)) {
    app.route({
      ...route,
      config: { sessionOperation: operation },
      handler: async (request, reply) => {
        const call = request.sessionCall;
        if (!call) throw new Error('an operation without its session check');
        const made = await perform(call, {
          body: request.body,
          notes: request.bodyNotes,
          query: asRecord(request.query),
          address: request.ip,
          userAgent: request.headers['user-agent'] ?? '',
          baseUrl: publicUrl ?? `${request.protocol}://${request.host}`,
        });
        const { cookie } = made;
        if (cookie) {
          const token = cookie === 'ended' ? undefined : cookie.token;
          reply.header('Set-Cookie', sessionCookie(request, publicUrl, token));
        }
        const json = jsonOf(JSON.stringify(made.body), call.traceId, call.warnings);
        deps.checkReply?.(operation.reply[call.version], operation.id, json);
        reply.code(operation.success).header('Content-Type', 'application/json; charset=utf-8');
        return json;
      },
    });
  }
}
