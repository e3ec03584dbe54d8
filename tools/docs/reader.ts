import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { difference, isShownIn } from './compare.ts';
import { type Step, readSteps } from './pages.ts';
import { type Samples, createSamples } from './samples.ts';

/** Where the pages say that the project is, and the ports that they use. */
const writtenFolder = '/home/you/groundlevel';
const writtenPort = /\b80[89]\d\b/g;

export type Page = { name: string; markdown: string };
export type ReaderOptions = {
  /** A checkout, in which the commands are run. */
  folder: string;
  env: Readonly<Record<string, string | undefined>>;
  /** Use the ports as the pages write them; else each is replaced by a free one. */
  asWritten?: boolean;
  say(line: string): void;
};

const patienceMs = 180_000;

/**
 * Does what the pages say, in order, as a reader with two terminals would: one shell for the
 * commands of a page, another for the server. Returns the first difference, or undefined.
 */
export async function followPages(
  pages: readonly Page[],
  options: ReaderOptions,
): Promise<string | undefined> {
  const ports = await choosePorts(pages, options.asWritten ?? false);
  const samples = createSamples([[writtenFolder, options.folder]]);
  const env = { ...options.env, GROUNDLEVEL_PORT: ports.get('8080') ?? '8080' };
  const onPort = (text: string): string =>
    text.replaceAll(writtenPort, (port) => ports.get(port) ?? port);
  let server: Server | undefined;
  try {
    for (const { name, markdown } of pages) {
      const shell = openShell(options.folder, env);
      try {
        for (const step of readSteps(onPort(markdown))) {
          const command = samples.filledIn(step.command);
          options.say(`${name}:${step.line}  ${command.split('\n')[0]}`);
          if (step.stopFirst) await server?.stop();
          if (step.kind === 'serve') server = startServer(command, options.folder, env);
          const problem =
            step.kind === 'serve' && server
              ? await server.shows(step, samples)
              : await runStep(step, command, shell, samples);
          if (problem !== undefined) return `${name}:${step.line}  ${problem}`;
        }
      } finally {
        await shell.close();
      }
    }
    return undefined;
  } finally {
    await server?.stop();
  }
}

async function runStep(
  step: Step,
  command: string,
  shell: Shell,
  samples: Samples,
): Promise<string | undefined> {
  const ran = await shell.run(command);
  if (ran === undefined) return 'did not come to an end in this shell';
  const { status, stdout, stderr } = ran;
  const printed = stdout.trim() === '' ? stderr : stdout;
  if ((step.kind === 'fails') !== (status !== 0)) {
    return `ended with status ${status}\n${stdout}${stderr}`;
  }
  return step.expected && difference(step.expected, printed, samples);
}

type Shell = {
  /** Undefined when the command ended the shell, or never ended. */
  run(command: string): Promise<{ status: number; stdout: string; stderr: string } | undefined>;
  close(): Promise<void>;
};

/** One bash that is given command after command, so that variables and folders last. */
function openShell(cwd: string, env: ReaderOptions['env']): Shell {
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

type Server = {
  /** Waits until the server has printed what the page says. */
  shows(step: Step, samples: Samples): Promise<string | undefined>;
  stop(): Promise<void>;
};

function startServer(command: string, cwd: string, env: ReaderOptions['env']): Server {
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
    shows: async ({ expected }, samples) => {
      const isShown = (): boolean =>
        expected
          ? isShownIn(expected, outputs.stdout, samples.copy())
          : /running at/.test(outputs.stdout);
      if (!(await until(outputs, isShown, ended))) {
        const { stdout, stderr } = outputs;
        return `the server did not print what the page says\n--- the page\n${expected?.text ?? ''}\n--- the server\n${stdout}${stderr}`;
      }
      if (expected) isShownIn(expected, outputs.stdout, samples);
      return undefined;
    },
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

async function choosePorts(
  pages: readonly Page[],
  asWritten: boolean,
): Promise<Map<string, string>> {
  const written = pages.flatMap(({ markdown }) =>
    [...markdown.matchAll(writtenPort)].map(([port]) => port),
  );
  const ports = new Map<string, string>();
  for (const port of new Set(written)) ports.set(port, asWritten ? port : await freePort());
  return ports;
}

async function freePort(): Promise<string> {
  const probe = createServer().listen(0, 'localhost');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  return String(typeof address === 'object' ? address?.port : '');
}
