import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { Command } from 'commander';
import { serve } from '../main.ts';
import { loadConfig } from '../config/config.ts';
import type { Terminal } from './terminal.ts';

export function serveCommand(terminal: Terminal): Command {
  return new Command('serve').description('Start the server').action(async () => {
    const running = await serve((line) => terminal.write(`${line}\n`));
    setImmediate(giveBackMemory);
    await untilToldToStop();
    const { shutdownMs } = loadConfig().config.limits;
    const late = setTimeout(() => {
      terminal.writeError('The server did not finish in time and was ended.\n');
      process.exit(1);
    }, shutdownMs);
    await running.stop();
    clearTimeout(late);
    // A launcher's channel would keep the process alive.
    if (process.connected) process.disconnect?.();
  });
}

/** Loading leaves much behind that an idle server would keep: 40 MB for a pause of 40 ms. */
function giveBackMemory(): void {
  setFlagsFromString('--expose-gc');
  const collect: unknown = runInNewContext('gc');
  if (typeof collect === 'function') collect({ type: 'major', flavor: 'last-resort' });
}

/** A signal, or the end of the launcher that holds the other end of the channel. */
function untilToldToStop(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
      process.once(signal, () => resolve());
    if (process.channel) process.once('disconnect', () => resolve());
  });
}
