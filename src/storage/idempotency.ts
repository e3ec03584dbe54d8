import { createCipheriv, createDecipheriv, randomBytes, timingSafeEqual } from 'node:crypto';
import type { AppErrorData } from '../errors/app-error.ts';
import { sql } from 'kysely';
import { errors } from '../errors/catalogue.ts';
import type { Executor, IdempotencyRequest } from './engine.ts';
import { statement } from './statement.ts';

type Outcome =
  | { ok: true; value: unknown; traceId: string; replayed: boolean }
  | { ok: false; error: AppErrorData; traceId: string; replayed: boolean };

const select = statement<
  { actorKey: string; key: string },
  {
    fingerprint: Uint8Array;
    trace_id: string;
    outcome: Uint8Array | string;
    created_at: number;
  }
>((db, p) =>
  db
    .selectFrom('idempotency_keys')
    .select(['fingerprint', 'trace_id', 'outcome', 'created_at'])
    .where('actor_key', '=', p.actorKey)
    .where('key', '=', p.key),
);

const insert = statement<
  {
    actorKey: string;
    key: string;
    locationNo: number | null;
    fingerprint: Uint8Array;
    traceId: string;
    outcome: Uint8Array | string;
    now: number;
  },
  unknown
>((db, p) =>
  db
    .insertInto('idempotency_keys')
    .values({
      actor_key: p.actorKey,
      key: p.key,
      location_no: p.locationNo,
      fingerprint: p.fingerprint,
      trace_id: p.traceId,
      outcome: p.outcome,
      created_at: p.now,
    })
    // Only one that is too old can be there.
    .onConflict((conflict) =>
      conflict.columns(['actor_key', 'key']).doUpdateSet({
        fingerprint: p.fingerprint,
        trace_id: p.traceId,
        outcome: p.outcome,
        created_at: p.now,
      }),
    ),
);

/** The stored outcome of the same request; throws when the key was used with another one. */
export async function findOutcome(
  tx: Executor,
  request: IdempotencyRequest,
): Promise<Outcome | undefined> {
  const { actorKey, key } = request;
  const [row] = await tx.run(select, { actorKey, key });
  // Its age decides, not when housekeeping comes by: how long a key is kept is a promise.
  if (!row || row.created_at <= request.keptSince) return undefined;
  if (!timingSafeEqual(row.fingerprint, request.fingerprint)) throw errors.idempotencyKeyReused();
  const text = typeof row.outcome === 'string' ? row.outcome : unseal(row.outcome, request.sealKey);
  // Written by `keepOutcome` below and nowhere else.
  const stored = JSON.parse(text) as { value: unknown } | { error: AppErrorData };
  const common = { traceId: row.trace_id, replayed: true };
  return 'error' in stored
    ? { ok: false, error: stored.error, ...common }
    : { ok: true, value: stored.value, ...common };
}

/** Keeps what a first request was answered with, in the transaction of its change. */
export async function keepOutcome(
  tx: Executor,
  request: IdempotencyRequest,
  outcome: Outcome,
  now: number,
): Promise<void> {
  const text = JSON.stringify(outcome.ok ? { value: outcome.value } : { error: outcome.error });
  await tx.run(insert, {
    actorKey: request.actorKey,
    key: request.key,
    locationNo: request.locationNo,
    fingerprint: request.fingerprint,
    traceId: outcome.traceId,
    outcome: request.sealKey ? seal(text, request.sealKey) : text,
    now,
  });
}

/** Removes keys made before a time, at most `limit` of them; true when more may remain. */
export async function deleteOldOutcomes(
  tx: Executor,
  before: number,
  limit: number,
): Promise<boolean> {
  const old = tx.db
    .selectFrom('idempotency_keys')
    .select(['actor_key', 'key'])
    .where('created_at', '<', before)
    .limit(limit);
  const rows = await old.execute();
  for (const row of rows) {
    await tx.db
      .deleteFrom('idempotency_keys')
      .where('actor_key', '=', row.actor_key)
      .where('key', '=', row.key)
      .execute();
  }
  return rows.length === limit;
}

/** Removes keys of an actor, at most `limit` of them; true when more may remain. */
export async function deleteOutcomesOf(
  tx: Executor,
  actorKey: string,
  limit: number,
): Promise<boolean> {
  const { rows } = await sql`
    delete from idempotency_keys where actor_key = ${actorKey} and key in (
      select key from idempotency_keys where actor_key = ${actorKey} limit ${limit})
    returning 1`.execute(tx.db);
  return rows.length === limit;
}

function seal(text: string, key: Uint8Array): Uint8Array {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  return Buffer.concat([nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
}

/** Opens for the token that sealed it; another one of the same integration is another request. */
function unseal(sealed: Uint8Array, key: Uint8Array | null): string {
  if (!key) throw errors.idempotencyKeyReused();
  const bytes = Buffer.from(sealed);
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12));
  decipher.setAuthTag(bytes.subarray(-16));
  try {
    return decipher.update(bytes.subarray(12, -16), undefined, 'utf8') + decipher.final('utf8');
  } catch {
    throw errors.idempotencyKeyReused();
  }
}
