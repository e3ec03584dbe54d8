import { contactsScope, isGrantableScope, isLocationScope } from '../../../contract/scopes.ts';
import type { FieldProblem } from '../../errors/app-error.ts';
import { errors } from '../../errors/catalogue.ts';
import {
  createPrivateIntegrationToken,
  hashToken,
  isPrivateIntegrationToken,
} from '../../lib/token.ts';
import {
  type CommandContext,
  type CommandOutcome,
  type Engine,
  type Executor,
  defineQuery,
} from '../../storage/engine.ts';
import type { PrivateIntegrationRow } from '../../storage/schema.ts';
import type { Compatibility } from './callers.ts';
import {
  cancelRotationCommand,
  createIntegrationCommand,
  deleteIntegrationCommand,
  forgetOutcomesCommand,
  revokeIntegrationCommand,
  rotateIntegrationCommand,
  updateIntegrationCommand,
} from './integration-commands.ts';
import {
  type TokenRow,
  selectAllTokens,
  selectAnyIntegration,
  selectGrant,
  selectIntegration,
  selectIntegrations,
  selectTokens,
} from './private-integrations.store.ts';

export type IntegrationInput = {
  name?: string;
  description?: string;
  scopes?: string[];
  compatibility?: Compatibility | null;
  /** ISO 8601; null never expires. */
  expiresAt?: string | null;
};

/** An integration with its tokens, the newest first; the location is null for management. */
export type Integration = { row: PrivateIntegrationRow; tokens: TokenRow[] };
export type NewToken = { integration: Integration; token: string };

/** The location of an integration; null for the management integrations of the installation. */
export type IntegrationPlace = { no: number; id: string } | null;

/** Throws `validation_failed`. The token is in the outcome and nowhere else afterwards. */
export async function createIntegration(
  engine: Engine,
  place: IntegrationPlace,
  input: IntegrationInput & { name: string; scopes: string[] },
  context: CommandContext,
): Promise<CommandOutcome<NewToken>> {
  const checked = check(input, place, context.now);
  const token = createPrivateIntegrationToken();
  return engine.run(
    createIntegrationCommand,
    {
      locationNo: place?.no ?? null,
      name: input.name.trim(),
      description: input.description ?? '',
      scopes: checked.scopes ?? [contactsScope],
      compatibility: input.compatibility ?? null,
      expiresAt: checked.expiresAt ?? null,
      token,
    },
    context,
  );
}

/** Throws `integration_not_found`, `integration_revoked` or `validation_failed`. */
export async function updateIntegration(
  engine: Engine,
  place: IntegrationPlace,
  id: string,
  input: IntegrationInput,
  context: CommandContext,
): Promise<Integration> {
  const checked = check(input, place, context.now);
  const change = {
    ...(input.name !== undefined && { name: input.name.trim() }),
    ...(input.description !== undefined && { description: input.description }),
    ...(checked.scopes && { scopes: JSON.stringify(checked.scopes) }),
    ...(input.compatibility !== undefined && { compatibility: input.compatibility }),
    ...(checked.expiresAt !== undefined && { expires_at: checked.expiresAt }),
  };
  const command = { locationNo: place?.no ?? null, id, change };
  return (await engine.run(updateIntegrationCommand, command, context)).value;
}

/**
 * A new token; the previous one ends now, or later after `overlapMs`. Throws
 * `integration_not_found`, `integration_revoked` or `rotation_in_progress`.
 */
export function rotateIntegration(
  engine: Engine,
  place: IntegrationPlace,
  id: string,
  overlapMs: number,
  context: CommandContext,
): Promise<CommandOutcome<NewToken>> {
  const token = createPrivateIntegrationToken();
  const command = { locationNo: place?.no ?? null, id, overlapMs, token };
  return engine.run(rotateIntegrationCommand, command, context);
}

/** Ends the new token and keeps the previous one. Throws `rotation_not_found`. */
export async function cancelRotation(
  engine: Engine,
  place: IntegrationPlace,
  id: string,
  context: CommandContext,
): Promise<CommandOutcome<Integration>> {
  return engine.run(cancelRotationCommand, { locationNo: place?.no ?? null, id }, context);
}

