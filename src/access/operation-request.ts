import type { Readable } from 'node:stream';
import type {
  BodyOf,
  Operation,
  ParamsOf,
  QueryOf,
  WireVersion,
} from '../../contract/operation.ts';
import {
  type Scope,
  contactsScope,
  contactsScopeGrants,
  grants,
  isGrantableScope,
} from '../../contract/scopes.ts';
import { errors } from '../errors/catalogue.ts';
import type { SentFile } from '../features/files/files.ts';
import type { ActorReader } from '../lib/actor.ts';
import type { JobRunner } from '../features/jobs/run-jobs.ts';
import type { Caller as IntegrationCaller } from '../features/private-integrations/callers.ts';
import type { SessionCaller } from '../features/users/sessions/session-callers.ts';
import type { KeyHash } from '../lib/random-key.ts';
import type { EventStreams } from '../features/events/event-streams.ts';
import type { Passwords } from '../features/users/password.ts';
import type { CommandContext, Engine, Executor } from '../storage/engine.ts';
import type { LiveMessage } from '../lib/live-message.ts';
import type { FileStore } from '../storage/files/file-store.ts';
import type { Compatibility } from './compatibility.ts';

export type CallLocation = { no: number; id: string; country: string };

/** A Private Integration, or a person who is signed in. */
export type Caller = IntegrationCaller | SessionCaller;

/** What one request carries from check to check. */
export type Call = {
  traceId: string;
  now: number;
  caller: Caller;
  /** Of an integration, or of a session. */
  token: KeyHash;
  /** What nobody else knows, and the database does not hold. */
  secret: string;
  /** Of a session's request that does not say otherwise itself. */
  usualLocationId: string | undefined;
  compatibility: Compatibility;
  version: WireVersion;
  /** Once it is known to be one that the caller may use; undefined for the whole installation. */
  location: CallLocation | undefined;
  warnings: string[];
};

/** What a handler gets once every check has passed. */
export type OperationRequest<O> = {
  params: ParamsOf<O>;
  query: QueryOf<O>;
  body: BodyOf<O>;
  /** Of a form: on the disk, and gone after the handler unless it keeps them. */
  files: readonly SentFile[];
  /** The location that the request is about; `none` operations go by `call.location` instead. */
  location: CallLocation;
  call: Call;
  /** The version in If-Match, null without the header. */
  ifVersion: number | null;
  /** Unknown query parameters whose text is an e-mail or phone. */
  loose: string[];
  context: CommandContext;
  baseUrl: string;
  signal: () => AbortSignal;
  /** Who calls, once more: throws where the operation would be refused by now. */
  again: () => Promise<Caller>;
};

/** A file goes out as it was uploaded, what is live as it comes; anything else as JSON. */
export type OperationReply = JsonReply | { file: FileReply } | { live: LiveReply };

/** Messages without an end; nothing is made before it is asked for. */
export type LiveReply = {
  messages: AsyncIterable<readonly LiveMessage[]>;
  /** Calls when the last message is there: the client has so long to take it. */
  onEnd(listener: (lastWordMs: number) => void): void;
  /** The client has gone. */
  close(): void;
};

export type FileReply = { stream: Readable; size: number; name: string; mimetype: string };

export type JsonReply = {
  /** A JSON text goes out as it is. */
  body: object | string;
  /** The contact's version, for the ETag. */
  version?: number;
  /** The rest goes on as the job that the body shows. */
  accepted?: boolean;
  /** From an idempotent replay: the first reply's trace id. */
  replayedTraceId?: string | undefined;
};

export type HandlerDeps = {
  engine: Engine;
  files: FileStore;
  eventStreams: EventStreams;
  newId: () => string;
  passwords: Passwords;
  jobs: Pick<JobRunner, 'finish' | 'wake'>;
  limits: HandlerLimits;
};
export type HandlerLimits = {
  listDefault: number;
  listMaximum: number;
  eventsDefault: number;
  eventsMaximum: number;
  rotationOverlapMs: number;
  fileBytes: number;
  uploadFiles: number;
  restoreMs: number;
};

export type Handler<O> = (
  request: OperationRequest<O>,
  deps: HandlerDeps,
) => Promise<OperationReply>;

/** An operation with what answers it: one file of a feature's `http/`. */
export type OperationHandler = {
  operation: Operation;
  handle: (request: OperationRequest<Operation>, deps: HandlerDeps) => Promise<OperationReply>;
  checkValues: ValueCheck<Record<string, unknown>> | undefined;
};

/** The rules' own check of a body; throws an error with `fields`. */
type ValueCheck<B> = (body: Partial<B>, location: CallLocation, reader: Executor) => unknown;

/**
 * Ties a handler to its contract; its input types come from there. `checkValues` is for a body in
 * which some fields have a wrong type: it sees the others, so that all at fault are named at once.
 */
export function handles<O extends Operation>(
  operation: O,
  handle: Handler<O>,
  checkValues?: ValueCheck<BodyOf<O>>,
): OperationHandler {
  return {
    operation,
    // The schemas of `operation` have checked what both read.
    handle: handle as OperationHandler['handle'],
    checkValues: checkValues as OperationHandler['checkValues'],
  };
}

/** Whether the caller may read what another operation of this scope reads. */
export function mayRead({ caller }: Call, scope: Scope): boolean {
  return grants(caller.scopes, scope);
}

/** Whose session it is, where that is an admin's, whose users are those of its own locations. */
export function adminOf({ caller }: Call): number | null {
  return 'session' in caller && caller.session.role === 'admin' ? caller.session.userNo : null;
}

/** Nobody signed in gives a token more than the role has. Throws `role_forbidden`. */
export function checkGiven({ caller }: Call, names: readonly string[] = []): void {
  if (!('session' in caller)) return;
  const given = names.flatMap((name): readonly string[] =>
    name === contactsScope ? contactsScopeGrants : [name],
  );
  const held: readonly string[] = caller.scopes;
  const beyond = given.find((name) => isGrantableScope(name) && !held.includes(name));
  if (beyond !== undefined) throw errors.roleForbidden(beyond);
}

export function actorReader(call: Call): ActorReader {
  const { actor } = call.caller;
  return { actor, readsIntegrations: mayRead(call, 'integrations.readonly') };
}

/** The body of `succeededReply`, the version's own spelling first. */
export function succeeded(version: WireVersion): object {
  return version === 'v3'
    ? { succeeded: true, succeded: true }
    : { succeded: true, succeeded: true };
}

/** What an outcome says about being a replay. */
export function replayOf(outcome: { replayed: boolean; traceId: string }): {
  replayedTraceId?: string;
} {
  return outcome.replayed ? { replayedTraceId: outcome.traceId } : {};
}

/** Reads a limit: over the maximum it is clamped with a warning, or refused. */
export function limitOf(
  sent: string | number | undefined,
  bounds: { fallback: number; maximum: number },
  call: Call,
  name = 'limit',
): number {
  const limit = sent === undefined ? bounds.fallback : Number(sent);
  const refuse = (problem: string): never => {
    throw errors.validationFailed([{ field: name, message: `${name} ${problem}` }]);
  };
  if (!Number.isInteger(limit)) refuse('must be a whole number');
  if (limit < 1) refuse('must not be less than 1');
  if (limit <= bounds.maximum) return limit;
  if (call.compatibility.limitOverMaximum === 'refuse') {
    refuse(`must not be greater than ${bounds.maximum}`);
  }
  call.warnings.push(`${name} ${sent} is over the maximum; ${bounds.maximum} is used`);
  return bounds.maximum;
}
