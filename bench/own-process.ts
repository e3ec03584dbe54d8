import { fork } from 'node:child_process';

/** Runs a module that answers its parent in a process of its own; resolves with the answer. */
export function inOwnProcess<I extends object, O>(file: string, input: I): Promise<O> {
  const child = fork(file, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  child.send(input);
  return new Promise((resolve, reject) => {
    // The module says what it answers with.
    child.once('message', (answer) => resolve(answer as O));
    child.once('exit', (code) => reject(new Error(`${file} ended with ${code}`)));
  });
}

/** In such a module: the answer to what the parent sends, then the end. Does nothing where it is imported. */
export function answerParent<I, O>(run: (input: I) => Promise<O>): void {
  if (!process.send) return;
  process.once('message', (input) => {
    // The only sender is `inOwnProcess`.
    run(input as I).then(
      (answer) => process.send?.(answer, () => process.exit(0)),
      (error: unknown) => {
        console.error(error);
        process.exit(1);
      },
    );
  });
}
