import { curlOf } from '../lib/curl.ts';
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
  /** What the refusal is about: of a duplicate, the contact that is there. */
  readonly meta: Readonly<Record<string, unknown>>;

  constructor(status: number, message: string, body: Partial<ErrorBody>, retryAfter?: number) {
    super(message);
    this.name = 'ApiError';
    this.status = status;
    this.code = body.code ?? '';
    this.fields = body.fields ?? [];
    this.requiredScopes = body.requiredScopes ?? [];
    this.traceId = body.traceId;
    this.retryAfterSeconds = retryAfter;
    this.meta = body.meta ?? {};
  }
}

type ErrorBody = {
  message: string | string[];
  code: string;
  fields: FieldProblem[];
  requiredScopes: string[];
  traceId: string;
  meta: Record<string, unknown>;
};

export type Sent = {
  query?: Readonly<Record<string, string | undefined>> | undefined;
  body?: unknown;
  /** Where the address names none. */
  locationId?: string | undefined;
  /** The version that a change was made from; another one is refused with 412. */
  ifMatch?: string | undefined;
  /** Of a POST that may be sent again without being done again. */
  idempotencyKey?: string | undefined;
  signal?: AbortSignal | undefined;
};

/** A reply with the version of the contact it is of. */
export type Tagged<Reply> = { reply: Reply; etag: string | undefined };

type Signing = () => Promise<void>;

let signInAgain: Signing | undefined;

/** What to do when a session has ended in the middle of work: resolves once there is another. */
export function whenSessionEnds(handler: Signing | undefined): void {
  signInAgain = handler;
}

export type SentChange = { method: string; path: string; body: unknown };

let sentChange: SentChange | undefined;

/** The last request that changed something, for who wants to do the same by the API. */
export function lastSentChange(): SentChange | undefined {
  return sentChange;
}

/** Whoever signs in next does not read what others sent. */
export function forgetSentChange(): void {
  sentChange = undefined;
}

/** These read, and take a body all the same. */
const readsByPost = /\/search(?:\/filter-by-email)?$|^\/api\/contacts\/(?:count|facets)$/;

/** A request of the app. One that meets the end of the session waits for the next one, and is sent again. */
async function send<Reply>(method: string, path: string, sent: Sent): Promise<Tagged<Reply>> {
  const reply = await sendOnce<Reply>(method, path, sent).catch(async (error: unknown) => {
    if (!(isOfNobody(error) && signInAgain)) throw error;
    await signInAgain();
    return sendOnce<Reply>(method, path, sent);
  });
  if (method !== 'GET' && !readsByPost.test(path)) {
    sentChange = { method, path: withQuery(path, sent.query), body: sent.body };
  }
  return reply;
}

/** A cookie that has ended is not sent at all: then the server misses a token. */
function isOfNobody(error: unknown): boolean {
  return error instanceof ApiError && ['session_missing', 'token_missing'].includes(error.code);
}

/** As it is, whoever is signed in: for what begins and ends sessions. */
async function sendOnce<Reply>(method: string, path: string, sent: Sent): Promise<Tagged<Reply>> {
  const reply = await fetchAs(method, path, sent);
  const read: unknown = await reply.json().catch(() => undefined);
  if (reply.ok) return { reply: read as Reply, etag: reply.headers.get('ETag') ?? undefined };
  throw errorOf(reply, (read ?? {}) as Partial<ErrorBody>);
}

/** The bytes of a reply that goes on for as long as it is read. */
export async function openStream(
  path: string,
  query: NonNullable<Sent['query']>,
  signal: AbortSignal,
): Promise<ReadableStream<Uint8Array>> {
  const reply = await fetchAs('GET', path, { query, signal });
  if (reply.ok && reply.body) return reply.body;
  throw errorOf(reply, (await reply.json().catch(() => ({}))) as Partial<ErrorBody>);
}

function withQuery(path: string, query: Sent['query']): string {
  const given = Object.entries(query ?? {}).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  );
  return given.length > 0 ? `${path}?${new URLSearchParams(given)}` : path;
}