/** Its tokens are refused from the next request on. Revoking twice changes nothing. */
export async function revokeIntegration(
  engine: Engine,
  place: IntegrationPlace,
  id: string,
  context: CommandContext,
): Promise<Integration> {
  const command = { locationNo: place?.no ?? null, id };
  return (await engine.run(revokeIntegrationCommand, command, context)).value;
}

/** Throws `integration_not_found`. */
export async function getIntegration(
  reader: Executor,
  place: IntegrationPlace,
  id: string,
): Promise<Integration> {
  const row = await selectIntegration(reader, place?.no ?? null, id);
  if (!row) throw errors.integrationNotFound(id);
  return { row, tokens: await selectTokens(reader, row.no) };
}

/** Removes it, its tokens and what is kept to repeat its replies; its events stay. Throws `integration_not_found`. */
export async function deleteIntegration(
  engine: Engine,
  place: IntegrationPlace,
  id: string,
  context: CommandContext,
): Promise<PrivateIntegrationRow> {
  const command = { locationNo: place?.no ?? null, id };
  while ((await engine.run(forgetOutcomesCommand, command, context)).value);
  return (await engine.run(deleteIntegrationCommand, command, context)).value;
}

/** Off the HTTP thread: there may be a thousand. */
export const listIntegrationsQuery = defineQuery({
  name: 'integrations.list',
  run: async (reader: Executor, { locationNo }: { locationNo: number | null }) => {
    const tokens = new Map<number, TokenRow[]>();
    for (const { integration_no: no, ...token } of await selectAllTokens(reader, locationNo)) {
      const known = tokens.get(no);
      if (known) known.push(token);
      else tokens.set(no, [token]);
    }
    const rows = await selectIntegrations(reader, locationNo);
    return rows.map((row) => ({ row, tokens: tokens.get(row.no) ?? [] }));
  },
});

/** Newest first. */
export function listIntegrations(
  engine: Engine,
  place: IntegrationPlace,
  signal?: AbortSignal,
): Promise<Integration[]> {
  const of = { locationNo: place?.no ?? null };
  return engine.query(listIntegrationsQuery, of, signal ? { signal } : {});
}

/** For the command line: by id alone, or by a token itself. */
export async function findIntegrationAnywhere(
  reader: Executor,
  idOrToken: string,
): Promise<PrivateIntegrationRow | undefined> {
  if (!isPrivateIntegrationToken(idOrToken)) return selectAnyIntegration(reader, idOrToken);
  const grant = await selectGrant(reader, hashToken(idOrToken));
  return grant && selectAnyIntegration(reader, grant.id);
}

function check(
  input: IntegrationInput,
  place: IntegrationPlace,
  now: number,
): { scopes?: string[]; expiresAt?: number | null } {
  const problems: FieldProblem[] = [];
  if (input.name?.trim() === '') {
    problems.push({ field: 'name', message: 'name should not be empty' });
  }
  for (const scope of input.scopes ?? []) {
    if (!isGrantableScope(scope)) {
      problems.push({ field: 'scopes', message: `scopes: there is no scope ${scope}` });
    } else if (place && !isLocationScope(scope)) {
      const message = `scopes: ${scope} is for management tokens only`;
      problems.push({ field: 'scopes', message });
    }
  }
  let expiresAt: number | null | undefined;
  if (input.expiresAt !== undefined) {
    expiresAt = input.expiresAt === null ? null : Date.parse(input.expiresAt);
    if (expiresAt !== null && !(expiresAt > now)) {
      const message = 'expiresAt must be a date in the future, such as 2030-01-31';
      problems.push({ field: 'expiresAt', message });
    }
  }
  if (problems.length > 0) throw errors.validationFailed(problems);
  return {
    ...(input.scopes && { scopes: [...new Set(input.scopes)] }),
    ...(expiresAt !== undefined && { expiresAt }),
  };
}
