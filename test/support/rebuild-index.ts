import { commands } from '../../src/commands.ts';
import { rebuildIndex } from '../../src/features/contacts/index/index-commands.ts';
import { systemClock } from '../../src/lib/clock.ts';
import { createIdSource } from '../../src/lib/ids.ts';
import { openInlineEngine } from '../../src/storage/sqlite/inline-engine.ts';

/** For contacts that a test has put into the file, or changed there, by its own statements. */
export async function indexAnew(path: string): Promise<void> {
  const engine = openInlineEngine({ path, commands, newId: createIdSource(systemClock) });
  try {
    await rebuildIndex(engine, () => ({
      now: systemClock.now(),
      traceId: 'bookkeeping',
      actor: { kind: 'server', id: 'server', name: 'server' },
    }));
  } finally {
    await engine.close();
  }
}
