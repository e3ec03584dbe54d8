import Type, { type Static, type TSchema } from 'typebox';
import { reply } from './primitives.ts';
import type { Scope } from './scopes.ts';

/**
 * Where a request names its location; `token` when the token alone decides. `none` is about records
 * of the installation: a management token need not name a location, a location's token stays in its own.
 */
export type LocationSource = 'body' | 'query' | 'path' | 'token' | 'none';

export type WireVersion = 'v2' | 'v3';

/** The body of one status, in the names of each version. */
export type ReplySchema = { v2: TSchema; v3: TSchema };

/** What every operation says, whoever may call it. */
export type OperationShape<
  P extends TSchema = TSchema,
  Q extends TSchema = TSchema,
  B extends TSchema = TSchema,
> = {
  id: string;
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** In the published form: `/contacts/{contactId}`. */
  path: string;
  /** Other addresses that it answers at: a later version's, or one that clients use. */
  alsoAt?: readonly string[];
  summary: string;
  tag: string;
  params?: P;
  query?: Q;
  /** Unknown query parameters whose text is an e-mail or phone are searched for. */
  searchesUnknownQuery?: true;
  body?: B;
  /** Instead of a JSON body: the text parts of a multipart form, whose other parts are files. */
  form?: B;
  /** Properties that the published body lacks and `observed` refuses. */
  unpublishedBody?: readonly string[];
  /** Query parameters that are not published and `observed` refuses. */
  unpublishedQuery?: readonly string[];
  /** Properties, published as lists, that are read as an object, too; `observed` refuses that. */
  alsoObject?: readonly string[];
  /** Of a search, whose body takes no unknown key: what to send instead of some. */
  sendInstead?: Readonly<Record<string, string>>;
  /** Published properties that are accepted and, said in the warnings, not stored. */
  unstoredBody?: readonly string[];
  /** Properties that the published body requires and we do without; `observed` asks for them. */
  publishedAsRequired?: readonly string[];
  /** A blank text says that its sender has no value: it is as if not sent; only null clears. */
  blankIsUnsent?: true;
  /** Has `customFields`, which older clients send as a map, or as `customField`. */
  fieldValues?: true;
  /** A POST that only looks: a search with a body. */
  reads?: true;
  /** The reply carries a secret, so a stored idempotent reply is sealed with the caller's token. */
  secretReply?: true;
  /** The body carries a secret: what is kept to compare a repeated key tells nothing of it. */
  secretBody?: true;
  /** Fields of the body that name users; an id that is none is kept, and said in the warnings. */
  namesUsers?: readonly string[];
  /** Takes `If-Match` with the contact's version. */
  ifMatch?: true;
  /** The reply is a file as it was uploaded, not JSON. */
  fileReply?: true;
  /** The reply has no end: server-sent events, each with a value of the reply's schema as its data. */
  streamReply?: true;
  success: 200 | 201;
  /** The body of 202: the request is done as far as its sender sees, and the rest goes on as a job. */
  accepted?: ReplySchema;
  reply: ReplySchema;
};

/** One published (or own) operation: the single source of route, scope, checks and OpenAPI. */
export type Operation<
  P extends TSchema = TSchema,
  Q extends TSchema = TSchema,
  B extends TSchema = TSchema,
> = OperationShape<P, Q, B> & {
  scope: Scope;
  location: LocationSource;
  /** Only management tokens may call it, and sessions of owners. */
  managementOnly?: true;
  /** Beside `managementOnly`: sessions of admins, too, for what is in their own locations. */
  adminsToo?: true;
  /** Sessions of members change what they have made themselves, and nothing of others. */
  membersOwn?: true;
};

/** Of who signs in: no token calls it, and it is in no location. */
export type SessionOperation<B extends TSchema = TSchema> = OperationShape<TSchema, TSchema, B> & {
  opensTo: 'anyone' | 'signed-in';
};

export type ParamsOf<O> = O extends Operation<infer P, TSchema, TSchema> ? Static<P> : never;
export type QueryOf<O> = O extends Operation<TSchema, infer Q, TSchema> ? Static<Q> : never;
export type BodyOf<O> = O extends OperationShape<TSchema, TSchema, infer B> ? Static<B> : never;

/** Keeps the schemas' own types, so that a handler's input is typed from its contract. */
export function defineOperation<P extends TSchema, Q extends TSchema, B extends TSchema>(
  operation: Operation<P, Q, B>,
): Operation<P, Q, B> {
  return operation;
}

export function defineSessionOperation<B extends TSchema>(
  operation: SessionOperation<B>,
): SessionOperation<B> {
  return operation;
}

/** The names of an object's properties. */
export function namesOf(schema: TSchema | undefined): string[] {
  const properties = schema && 'properties' in schema ? schema.properties : undefined;
  return Object.keys(properties ?? {});
}

export function requiredOf(schema: TSchema | undefined): string[] {
  return schema && 'required' in schema && Array.isArray(schema.required)
    ? schema.required.map(String)
    : [];
}

/** Whether a request without a body is no request: not where its address says enough. */
export function needsBody(operation: OperationShape & Partial<Operation>): boolean {
  const { method, location, body, form } = operation;
  if (form) return true;
  return method === 'PUT' || location === 'body' || requiredOf(body).length > 0;
}

/** Published in one spelling or the other, answered by the live service in both. */
export const bothSpellings = { succeeded: Type.Boolean(), succeded: Type.Boolean() };

/** What an operation answers that has nothing to show. */
export const succeededReply: ReplySchema = sameInBoth(reply(bothSpellings));

/** One body for both versions. */
export function sameInBoth(schema: TSchema): ReplySchema {
  return { v2: schema, v3: schema };
}

/** Whether it can change anything. */
export function writes({ method, reads }: OperationShape): boolean {
  return method !== 'GET' && reads !== true;
}
