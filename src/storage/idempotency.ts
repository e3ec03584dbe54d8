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
  { integrationNo: number; key: string },
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
    .where('integration_no', '=', p.integrationNo)
    .where('key', '=', p.key),
);

const insert = statement<
  {
    integrationNo: number;
    key: string;
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
      integration_no: p.integrationNo,
      key: p.key,
      fingerprint: p.fingerprint,
      trace_id: p.traceId,
      outcome: p.outcome,
      created_at: p.now,
    })
    // Only one that is too old can be there.
    .onConflict((conflict) =>
      conflict.columns(['integration_no', 'key']).doUpdateSet({
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
  const { integrationNo, key } = request;
  const [row] = await tx.run(select, { integrationNo, key });
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
    integrationNo: request.integrationNo,
    key: request.key,
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
    .select(['integration_no', 'key'])
    .where('created_at', '<', before)
    .limit(limit);
  const rows = await old.execute();
  for (const row of rows) {
    await tx.db
      .deleteFrom('idempotency_keys')
      .where('integration_no', '=', row.integration_no)
      .where('key', '=', row.key)
      .execute();
  }
  return rows.length === limit;
}

/** Removes keys of an integration, at most `limit` of them; true when more may remain. */
export async function deleteOutcomesOf(
  tx: Executor,
  integrationNo: number,
  limit: number,
): Promise<boolean> {
  const { rows } = await sql`
    delete from idempotency_keys where integration_no = ${integrationNo} and key in (
      select key from idempotency_keys where integration_no = ${integrationNo} limit ${limit})
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
