import { timingSafeEqual } from 'node:crypto';
import { type Role, roleOf, roleScopes } from '../../../../contract/roles.ts';
import { type Actor, actorKeyOf } from '../../../lib/actor.ts';
import { joinName } from '../../../lib/names.ts';
import type { KeyHash } from '../../../lib/random-key.ts';
import type { Executor, Reader } from '../../../storage/engine.ts';
import {
  type ReachedLocation,
  type SessionRow,
  selectAllReached,
  selectReached,
  selectSession,
} from './sessions.store.ts';

/** A person who is signed in. */
export type Session = {
  no: number;
  userNo: number;
  role: Role;
  firstName: string;
  lastName: string;
  email: string;
  lastUsedAt: number;
  /** The first of its ends, unless it is used. */
  endsAt: number;
};

export type SessionCaller = {
  actor: Actor;
  actorKey: string;
  scopes: readonly string[];
  /** The app is written for one of them, whatever tokens of the server are answered by. */
  compatibility: 'documented';
  /** Null for an owner, and before it is known which of its locations a request is about. */
  location: { no: number; id: string; country: string } | null;
  session: Session;
};

/** Whose session it is; undefined when it is unknown or has ended. */
export type FindSession = (key: KeyHash, now: number) => Promise<SessionCaller | undefined>;

type Known = { version: number; caller: SessionCaller };

const keptSessions = 1000;

/**
 * Keeps whom it found until anything is committed by anyone, so that a session that was ended is
 * refused at once, whoever ended it.
 */
export function createSessionCallers(reader: Reader): FindSession {
  const known = new Map<string, Known>();
  return async ({ hash, text }, now) => {
    const version = reader.version();
    let found = known.get(text);
    if (found?.version !== version) {
      const row = await selectSession(reader, hash);
      if (!row || !timingSafeEqual(row.hash, hash)) return undefined;
      found = { version, caller: toCaller(row) };
      if (known.size >= keptSessions) known.clear();
      known.set(text, found);
    }
    return found.caller.session.endsAt > now ? found.caller : undefined;
  };
}

function toCaller(row: SessionRow): SessionCaller {
  const name = joinName(row.first_name, row.last_name);
  const actor = { kind: 'user', id: row.id, name } as const;
  const role = roleOf(row);
  return {
    actor,
    actorKey: actorKeyOf(actor),
    scopes: roleScopes[role],
    compatibility: 'documented',
    location: null,
    session: {
      no: row.no,
      userNo: row.user_no,
      role,
      firstName: row.first_name,
      lastName: row.last_name,
      email: row.email,
      lastUsedAt: row.last_used_at,
      endsAt: row.idle_ends_at,
    },
  };
}

/** A location by id, when it is one of the user's. */
export function findReached(
  reader: Executor,
  { userNo }: Session,
  id: string,
): Promise<ReachedLocation | undefined> {
  return selectReached(reader, userNo, id);
}

/** The location of a user who has one alone. */
export async function findOnlyReached(
  reader: Executor,
  { userNo }: Session,
): Promise<ReachedLocation | undefined> {
  const [first, second] = await selectAllReached(reader, userNo, 2);
  return second ? undefined : first;
}
