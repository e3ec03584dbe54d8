import { defineJobKind } from '../../jobs/job.ts';
import { startJobOnce } from '../../jobs/job-commands.ts';
import {
  type CommandContext,
  type CommandTools,
  type Engine,
  type Transaction,
  defineCommand,
} from '../../../storage/engine.ts';
import { contactTerms } from './contact-terms.ts';
import { selectIndexState } from '../../../storage/index-state.ts';
import { countContacts, selectNext } from './index.store.ts';
import { selectNextNotes } from './note-index.store.ts';

const kind = 'build-index';
type Nothing = { locationNo: null };

/** Begins to build what is not whole, or was built by other rules; also where a crash or a copy left it so. */
export const keepIndexCommand = defineCommand({
  name: 'contacts.keep-index',
  whenFull: 'goes on',
  run: async (tx: Transaction, _input: Nothing, tools: CommandTools): Promise<null> => {
    const { termsVersion, builtTo, notesBuiltTo } = await selectIndexState(tx);
    if (termsVersion !== contactTerms.version) tx.buildIndex('nothing');
    else if (builtTo === null && notesBuiltTo === null) return null;
    await startJobOnce(tx, kind, tools);
    return null;
  },
});

/** Builds it anew, whatever is there. */
export const rebuildIndexCommand = defineCommand({
  name: 'contacts.rebuild-index',
  whenFull: 'goes on',
  run: async (tx: Transaction, _input: Nothing, tools: CommandTools): Promise<null> => {
    tx.buildIndex('nothing');
    await startJobOnce(tx, kind, tools);
    return null;
  },
});

/** Of one slice: some ten milliseconds of the writer. */
const contactsTogether = 100;
const bytesTogether = 256 * 1024;

/**
 * Puts the next contacts into the index, and after them the notes; what is written meanwhile is in it at once where it has come so far, and
 * else when it comes to it.
 */
async function buildSlice(tx: Transaction): Promise<{ done: number; more: boolean }> {
  const { builtTo, notesBuiltTo } = await selectIndexState(tx);
  if (builtTo === null) return buildNotes(tx, notesBuiltTo);
  const next = await selectNext(tx, { after: builtTo, limit: contactsTogether });
  const { to, done } = sliceOf(next);
  tx.buildIndex(to);
  return { done, more: true };
}

/** Once all contacts are there. */
async function buildNotes(
  tx: Transaction,
  builtTo: number | null,
): Promise<{ done: number; more: boolean }> {
  if (builtTo === null) return { done: 0, more: false };
  const { to } = sliceOf(await selectNextNotes(tx, { after: builtTo, limit: contactsTogether }));
  tx.buildIndex({ notes: to });
  return { done: 0, more: to !== 'the end' };
}

/** As many of the next ones as are read at a time. */
function sliceOf(next: readonly { no: number; bytes: number }[]): {
  to: number | 'the end';
  done: number;
} {
  let bytes = 0;
  const some = next.filter((each, at) => {
    bytes += each.bytes;
    return at === 0 || bytes <= bytesTogether;
  });
  const last = some.at(-1);
  const isEnd = some.length === next.length && next.length < contactsTogether;
  return { to: last && !isEnd ? last.no : 'the end', done: some.length };
}

export const buildIndexJob = defineJobKind({ kind, slice: buildSlice });

/** A slice by whoever waits for it; the job that the server has for it finds it done. */
export const buildIndexCommand = defineCommand({
  name: 'contacts.build-index',
  whenFull: 'goes on',
  run: (tx: Transaction, _input: Nothing): Promise<{ done: number; more: boolean }> =>
    buildSlice(tx),
});

/** Builds the index anew, beside a server or without one; `onSlice` is told how many contacts are done, of how many. */
export async function rebuildIndex(
  engine: Engine,
  context: () => CommandContext,
  onSlice: (done: number, total: number) => void = () => undefined,
): Promise<number> {
  const none = { locationNo: null };
  const total = await countContacts(engine.read);
  await engine.run(rebuildIndexCommand, none, context());
  let done = 0;
  for (let more = true; more; ) {
    const { value } = await engine.run(buildIndexCommand, none, context());
    done += value.done;
    onSlice(done, total);
    more = value.more;
  }
  return done;
}

/** Loaded on the writer thread. */
export const indexCommands = [keepIndexCommand, rebuildIndexCommand, buildIndexCommand] as const;
