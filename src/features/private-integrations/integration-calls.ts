import { errors } from '../../errors/catalogue.ts';
import { placeAfter, recordCursor } from '../../lib/record-pages.ts';
import {
  type CommandTools,
  type Executor,
  type Transaction,
  defineCommand,
} from '../../storage/engine.ts';
import {
  type CallRow,
  type NewCall,
  deleteOldCalls,
  insertCalls,
  selectCalls,
  trimCalls,
} from './integration-calls.store.ts';
import { selectIntegration } from './private-integrations.store.ts';

export type { CallRow } from './integration-calls.store.ts';

/** How long calls are listed. */
export const callsKeptMs = 30 * 86_400_000;
const sliceSize = 500;

type RecordInput = { locationNo: null; calls: readonly NewCall[]; kept: number };

/** Bookkeeping, not a change: no event. */
export const recordCallsCommand = defineCommand({
  name: 'integrations.record-calls',
  whenFull: 'goes on',
  run: async (tx: Transaction, { calls, kept }: RecordInput): Promise<null> => {
    await insertCalls(tx, calls);
    for (const no of new Set(calls.map(({ integrationNo }) => integrationNo))) {
      await trimCalls(tx, no, kept);
    }
    return null;
  },
});

/** Removes one slice of those older than 30 days; true when more may remain. */
export const forgetOldCallsCommand = defineCommand({
  name: 'integrations.forget-old-calls',
  whenFull: 'goes on',
  run: (tx: Transaction, _input: { locationNo: null }, { now }: CommandTools): Promise<boolean> =>
    deleteOldCalls(tx, now - callsKeptMs, sliceSize),
});

export type CallList = { calls: CallRow[]; more: boolean; nextCursor: string | null };

/** Newest first; throws `integration_not_found`. */
export async function listCalls(
  reader: Executor,
  { no: locationNo }: { no: number },
  { id, after, limit }: { id: string; after: string | undefined; limit: number },
): Promise<CallList> {
  const integration = await selectIntegration(reader, locationNo, id);
  if (!integration) throw errors.integrationNotFound(id);
  const [before = null] = after === undefined ? [] : placeAfter(after, 1);
  const page = { locationNo, integrationNo: integration.no, before, limit: limit + 1 };
  const found = await selectCalls(reader, page);
  const calls = found.slice(0, limit);
  const last = calls.at(-1);
  return {
    calls,
    more: found.length > limit,
    nextCursor: last ? recordCursor(last.no) : null,
  };
}

/** Loaded on the writer thread. */
export const integrationCallCommands = [recordCallsCommand, forgetOldCallsCommand] as const;
