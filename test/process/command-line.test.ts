import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { CommanderError } from 'commander';
import { createProgram } from '../../src/cli/program.ts';
import { withFolder } from '../support/folder.ts';
import { runCommand } from '../support/process.ts';

type Ran = { code: number; out: string; err: string };

/** A command line that ends before it does anything, run here. */
async function run(...args: string[]): Promise<Ran> {
  let out = '';
  let err = '';
  const terminal = {
    write: (text: string) => {
      out += text;
    },
    writeError: (text: string) => {
      err += text;
    },
    outlive: () => undefined,
  };
  try {
    await createProgram(terminal).parseAsync(args, { from: 'user' });
    return { code: 0, out, err };
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    return { code: error.exitCode, out, err };
  }
}

const commands: readonly (readonly [string, ...RegExp[]])[] = [
  ['', /^ {2}serve /m, /^ {2}location /m, /^ {2}token /m, /^ {2}verify /m, /^ {2}backup /m],
  ['serve'],
  ['location', /create/, /list/, /show/],
  ['location create', /--name <name>/, /--country/, /--timezone/, /--json/],
  ['location list', /--json/],
  ['location show', /<locationId>/, /--json/],
  ['token', /create/, /list/, /rotate/, /revoke/, /delete/],
  ['token create', /--location/, /--name/, /--scopes/, /--expires/, /--management/, /--json/],
  ['token list', /--location/, /--management/, /--json/],
  ['token rotate', /<integration>/, /--later/, /--json/],
  ['token revoke', /<integration>/, /--json/],
  ['token delete', /<integration>/, /--json/],
  ['verify', /--url/, /--token/, /--location/, /--version/, /--json/],
  ['backup', /--to <folder>/, /--json/],
  ['restore', /--from <folder>/, /--force/, /--json/],
  ['config', /--json/],
  ['migrate', /--json/],
  ['seed', /--contacts <n>/, /--location/, /--seed/, /--until/, /--json/],
];

for (const [command, ...expected] of commands) {
  test(`${command || 'groundlevel'} --help says what it does and takes`, async () => {
    const { code, out, err } = await run(...command.split(' ').filter(Boolean), '--help');
    assert.deepEqual([code, err], [0, '']);
    assert.ok(out.startsWith(`Usage: groundlevel${command && ` ${command}`} `), out);
    for (const each of expected) assert.match(out, each);
  });
}

test('no command at all prints the help and fails', async () => {
  for (const args of [[], ['location'], ['token']]) {
    const { code, err } = await run(...args);
    assert.notEqual(code, 0);
    assert.match(err, /^Usage: groundlevel/);
  }
});

const mistakes: readonly (readonly [string, string])[] = [
  ['frobnicate', "error: unknown command 'frobnicate'"],
  ['tokens list', "error: unknown command 'tokens'\n(Did you mean token?)"],
  ['token make', "error: unknown command 'make'"],
  ['serve --port 80', "error: unknown option '--port'"],
  ['token create --scope contacts', "error: unknown option '--scope'\n(Did you mean --scopes?)"],
  ['serve now', "error: too many arguments for 'serve'. Expected 0 arguments but got 1: now."],
  ['location create', "error: required option '--name <name>' not specified"],
  ['location show', "error: missing required argument 'locationId'"],
  ['token rotate', "error: missing required argument 'integration'"],
  ['verify --url http://localhost', "error: required option '--token <token>' not specified"],
  [
    'token create --location A --management',
    "error: option '--location <id>' cannot be used with option '--management'",
  ],
  [
    'token list --management --location A',
    "error: option '--location <id>' cannot be used with option '--management'",
  ],
  [
    'token create --scopes contacts --scopes users.readonly',
    "error: option '--scopes <list>' is given more than once",
  ],
  ['location list --json --json', "error: option '--json' is given more than once"],
  ['backup', "error: required option '--to <folder>' not specified"],
  ['seed', "error: required option '--contacts <n>' not specified"],
  ['restore', "error: required option '--from <folder>' not specified"],
];

for (const [line, sentence] of mistakes) {
  test(`groundlevel ${line} says what is wrong and fails`, async () => {
    const { code, out, err } = await run(...line.split(' '));
    assert.notEqual(code, 0);
    assert.equal(out, '');
    assert.equal(err, `${sentence}\nRun with --help to see what there is.\n`);
  });
}

test('a mistake reaches the terminal with a status that is not 0', () =>
  withFolder(async (folder) => {
    const ran = await runCommand(['frobnicate'], { folder });
    assert.deepEqual(ran, {
      code: 1,
      stdout: '',
      stderr: "error: unknown command 'frobnicate'\nRun with --help to see what there is.\n",
    });
    const version = await runCommand(['--version'], { folder });
    assert.match(version.stdout, /^\d+\.\d+\.\d+\n$/);
    assert.equal(version.code, 0);
  }));

test('a command that only looks makes no database', () =>
  withFolder(async (folder) => {
    const lines = [
      'token list',
      'location list',
      'location show x',
      'token revoke x',
      'backup --to b',
    ];
    const ran = await Promise.all(
      lines.map((line) => runCommand(line.split(' '), { folder, cwd: folder })),
    );
    for (const { code, stdout, stderr } of ran) {
      assert.equal(
        stderr,
        `There is no database at ${folder}/data/groundlevel.db; npm start makes one, or set GROUNDLEVEL_DATABASE_URL.\n`,
      );
      assert.deepEqual([code, stdout], [1, '']);
    }
    assert.ok(!existsSync(join(folder, 'data')));
  }));