/** Files and what belongs to them; not sent again where the session has ended meanwhile. */
export async function sendForm<Reply>(path: string, form: FormData): Promise<Reply> {
  const reply = await fetch(`${apiBase}${path}`, {
    method: 'POST',
    headers: { 'X-Groundlevel-Client': 'app' },
    body: form,
  });
  const read: unknown = await reply.json().catch(() => undefined);
  if (reply.ok) return read as Reply;
  throw errorOf(reply, (read ?? {}) as Partial<ErrorBody>);
}

const savedMs = 60_000;

/** Saves a file of the server: a link alone would not send our header with it. */
export async function downloadFile(
  locationId: string,
  address: string,
  name: string,
): Promise<void> {
  const { pathname } = new URL(address, apiBase);
  const reply = await fetchAs('GET', pathname.slice(pathname.indexOf('/api/files/')), {
    locationId,
  });
  if (!reply.ok) throw errorOf(reply, (await reply.json().catch(() => ({}))) as Partial<ErrorBody>);
  const url = URL.createObjectURL(await reply.blob());
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // By then the browser has begun to save it.
  window.setTimeout(() => URL.revokeObjectURL(url), savedMs);
}

function fetchAs(method: string, path: string, sent: Sent): Promise<Response> {
  const { query, body, locationId, ifMatch, idempotencyKey, signal } = sent;
  return fetchRaw(method, path + searchOf(query), {
    headers: {
      ...(locationId !== undefined && { 'X-Groundlevel-Location': locationId }),
      ...(ifMatch !== undefined && { 'If-Match': ifMatch }),
      ...(idempotencyKey !== undefined && { 'Idempotency-Key': idempotencyKey }),
      ...(body !== undefined && { 'Content-Type': 'application/json' }),
    },
    body: body === undefined ? undefined : JSON.stringify(body),
    signal,
  });
}

function searchOf(query: Sent['query']): string {
  const given = Object.entries(query ?? {}).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  );
  return given.length > 0 ? `?${new URLSearchParams(given)}` : '';
}

export type RawRequest = {
  headers: Readonly<Record<string, string>>;
  body: string | FormData | undefined;
  signal: AbortSignal | undefined;
};

/** With the session, whatever is answered: refusals too are replies. */
export function fetchRaw(
  method: string,
  address: string,
  { headers, body, signal }: RawRequest,
): Promise<Response> {
  return fetch(apiBase + address, {
    method,
    headers: { 'X-Groundlevel-Client': 'app', ...headers },
    ...(body !== undefined && { body }),
    ...(signal && { signal }),
  }).catch((error: unknown) => {
    if (signal?.aborted) throw error;
    throw new ApiError(0, 'The server cannot be reached.', {});
  });
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
} & Pick<Sent, 'locationId' | 'ifMatch' | 'idempotencyKey' | 'signal'>;

type ReplyOf<Id extends OperationId> = Operations[Id]['reply'];

/** An operation of the API, by the name it is published under. */
export async function call<Id extends OperationId>(id: Id, input: Input<Id>): Promise<ReplyOf<Id>> {
  return (await callTagged(id, input)).reply;
}

/** With the ETag, to be sent back with a change. */
export function callTagged<Id extends OperationId>(
  id: Id,
  input: Input<Id>,
): Promise<Tagged<ReplyOf<Id>>> {
  return send(...addressed(id, input));
}

/** Whoever is signed in. */
export async function callOnce<Id extends OperationId>(
  id: Id,
  input: Input<Id>,
): Promise<ReplyOf<Id>> {
  return (await sendOnce<ReplyOf<Id>>(...addressed(id, input))).reply;
}

/** The same for a terminal, with the token left to whoever runs it. */
export function curlOfCall<Id extends OperationId>(id: Id, input: Input<Id>): string {
  const [method, path, { query, body }] = addressed(id, input);
  return curlOf(method, apiBase + path + searchOf(query), body);
}

type Given = Sent & { params?: Readonly<Record<string, string>> };

function addressed(id: OperationId, { params, ...sent }: Given): [string, string, Sent] {
  const [method, path] = routes[id];
  const filled = path.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(params?.[name] ?? ''),
  );
  return [method, filled, sent];
}
