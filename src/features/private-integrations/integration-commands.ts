import { mostIntegrations } from '../../../contract/bounds.ts';
import type { EventType } from '../../../contract/events/event-types.ts';
import { errors } from '../../errors/catalogue.ts';
import { hashToken } from '../../lib/token.ts';
import { type CommandTools, type Transaction, defineCommand } from '../../storage/engine.ts';
import { actorKeyOf } from '../../lib/actor.ts';
import { deleteOutcomesOf } from '../../storage/idempotency.ts';
import type { PrivateIntegrationRow } from '../../storage/schema.ts';
import { recordEvent } from '../events/events.ts';
import {
  type TokenRow,
  countIntegrations,
  deleteIntegrationRow,
  deleteToken,
  insertIntegration,
  insertToken,
  selectIntegration,
  selectTokens,
  setLastUsed,
  setTokenExpiry,
  updateIntegrationRow,
} from './private-integrations.store.ts';
import { deleteCallsOf } from './integration-calls.store.ts';

type Place = { locationNo: number | null; id: string };
type Stored = { row: PrivateIntegrationRow; tokens: TokenRow[] };

export const createIntegrationCommand = defineCommand({
  name: 'integrations.create',
  run: async (
    tx: Transaction,
    input: {
      locationNo: number | null;
      name: string;
      description: string;
      scopes: string[];
      compatibility: string | null;
      expiresAt: number | null;
      token: string;
    },
    tools: CommandTools,
  ): Promise<{ integration: Stored; token: string }> => {
    if ((await countIntegrations(tx, input.locationNo)) >= mostIntegrations) {
      const holder = input.locationNo === null ? 'Management' : 'A location';
      throw errors.limitReached(holder, mostIntegrations, 'Private Integrations');
    }
    const row = await insertIntegration(tx, {
      id: tools.newId(),
      location_no: input.locationNo,
      name: input.name,
      description: input.description,
      scopes: JSON.stringify(input.scopes),
      compatibility: input.compatibility,
      created_at: tools.now,
      updated_at: tools.now,
      last_used_at: null,
      expires_at: input.expiresAt,
      revoked_at: null,
    });
    await addToken(tx, row.no, input.token, tools.now);
    await record(tx, 'integration.created', row, null, summary(row), tools);
    return { integration: await stored(tx, row), token: input.token };
  },
});

export const updateIntegrationCommand = defineCommand({
  name: 'integrations.update',
  run: async (
    tx: Transaction,
    input: Place & {
      change: Partial<
        Pick<
          PrivateIntegrationRow,
          'name' | 'description' | 'scopes' | 'compatibility' | 'expires_at'
        >
      >;
    },
    tools: CommandTools,
  ): Promise<Stored> => {
    const before = await getActive(tx, input);
    await updateIntegrationRow(tx, before.no, { ...input.change, updated_at: tools.now });
    const after = await getRow(tx, input);
    await record(tx, 'integration.updated', after, summary(before), summary(after), tools);
    return stored(tx, after);
  },
});

export const rotateIntegrationCommand = defineCommand({
  name: 'integrations.rotate',
  whenFull: 'goes on',
  run: async (
    tx: Transaction,
    input: Place & { overlapMs: number; token: string },
    tools: CommandTools,
  ): Promise<{ integration: Stored; token: string }> => {
    const row = await getActive(tx, input);
    const tokens = await selectTokens(tx, row.no);
    const live = tokens.filter((each) => isLive(each, tools.now));
    if (input.overlapMs > 0 && live.length > 1) throw errors.rotationInProgress();
    for (const ended of tokens.filter((each) => !live.includes(each))) {
      await deleteToken(tx, ended.hash);
    }
    for (const previous of live) {
      if (input.overlapMs > 0) await setTokenExpiry(tx, previous.hash, tools.now + input.overlapMs);
      else await deleteToken(tx, previous.hash);
    }
    await addToken(tx, row.no, input.token, tools.now);
    await updateIntegrationRow(tx, row.no, { updated_at: tools.now });
    const after = { ...summary(row), previousTokenEndsInMs: input.overlapMs };
    await record(tx, 'integration.rotated', row, summary(row), after, tools);
    return { integration: await stored(tx, await getRow(tx, input)), token: input.token };
  },
});

export const cancelRotationCommand = defineCommand({
  name: 'integrations.cancel-rotation',
  whenFull: 'goes on',
  run: async (tx: Transaction, input: Place, tools: CommandTools): Promise<Stored> => {
    const row = await getActive(tx, input);
    const live = (await selectTokens(tx, row.no)).filter((each) => isLive(each, tools.now));
    const previous = live.find((each) => each.expires_at !== null);
    const current = live.find((each) => each.expires_at === null);
    if (!previous || !current) throw errors.rotationNotFound();
    await deleteToken(tx, current.hash);
    await setTokenExpiry(tx, previous.hash, null);
    await updateIntegrationRow(tx, row.no, { updated_at: tools.now });
    await record(tx, 'integration.rotation-cancelled', row, summary(row), summary(row), tools);
    return stored(tx, await getRow(tx, input));
  },
});

