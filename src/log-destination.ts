import { write, writeSync } from 'node:fs';

/** Of lines that wait for a slow or full destination; further ones are dropped. */
export const waitingLogBytes = 1024 * 1024;

const standardError = 2;
const retryMs = 100;

/**
 * Standard error, without waiting for it. It may lead to a full disk or to a reader that has gone: what
 * cannot be written is dropped, and ends nothing.
 */
export function logDestination(): { write(line: string): void } {
  let waiting: string[] = [];
  let waitingLength = 0;
  let current: Buffer = Buffer.alloc(0);
  let busy = false;

  const next = (): void => {
    if (current.length === 0) {
      if (waiting.length === 0) {
        busy = false;
        return;
      }
      current = Buffer.from(waiting.join(''));
      waiting = [];
      waitingLength = 0;
    }
    busy = true;
    write(standardError, current, (error, written) => {
      if (error?.code === 'EAGAIN') {
        setTimeout(next, retryMs);
        return;
      }
      current = error ? Buffer.alloc(0) : current.subarray(written);
      next();
    });
  };

  process.once('exit', () => {
    try {
      const last = Buffer.concat([current, Buffer.from(waiting.join(''))]);
      if (last.length > 0) writeSync(standardError, last);
    } catch {
      // Nobody is left to be told.
    }
  });

  return {
    write: (line) => {
      if (waitingLength + line.length > waitingLogBytes) return;
      waitingLength += line.length;
      waiting.push(line);
      if (!busy) next();
    },
  };
}
