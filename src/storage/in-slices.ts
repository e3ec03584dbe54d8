import type { CommandContext, CommandOutcome } from './engine.ts';

const sliceSize = 100;

/**
 * One request over many ids as a command for each hundred, so that other writes go between them.
 * Each slice keeps its outcome under the caller's Idempotency-Key and its place: a repeated request
 * replays what was done and does what was not.
 */
export async function runInSlices<T>(
  ids: readonly string[],
  context: CommandContext,
  run: (slice: string[], context: CommandContext) => Promise<CommandOutcome<T>>,
): Promise<CommandOutcome<T[]>> {
  const first = await run(ids.slice(0, sliceSize), context);
  const values = [first.value];
  for (let done = sliceSize; done < ids.length; done += sliceSize) {
    const slice = ids.slice(done, done + sliceSize);
    values.push((await run(slice, sliceContext(context, done))).value);
  }
  return { traceId: first.traceId, replayed: first.replayed, value: values };
}

/** The first slice has the key as sent, which says whether it was used with another request. */
function sliceContext(context: CommandContext, done: number): CommandContext {
  const { idempotency } = context;
  if (!idempotency) return context;
  // No key that a client can send holds a line break.
  return { ...context, idempotency: { ...idempotency, key: `${idempotency.key}\n${done}` } };
}
