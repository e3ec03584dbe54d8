import { once } from 'node:events';
import { createServer } from 'node:net';
import { difference, isShownIn } from './compare.ts';
import { type Step, readSteps } from './pages.ts';
import { type Samples, createSamples } from './samples.ts';
import { type Environment, type Server, type Shell, openShell, startServer } from './terminals.ts';

/** Where the pages say that the project is, and the ports that they use. */
const writtenFolder = '/home/you/groundlevel';
const writtenPort = /\b80[89]\d\b/g;

export type Page = { name: string; markdown: string };
export type ReaderOptions = {
  /** A checkout, in which the commands are run. */
  folder: string;
  env: Environment;
  /** Use the ports as the pages write them; else each is replaced by a free one. */
  asWritten?: boolean;
  say(line: string): void;
};

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
              ? await waitFor(server, step, samples)
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

async function waitFor(
  server: Server,
  { expected }: Step,
  samples: Samples,
): Promise<string | undefined> {
  if (!expected) return 'shows no answer';
  const isShown = await server.prints((printed) => isShownIn(expected, printed, samples.copy()));
  if (isShown) isShownIn(expected, server.printed(), samples);
  return isShown
    ? undefined
    : `printed something else\n--- the page\n${expected.text}\n--- the server\n${server.printed()}`;
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

export async function freePort(): Promise<string> {
  const probe = createServer().listen(0, 'localhost');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  return String(typeof address === 'object' ? address?.port : '');
}
