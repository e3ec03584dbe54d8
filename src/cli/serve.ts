import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { Command } from 'commander';
import { loadConfig } from '../config/config.ts';
import { systemClock } from '../lib/clock.ts';
import { createStopSignals } from './stop-signals.ts';
import type { Terminal } from './terminal.ts';

export function serveCommand(terminal: Terminal): Command {
  return new Command('serve').description('Start the server').action(async () => {
    const end = (why: string): void => {
      terminal.writeError(`${why}\n`);
      process.exit(1);
    };
    // Before the start: a signal in the middle of it still stops in order.
    const toldToStop = untilToldToStop(() => end('Ended before what was accepted was finished.'));
    // Three modules of four are the server's: the other commands answer in half the time without.
    const { serve } = await import('../main.ts');
    const running = await serve((line) => terminal.write(`${line}\n`));
    // A terminal that closes sends a signal and can be printed to no more.
    terminal.outlive();
    setTimeout(giveBackMemory, settledMs).unref();
    await toldToStop;
    terminal.write('Stopping: finishing what is accepted. Once more ends it at once.\n');
    const { shutdownMs } = loadConfig().config.limits;
    const late = setTimeout(
      () => end('The server did not finish in time and was ended.'),
      shutdownMs,
    );
    await running.stop();
    clearTimeout(late);
    // A launcher's channel would keep the process alive.
    if (process.connected) process.disconnect?.();
  });
}

/** When whoever waited for the start has had the first answer. */
const settledMs = 2000;

/** Loading leaves much behind that an idle server would keep: 40 MB for a pause of 40 ms. */
function giveBackMemory(): void {
  setFlagsFromString('--expose-gc');
  const collect: unknown = runInNewContext('gc');
  if (typeof collect === 'function') collect({ type: 'major', flavor: 'last-resort' });
}

/** Resolves at a signal, or at the end of the launcher that holds the other end of the channel. */
function untilToldToStop(endAtOnce: () => void): Promise<void> {
  const signals = createStopSignals();
  return new Promise((resolve) => {
    const receive = (): void => {
      const asked = signals.received(systemClock.monotonicMs());
      if (asked === 'stop') resolve();
      if (asked === 'end') endAtOnce();
    };
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, receive);
    if (process.channel) process.once('disconnect', () => resolve());
  });
}
