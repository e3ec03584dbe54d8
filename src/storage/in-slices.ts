import type { CommandContext, CommandOutcome } from './engine.ts';

const sliceSize = 100;

/**
 * One request over many ids as a command for each hundred, or for as many as a command says it has
 * done, so that other writes go between them. Each slice keeps its outcome under the caller's
 * Idempotency-Key and its place: a repeated request replays what was done and does what was not.
 */
export async function runInSlices<T>(
  ids: readonly string[],
  context: CommandContext,
  run: (slice: string[], context: CommandContext) => Promise<CommandOutcome<T>>,
  doneIn: (value: T, slice: readonly string[]) => number = (_value, slice) => slice.length,
): Promise<CommandOutcome<T[]>> {
  const values: T[] = [];
  let done = 0;
  const runSlice = async (): Promise<CommandOutcome<T>> => {
    const slice = ids.slice(done, done + sliceSize);
    const outcome = await run(slice, sliceContext(context, done));
    values.push(outcome.value);
    done += doneIn(outcome.value, slice);
    return outcome;
  };
  const { traceId, replayed } = await runSlice();
  while (done < ids.length) await runSlice();
  return { traceId, replayed, value: values };
}

/** The first slice has the key as sent, which says whether it was used with another request. */
function sliceContext(context: CommandContext, done: number): CommandContext {
  const { idempotency } = context;
  if (!idempotency || done === 0) return context;
  // No key that a client can send holds a line break.
  return { ...context, idempotency: { ...idempotency, key: `${idempotency.key}\n${done}` } };
}
