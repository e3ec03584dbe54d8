import type { BodyOf, SessionOperation, WireVersion } from '../../contract/operation.ts';
import type { Passwords } from '../features/users/password.ts';
import type { SessionCaller } from '../features/users/sessions/session-callers.ts';
import type { Origin } from '../features/users/sessions/sessions.ts';
import type { SignInBrake } from '../features/users/sessions/sign-in-brake.ts';
import type { KeyHash } from '../lib/random-key.ts';
import type { CommandContext, Engine } from '../storage/engine.ts';
import type { Compatibility } from './compatibility.ts';

/** What a request for an operation of who signs in carries from check to check. */
export type SessionCall = {
  traceId: string;
  now: number;
  compatibility: Compatibility;
  version: WireVersion;
  warnings: string[];
  /** Who is signed in; undefined where anyone may ask. */
  caller: SessionCaller | undefined;
  /** Of the cookie that was sent, whether anybody is signed in by it or not. */
  token: KeyHash | undefined;
};

export type SessionRequest<O> = {
  body: BodyOf<O>;
  call: SessionCall;
  origin: Origin;
  baseUrl: string;
  context: CommandContext;
};

export type SessionReply = {
  body: object;
  /** The token of a session that begins here, or `ended`: the cookie goes. */
  cookie?: { token: string } | 'ended';
};

export type SessionDeps = {
  engine: Engine;
  passwords: Passwords;
  brake: SignInBrake;
  /** Whom a token belongs to, now. */
  findSession(key: KeyHash, now: number): Promise<SessionCaller | undefined>;
  monotonicMs(): number;
  wait(ms: number): Promise<void>;
};

type Handle<O> = (request: SessionRequest<O>, deps: SessionDeps) => Promise<SessionReply>;

/** An operation of who signs in with what answers it: one file of a feature's `http/`. */
export type SessionHandler = {
  operation: SessionOperation;
  handle: Handle<SessionOperation>;
};

/** Ties a handler to its contract, as `handles` does. */
export function handlesSession<O extends SessionOperation>(
  operation: O,
  handle: Handle<O>,
): SessionHandler {
  // The schemas of `operation` have checked what it reads.
  return { operation, handle: handle as Handle<SessionOperation> };
}

/** Of an operation for who is signed in. */
export function signedIn({ caller, token }: SessionCall): {
  caller: SessionCaller;
  token: KeyHash;
} {
  if (!caller || !token) throw new Error('an operation of nobody');
  return { caller, token };
}
