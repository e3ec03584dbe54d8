import { commands } from '../../src/commands.ts';
import {
  rebuildIndex,
  rebuildIndexCommand,
} from '../../src/features/contacts/index/index-commands.ts';
import { systemClock } from '../../src/lib/clock.ts';
import { createIdSource } from '../../src/lib/ids.ts';
import type { CommandContext, Engine } from '../../src/storage/engine.ts';
import { openInlineEngine } from '../../src/storage/sqlite/inline-engine.ts';

const context = (): CommandContext => ({
  now: systemClock.now(),
  traceId: 'bookkeeping',
  actor: { kind: 'server', id: 'server', name: 'server' },
});

async function onFile(path: string, use: (engine: Engine) => Promise<unknown>): Promise<void> {
  const engine = openInlineEngine({ path, commands, newId: createIdSource(systemClock) });
  await use(engine).finally(() => engine.close());
}

/** For contacts that a test has put into the file, or changed there, by its own statements. */
export function indexAnew(path: string): Promise<void> {
  return onFile(path, (engine) => rebuildIndex(engine, context));
}

/** Leaves the rest to the job that the server has for it. */
export function beginIndexAnew(path: string): Promise<void> {
  return onFile(path, (engine) => engine.run(rebuildIndexCommand, { locationNo: null }, context()));
}
