import { apiBase } from '../lib/place.ts';
import { type OperationId, type Operations, routes } from './generated/operations.ts';

export type FieldProblem = { field: string; message: string };

/** What the server refused, or that it could not be reached (status 0). */
export class ApiError extends Error {
  readonly status: number;
  readonly code: string;
  readonly fields: readonly FieldProblem[];
  readonly requiredScopes: readonly string[];
  readonly traceId: string | undefined;
  readonly retryAfterSeconds: number | undefined;

  constructor(status: number, message: string, body: Partial<ErrorBody>, retryAfter?: number) {
    super(message);
    this.name = 'ApiError';
    this.status = status;
    this.code = body.code ?? '';
    this.fields = body.fields ?? [];
    this.requiredScopes = body.requiredScopes ?? [];
    this.traceId = body.traceId;
    this.retryAfterSeconds = retryAfter;
  }
}

type ErrorBody = {
  message: string | string[];
  code: string;
  fields: FieldProblem[];
  requiredScopes: string[];
  traceId: string;
};

export type Sent = {
  query?: Readonly<Record<string, string | undefined>> | undefined;
  body?: unknown;
  /** Where the address names none. */
  locationId?: string | undefined;
  signal?: AbortSignal | undefined;
};

type Signing = () => Promise<void>;

let signInAgain: Signing | undefined;

/** What to do when a session has ended in the middle of work: resolves once there is another. */
export function whenSessionEnds(handler: Signing | undefined): void {
  signInAgain = handler;
}

/** A request of the app. One that meets the end of the session waits for the next one, and is sent again. */
export async function send<Reply>(method: string, path: string, sent: Sent = {}): Promise<Reply> {
  try {
    return await sendOnce<Reply>(method, path, sent);
  } catch (error) {
    if (!(isOfNobody(error) && signInAgain)) throw error;
    await signInAgain();
    return sendOnce<Reply>(method, path, sent);
  }
}

/** A cookie that has ended is not sent at all: then the server misses a token. */
function isOfNobody(error: unknown): boolean {
  return error instanceof ApiError && ['session_missing', 'token_missing'].includes(error.code);
}

/** As it is, whoever is signed in: for what begins and ends sessions. */
export async function sendOnce<Reply>(method: string, path: string, sent: Sent): Promise<Reply> {
  const { query, body, locationId, signal } = sent;
  const given = Object.entries(query ?? {}).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  );
  const search = given.length > 0 ? `?${new URLSearchParams(given)}` : '';
  const reply = await fetch(`${apiBase}${path}${search}`, {
    method,
    headers: {
      'X-Groundlevel-Client': 'app',
      ...(locationId !== undefined && { 'X-Groundlevel-Location': locationId }),
      ...(body !== undefined && { 'Content-Type': 'application/json' }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
    ...(signal && { signal }),
  }).catch((error: unknown) => {
    if (signal?.aborted) throw error;
    throw new ApiError(0, 'The server cannot be reached.', {});
  });
  const read: unknown = await reply.json().catch(() => undefined);
  if (reply.ok) return read as Reply;
  throw errorOf(reply, (read ?? {}) as Partial<ErrorBody>);
}

function errorOf(reply: Response, body: Partial<ErrorBody>): ApiError {
  const { message } = body;
  const said = Array.isArray(message) ? message.join('. ') : message;
  const retryAfter = Number(reply.headers.get('Retry-After') ?? Number.NaN);
  const text = said ?? `The server answered ${reply.status}.`;
  return new ApiError(reply.status, text, body, Number.isNaN(retryAfter) ? undefined : retryAfter);
}

type Part = 'params' | 'query' | 'body';
type Input<Id extends OperationId> = {
  [part in Part as [Operations[Id][part]] extends [undefined] ? never : part]: Operations[Id][part];
} & { locationId?: string; signal?: AbortSignal };

type Reply<Id extends OperationId> = Promise<Operations[Id]['reply']>;

/** An operation of the API, by the name it is published under. */
export function call<Id extends OperationId>(id: Id, input: Input<Id>): Reply<Id> {
  return send(...addressed(id, input));
}

/** Whoever is signed in. */
export function callOnce<Id extends OperationId>(id: Id, input: Input<Id>): Reply<Id> {
  return sendOnce(...addressed(id, input));
}

type Given = Sent & { params?: Readonly<Record<string, string>> };

function addressed(id: OperationId, { params, ...sent }: Given): [string, string, Sent] {
  const [method, path] = routes[id];
  const filled = path.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(params?.[name] ?? ''),
  );
  return [method, filled, sent];
}
