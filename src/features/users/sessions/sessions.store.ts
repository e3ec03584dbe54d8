import { sql } from 'kysely';
import { greater } from '../../../storage/dialect.ts';
import type { Executor } from '../../../storage/engine.ts';
import type { UserRow } from '../../../storage/schema.ts';
import { statement } from '../../../storage/statement.ts';

type SessionUser = Pick<UserRow, 'id' | 'first_name' | 'last_name' | 'email' | 'type' | 'role'>;

export type SessionRow = SessionUser & {
  no: number;
  hash: Uint8Array;
  user_no: number;
  last_used_at: number;
  idle_ends_at: number;
  ends_at: number;
};

const byHash = statement<{ hash: Uint8Array }, SessionRow>((db, p) =>
  db
    .selectFrom('sessions')
    .innerJoin('users', 'users.no', 'sessions.user_no')
    .select([
      'sessions.no',
      'sessions.hash',
      'sessions.user_no',
      'sessions.last_used_at',
      'sessions.idle_ends_at',
      'sessions.ends_at',
      'users.id',
      'users.first_name',
      'users.last_name',
      'users.email',
      'users.type',
      'users.role',
    ])
    .where('sessions.hash', '=', p.hash)
    .where('users.deactivated_at', 'is', null),
);

/** With its user, who may sign in. */
export async function selectSession(
  reader: Executor,
  hash: Uint8Array,
): Promise<SessionRow | undefined> {
  return (await reader.run(byHash, { hash }))[0];
}

export type NewSession = {
  hash: Uint8Array;
  userNo: number;
  now: number;
  idleEndsAt: number;
  endsAt: number;
  address: string;
  userAgent: string;
};

const insert = statement<NewSession, unknown>((db, p) =>
  db.insertInto('sessions').values({
    hash: p.hash,
    user_no: p.userNo,
    created_at: p.now,
    last_used_at: p.now,
    idle_ends_at: p.idleEndsAt,
    ends_at: p.endsAt,
    address: p.address,
    user_agent: p.userAgent,
  }),
);

export async function insertSession(tx: Executor, session: NewSession): Promise<void> {
  await tx.run(insert, session);
}

const remove = statement<{ hash: Uint8Array }, { no: number }>((db, p) =>
  db.deleteFrom('sessions').where('hash', '=', p.hash).returning('no'),
);

export async function deleteSession(tx: Executor, hash: Uint8Array): Promise<number> {
  return (await tx.run(remove, { hash })).length;
}

const removeOthers = statement<{ userNo: number; kept: number }, { no: number }>((db, p) =>
  db
    .deleteFrom('sessions')
    .where('user_no', '=', p.userNo)
    .where('no', '<>', p.kept)
    .returning('no'),
);

/** Of a user all, or all but one; how many there were. */
export async function deleteSessionsOf(
  tx: Executor,
  userNo: number,
  kept: number | null = null,
): Promise<number> {
  // No session has the number 0.
  return (await tx.run(removeOthers, { userNo, kept: kept ?? 0 })).length;
}

const removeOldest = statement<{ userNo: number; kept: number }, unknown>((db, p) =>
  db
    .deleteFrom('sessions')
    .where('user_no', '=', p.userNo)
    .where('no', '<=', (eb) =>
      eb
        .selectFrom('sessions')
        .select('no')
        .where('user_no', '=', p.userNo)
        .orderBy('no', 'desc')
        .limit(1)
        .offset(p.kept),
    ),
);

/** Leaves the newest ones. */
export async function keepNewestSessions(
  tx: Executor,
  userNo: number,
  kept: number,
): Promise<void> {
  await tx.run(removeOldest, { userNo, kept });
}

const use = statement<{ no: number; at: number; idleEndsAt: number }, unknown>((db, p) =>
  db
    .updateTable('sessions')
    .set({
      last_used_at: greater('last_used_at', p.at),
      idle_ends_at: sql<number>`case when ${p.idleEndsAt} < idle_ends_at then idle_ends_at
        when ${p.idleEndsAt} < ends_at then ${p.idleEndsAt} else ends_at end`,
    })
    .where('no', '=', p.no),
);

/** Never moves a last use or an end back. */
export async function setSessionUsed(
  tx: Executor,
  session: { no: number; at: number; idleEndsAt: number },
): Promise<void> {
  await tx.run(use, session);
}

/** Removes sessions that have ended, at most `limit` of them; true when more may remain. */
export async function deleteEndedSessions(
  tx: Executor,
  now: number,
  limit: number,
): Promise<boolean> {
  const ended = await tx.db
    .deleteFrom('sessions')
    .where('no', 'in', (eb) =>
      eb.selectFrom('sessions').select('no').where('idle_ends_at', '<=', now).limit(limit),
    )
    .returning('no')
    .execute();
  return ended.length === limit;
}

export type ReachedLocation = { no: number; id: string; country: string; name: string };

const reachedById = statement<{ userNo: number; id: string }, ReachedLocation>((db, p) =>
  db
    .selectFrom('locations')
    .innerJoin('user_locations', 'user_locations.location_no', 'locations.no')
    .select(['locations.no', 'locations.id', 'locations.country', 'locations.name'])
    .where('locations.id', '=', p.id)
    .where('locations.deleted_at', 'is', null)
    .where('user_locations.user_no', '=', p.userNo),
);

/** A location, when it is one of the user's. */
export async function selectReached(
  reader: Executor,
  userNo: number,
  id: string,
): Promise<ReachedLocation | undefined> {
  return (await reader.run(reachedById, { userNo, id }))[0];
}

const reached = statement<{ userNo: number; limit: number }, ReachedLocation>((db, p) =>
  db
    .selectFrom('user_locations')
    .innerJoin('locations', 'locations.no', 'user_locations.location_no')
    .select(['locations.no', 'locations.id', 'locations.country', 'locations.name'])
    .where('user_locations.user_no', '=', p.userNo)
    .where('locations.deleted_at', 'is', null)
    .orderBy('user_locations.location_no')
    .limit(p.limit),
);

/** The first of a user's locations, oldest first. */
export function selectAllReached(
  reader: Executor,
  userNo: number,
  limit: number,
): Promise<ReachedLocation[]> {
  return reader.run(reached, { userNo, limit });
}

const reachedIds = statement<{ userNo: number }, { id: string }>((db, p) =>
  db
    .selectFrom('user_locations')
    .innerJoin('locations', 'locations.no', 'user_locations.location_no')
    .select('locations.id')
    .where('user_locations.user_no', '=', p.userNo)
    .where('locations.deleted_at', 'is', null),
);

/** The ids of all of a user's locations. */
export async function selectReachedIds(reader: Executor, userNo: number): Promise<Set<string>> {
  return new Set((await reader.run(reachedIds, { userNo })).map(({ id }) => id));
}

const first = statement<{ limit: number }, ReachedLocation>((db, p) =>
  db
    .selectFrom('locations')
    .select(['no', 'id', 'country', 'name'])
    .where('deleted_at', 'is', null)
    .orderBy('no')
    .limit(p.limit),
);

export function selectFirstLocations(reader: Executor, limit: number): Promise<ReachedLocation[]> {
  return reader.run(first, { limit });
}

/** Of a user, or of the installation. */
export async function countReached(reader: Executor, userNo: number | null): Promise<number> {
  const all = reader.db.selectFrom('locations').where('deleted_at', 'is', null);
  const own =
    userNo === null
      ? all
      : all.where('no', 'in', (eb) =>
          eb.selectFrom('user_locations').select('location_no').where('user_no', '=', userNo),
        );
  const { total } = await own
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  return total;
}
