import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';

const patienceMs = 180_000;

export type Environment = Readonly<Record<string, string | undefined>>;

export type Shell = {
  /** Undefined when the command ended the shell, or never ended. */
  run(command: string): Promise<{ status: number; stdout: string; stderr: string } | undefined>;
  close(): Promise<void>;
};

/** One bash that is given command after command, so that variables and folders last. */
export function openShell(cwd: string, env: Environment): Shell {
  const child = spawn('bash', ['--norc', '--noprofile', '-s'], {
    cwd,
    env,
    detached: true,
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  // A shell that has ended takes no more.
  child.stdin.on('error', () => undefined);
  const ended = once(child, 'close');
  const outputs = collect(child);
  let count = 0;
  return {
    run: async (command) => {
      count += 1;
      const mark = `@@ ${count} ended `;
      const echo = `printf '\\n${mark}%s\\n' "$groundlevel_status"`;
      // Commands must not read what is still to be run.
      child.stdin.write(
        `{\n${command}\n} </dev/null\ngroundlevel_status=$?; ${echo}; ${echo} >&2\n`,
      );
      const done = (): boolean =>
        [outputs.stdout, outputs.stderr].every((text) => text.includes(`\n${mark}`));
      if (!(await until(outputs, done, ended))) {
        end(child, 'SIGKILL');
        return undefined;
      }
      const [stdout = '', status = ''] = outputs.stdout.split(`\n${mark}`);
      const [stderr = ''] = outputs.stderr.split(`\n${mark}`);
      outputs.stdout = '';
      outputs.stderr = '';
      return { status: Number(status), stdout, stderr };
    },
    close: async () => {
      child.stdin.end();
      await ended;
    },
  };
}

export type Server = {
  /** Waits until what the server has printed fulfils a condition; false when it never does. */
  prints(isEnough: (printed: string) => boolean): Promise<boolean>;
  printed(): string;
  stop(): Promise<void>;
};

/** A terminal in which a command goes on running. */
export function startServer(command: string, cwd: string, env: Environment): Server {
  const child = spawn('bash', ['--norc', '--noprofile', '-c', command], {
    cwd,
    env,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  // All that hold its output have ended, not only the first of them.
  const ended = once(child, 'close');
  const outputs = collect(child);
  return {
    printed: () => outputs.stdout + outputs.stderr,
    prints: (isEnough) => until(outputs, () => isEnough(outputs.stdout), ended),
    stop: async () => {
      // As Ctrl-C in a terminal does.
      end(child, 'SIGINT');
      await ended;
    },
  };
}

/** Signals a command and all that it started: they are a process group of their own. */
function end({ exitCode, signalCode, pid }: ChildProcess, signal: NodeJS.Signals): void {
  if (exitCode === null && signalCode === null && pid !== undefined) process.kill(-pid, signal);
}

type Outputs = { stdout: string; stderr: string; more(): Promise<void> };

function collect(child: ChildProcess): Outputs {
  let more = Promise.withResolvers<void>();
  const outputs: Outputs = { stdout: '', stderr: '', more: () => more.promise };
  for (const name of ['stdout', 'stderr'] as const) {
    child[name]?.setEncoding('utf8').on('data', (text: string) => {
      outputs[name] += text;
      more.resolve();
      more = Promise.withResolvers();
    });
  }
  return outputs;
}

/** Looks again whenever something was printed; false when the process ended or took too long. */
async function until(
  outputs: Outputs,
  isSo: () => boolean,
  ended: Promise<unknown>,
): Promise<boolean> {
  const patience = AbortSignal.timeout(patienceMs);
  let isOver = false;
  const over = Promise.race([ended, once(patience, 'abort')]).then(() => {
    isOver = true;
  });
  while (!isSo()) {
    if (isOver) return false;
    await Promise.race([outputs.more(), over]);
  }
  return true;
}