export const revokeIntegrationCommand = defineCommand({
  name: 'integrations.revoke',
  whenFull: 'goes on',
  run: async (tx: Transaction, input: Place, tools: CommandTools): Promise<Stored> => {
    const row = await getRow(tx, input);
    if (row.revoked_at === null) {
      await updateIntegrationRow(tx, row.no, { revoked_at: tools.now, updated_at: tools.now });
      await record(tx, 'integration.revoked', row, summary(row), null, tools);
    }
    return stored(tx, await getRow(tx, input));
  },
});

const sliceOfOutcomes = 500;

/** Before it is deleted: what is kept to repeat its replies, a slice; true when more may remain. */
export const forgetOutcomesCommand = defineCommand({
  name: 'integrations.forget-outcomes',
  whenFull: 'goes on',
  run: async (tx: Transaction, input: Place): Promise<boolean> =>
    deleteOutcomesOf(tx, keyOf(await getRow(tx, input)), sliceOfOutcomes),
});

export const deleteIntegrationCommand = defineCommand({
  name: 'integrations.delete',
  whenFull: 'goes on',
  run: async (
    tx: Transaction,
    input: Place,
    tools: CommandTools,
  ): Promise<PrivateIntegrationRow> => {
    const row = await getRow(tx, input);
    for (const { hash } of await selectTokens(tx, row.no)) await deleteToken(tx, hash);
    while (await deleteOutcomesOf(tx, keyOf(row), sliceOfOutcomes));
    await deleteCallsOf(tx, row.no);
    await deleteIntegrationRow(tx, row.no);
    await record(tx, 'integration.deleted', row, summary(row), null, tools);
    return row;
  },
});

/** What its idempotency keys go by. */
const keyOf = ({ id }: { id: string }): string => actorKeyOf({ kind: 'integration', id });

type LastUsesInput = { locationNo: null; uses: readonly { no: number; at: number }[] };

/** Bookkeeping, not a change: no event. */
export const recordLastUseCommand = defineCommand({
  name: 'integrations.record-last-use',
  whenFull: 'goes on',
  run: async (tx: Transaction, { uses }: LastUsesInput): Promise<null> => {
    for (const { no, at } of uses) await setLastUsed(tx, no, at);
    return null;
  },
});

async function getRow(tx: Transaction, { locationNo, id }: Place): Promise<PrivateIntegrationRow> {
  const row = await selectIntegration(tx, locationNo, id);
  if (!row) throw errors.integrationNotFound(id);
  return row;
}

async function getActive(tx: Transaction, place: Place): Promise<PrivateIntegrationRow> {
  const row = await getRow(tx, place);
  if (row.revoked_at !== null) throw errors.integrationRevoked(row.id);
  return row;
}

async function stored(tx: Transaction, row: PrivateIntegrationRow): Promise<Stored> {
  return { row, tokens: await selectTokens(tx, row.no) };
}

async function addToken(tx: Transaction, no: number, token: string, now: number): Promise<void> {
  await insertToken(tx, {
    hash: hashToken(token),
    integration_no: no,
    hint: token.slice(-4),
    created_at: now,
    expires_at: null,
  });
}

function isLive(token: TokenRow, now: number): boolean {
  return token.expires_at === null || token.expires_at > now;
}

function summary(row: PrivateIntegrationRow): Record<string, unknown> {
  return {
    name: row.name,
    description: row.description,
    scopes: JSON.parse(row.scopes) as string[],
    compatibility: row.compatibility,
    expiresAt: row.expires_at === null ? null : new Date(row.expires_at).toISOString(),
  };
}

function record(
  tx: Transaction,
  type: EventType,
  row: PrivateIntegrationRow,
  before: Record<string, unknown> | null,
  after: Record<string, unknown> | null,
  tools: CommandTools,
): Promise<void> {
  return recordEvent(
    tx,
    {
      locationNo: row.location_no,
      type,
      recordId: row.id,
      before: before && JSON.stringify(before),
      after: after && JSON.stringify(after),
    },
    tools,
  );
}

/** Loaded on the writer thread. */
export const integrationCommands = [
  createIntegrationCommand,
  updateIntegrationCommand,
  rotateIntegrationCommand,
  cancelRotationCommand,
  revokeIntegrationCommand,
  deleteIntegrationCommand,
  forgetOutcomesCommand,
  recordLastUseCommand,
] as const;
