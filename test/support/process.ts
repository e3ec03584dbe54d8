import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { entry } from './build.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const compileCache = fileURLToPath(
  new URL('../../node_modules/.cache/groundlevel', import.meta.url),
);

export type Finished = { code: number | null; stdout: string; stderr: string };
export type Started = {
  child: ChildProcess;
  /** Resolves with the text that matched; rejects when the process ends without it. */
  printed(pattern: RegExp): Promise<RegExpExecArray>;
  stdout(): string;
  stderr(): string;
  /** Ends the process by its own id and resolves when it is gone. */
  kill(signal: NodeJS.Signals): Promise<void>;
  finished: Promise<Finished>;
};
export type ServingProcess = Started & { baseUrl: string };
export type FirstRun = ServingProcess & { locationId: string; token: string };

type Options = {
  folder: string;
  /** Undefined takes a name out. */
  env?: Record<string, string | undefined>;
  cwd?: string;
  /** For a folder that refuses even the tests that root runs. */
  uid?: number;
  /** An open file to write the log to, instead of what `stderr()` returns. */
  stderr?: number;
};

/** Another Node process of ours: by default the command line. */
export function startProcess(
  args: readonly string[],
  options: Options & {
    file?: string;
    program?: string;
    /** In a process group of its own, as a terminal starts it. */
    group?: boolean;
  },
): Started {
  const { program = process.execPath, file = entry } = options;
  const child = spawn(program, options.program ? args : [file, ...args], {
    cwd: options.cwd ?? root,
    env: { ...environment(options.folder), ...options.env },
    ...(options.uid !== undefined && { uid: options.uid }),
    detached: options.group ?? false,
    stdio: ['ignore', 'pipe', options.stderr ?? 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  // A test that fails must not leave a server behind.
  const end = (): void => void child.kill('SIGKILL');
  process.once('exit', end);
  const finished = once(child, 'close').then(() => {
    process.off('exit', end);
    return { code: child.exitCode, stdout, stderr };
  });
  return {
    child,
    finished,
    stdout: () => stdout,
    stderr: () => stderr,
    printed: async (pattern) => {
      for (;;) {
        const match = pattern.exec(stdout);
        if (match) return match;
        const more = await Promise.race([once(child.stdout ?? child, 'data'), finished]);
        if (!Array.isArray(more) && !pattern.test(stdout)) {
          throw new Error(`ended with ${child.exitCode} before ${pattern}: ${stdout}${stderr}`);
        }
      }
    },
    kill: async (signal) => {
      child.kill(signal);
      await finished;
    },
  };
}

/** A server in a process of its own, on a free port; the database in the folder. */
export async function startServing(options: Options): Promise<ServingProcess> {
  const started = startProcess(['serve'], options);
  const [, baseUrl = ''] = await started.printed(/running at (\S+)\n/);
  return { ...started, baseUrl };
}

/** A server on a new database, with the location and the token that it prints this once. */
export async function startFirstRun(options: Options): Promise<FirstRun> {
  const serving = await startServing(options);
  const [, locationId = ''] = await serving.printed(/Location id: +(\w+)\n/);
  const [, token = ''] = await serving.printed(/Token: +(\S+)\n/);
  return { ...serving, locationId, token };
}

/** A command of the command line, run to its end. */
export function runCommand(args: readonly string[], options: Options): Promise<Finished> {
  const { printed, kill, finished } = startProcess(args, options);
  // A server where none should have started: the test is to fail, not to wait for it.
  printed(/running at /)
    .then(() => kill('SIGTERM'))
    .catch(() => undefined);
  return finished;
}

function environment(folder: string): Record<string, string | undefined> {
  const own = Object.entries(process.env).filter(([name]) => !name.startsWith('GROUNDLEVEL_'));
  return {
    ...Object.fromEntries(own),
    NODE_TEST_CONTEXT: undefined,
    // As the launcher does: halves the time of a start.
    NODE_COMPILE_CACHE: compileCache,
    GROUNDLEVEL_HOST: '127.0.0.1',
    GROUNDLEVEL_PORT: '0',
    GROUNDLEVEL_DATABASE_URL: `file:${folder}/data/groundlevel.db`,
  };
}
