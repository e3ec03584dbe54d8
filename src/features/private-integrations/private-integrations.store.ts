import type { Insertable } from 'kysely';
import { greater, orElse, sameOrNull } from '../../storage/dialect.ts';
import type { Executor } from '../../storage/engine.ts';
import type { Database, PrivateIntegrationRow } from '../../storage/schema.ts';
import { statement } from '../../storage/statement.ts';

/** What authentication needs, in one read. */
export type GrantRow = {
  no: number;
  id: string;
  name: string;
  scopes: string;
  compatibility: string | null;
  expires_at: number | null;
  revoked_at: number | null;
  token_expires_at: number | null;
  location_no: number | null;
  location_id: string | null;
  country: string | null;
};

const byToken = statement<{ hash: Uint8Array }, GrantRow & { hash: Uint8Array }>((db, p) =>
  db
    .selectFrom('private_integration_tokens as token')
    .innerJoin('private_integrations as integration', 'integration.no', 'token.integration_no')
    .leftJoin('locations as location', 'location.no', 'integration.location_no')
    .select([
      'token.hash',
      'token.expires_at as token_expires_at',
      'integration.no',
      'integration.id',
      'integration.name',
      'integration.scopes',
      'integration.compatibility',
      'integration.expires_at',
      'integration.revoked_at',
      'integration.location_no',
      'location.id as location_id',
      'location.country',
    ])
    .where('token.hash', '=', p.hash)
    // With its location gone a token is dead, and no management token.
    .where((eb) =>
      eb.or([
        eb('integration.location_no', 'is', null),
        eb.and([eb('location.no', 'is not', null), eb('location.deleted_at', 'is', null)]),
      ]),
    ),
);

export async function selectGrant(
  reader: Executor,
  hash: Uint8Array,
): Promise<(GrantRow & { hash: Uint8Array }) | undefined> {
  return (await reader.run(byToken, { hash }))[0];
}

export type TokenRow = {
  hash: Uint8Array;
  hint: string;
  created_at: number;
  expires_at: number | null;
};

export async function selectTokens(reader: Executor, integrationNo: number): Promise<TokenRow[]> {
  return reader.db
    .selectFrom('private_integration_tokens')
    .select(['hash', 'hint', 'created_at', 'expires_at'])
    .where('integration_no', '=', integrationNo)
    .orderBy('created_at', 'desc')
    .execute();
}

export async function insertToken(
  tx: Executor,
  token: Insertable<Database['private_integration_tokens']>,
): Promise<void> {
  await tx.db.insertInto('private_integration_tokens').values(token).execute();
}

export async function deleteToken(tx: Executor, hash: Uint8Array): Promise<void> {
  await tx.db.deleteFrom('private_integration_tokens').where('hash', '=', hash).execute();
}

export async function setTokenExpiry(
  tx: Executor,
  hash: Uint8Array,
  expiresAt: number | null,
): Promise<void> {
  await tx.db
    .updateTable('private_integration_tokens')
    .set({ expires_at: expiresAt })
    .where('hash', '=', hash)
    .execute();
}

export async function insertIntegration(
  tx: Executor,
  row: Insertable<Database['private_integrations']>,
): Promise<PrivateIntegrationRow> {
  return tx.db
    .insertInto('private_integrations')
    .values(row)
    .returningAll()
    .executeTakeFirstOrThrow();
}

export async function updateIntegrationRow(
  tx: Executor,
  no: number,
  row: Partial<Omit<PrivateIntegrationRow, 'no' | 'id' | 'location_no' | 'created_at'>>,
): Promise<void> {
  await tx.db.updateTable('private_integrations').set(row).where('no', '=', no).execute();
}

/** One of the location's; a null location means the management integrations. */
export async function selectIntegration(
  reader: Executor,
  locationNo: number | null,
  id: string,
): Promise<PrivateIntegrationRow | undefined> {
  return reader.db
    .selectFrom('private_integrations')
    .selectAll()
    .where('id', '=', id)
    .where(sameOrNull('location_no', locationNo))
    .executeTakeFirst();
}

/** How many there are of a location, or of management. */
export async function countIntegrations(tx: Executor, locationNo: number | null): Promise<number> {
  const { total } = await tx.db
    .selectFrom('private_integrations')
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .where(sameOrNull('location_no', locationNo))
    .executeTakeFirstOrThrow();
  return total;
}

/** Removes an integration that has no token any more. */
export async function deleteIntegrationRow(tx: Executor, no: number): Promise<void> {
  await tx.db.deleteFrom('private_integrations').where('no', '=', no).execute();
}

/** The tokens of all integrations of a location, or of management, each one's newest first. */
export async function selectAllTokens(
  reader: Executor,
  locationNo: number | null,
): Promise<(TokenRow & { integration_no: number })[]> {
  return reader.db
    .selectFrom('private_integrations as integration')
    .innerJoin('private_integration_tokens as token', 'token.integration_no', 'integration.no')
    .select([
      'token.hash',
      'token.hint',
      'token.created_at',
      'token.expires_at',
      'token.integration_no',
    ])
    .where(sameOrNull('integration.location_no', locationNo))
    .orderBy('token.created_at', 'desc')
    .execute();
}

export async function selectIntegrations(
  reader: Executor,
  locationNo: number | null,
): Promise<PrivateIntegrationRow[]> {
  return reader.db
    .selectFrom('private_integrations')
    .selectAll()
    .where(sameOrNull('location_no', locationNo))
    .orderBy('no', 'desc')
    .execute();
}

/** Any integration by id, with its location: for the command line, which stands above locations. */
export async function selectAnyIntegration(
  reader: Executor,
  id: string,
): Promise<PrivateIntegrationRow | undefined> {
  return reader.db
    .selectFrom('private_integrations')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirst();
}

/** Never moves a last use back. */
export async function setLastUsed(tx: Executor, no: number, at: number): Promise<void> {
  await tx.db
    .updateTable('private_integrations')
    .set({ last_used_at: greater(orElse('last_used_at', 0), at) })
    .where('no', '=', no)
    .execute();
}
