import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { newcomerEnv } from './checkout.ts';
import { readSteps } from './pages.ts';
import { followPages } from './reader.ts';

let folder = '';
before(() => {
  folder = mkdtempSync(join(tmpdir(), 'groundlevel-reader-'));
});
after(() => rmSync(folder, { recursive: true }));

const block = (language: string, text: string): string => `\`\`\`${language}\n${text}\n\`\`\`\n\n`;

/** A page with one command that prints a text, and what the page says that it prints. */
const page = (printed: string, language: string, expected: string): string =>
  block('sh', `cat <<'END'\n${printed}\nEND`) + block(language, expected);

const follow = (markdown: string): Promise<string | undefined> =>
  followPages([{ name: 'page.md', markdown }], {
    folder,
    env: newcomerEnv(join(folder, 'home')),
    say: () => undefined,
  });

const token = (last: string): string => `pit-00000000-0000-4000-8000-00000000000${last}`;
const id = (last: string): string => `0aaaaaaaaaaaaaaaaaa${last}`;
const reply = { contact: { id: id('1'), tags: ['a', 'b'], city: null }, count: 1 };
const json = JSON.stringify(reply);

const passing: readonly [string, string][] = [
  ['the same text', page('one\ntwo', 'text', 'one\ntwo')],
  ['left-out lines', page('one\ntwo\nthree\nfour', 'text', 'one\n…\nfour')],
  ['a table of other widths', page('A     B\n1     2', 'text', 'A  B\n1  2')],
  ['a left-out part of a line', page('(123 bytes)', 'text', '(… bytes)')],
  ['the same JSON', page(json, 'json', JSON.stringify(reply, null, 2))],
  ['shortened JSON', page(json, 'jsonc', `{\n  "count": 1,\n  // …\n}`)],
  ['a shortened list', page('[{"a":1},{"a":2}]', 'jsonc', `[\n  {\n    "a": 1\n  },\n  // …\n]`)],
  [
    'another token, id and date of the same shape',
    page(
      `${token('1')} ${id('1')} 2026-01-01T00:00:00.000Z`,
      'text',
      `${token('2')} ${id('2')} 2027-02-02T00:00:00Z`,
    ),
  ],
  [
    'a sample that was shown before, in the commands after it',
    page(id('1'), 'text', id('2')) +
      block('sh', `echo is ${id('2')}`) +
      block('text', `is ${id('2')}`),
  ],
  [
    'variables and folders from command to command',
    block('sh', 'NAME=Jane; mkdir -p below; cd below') +
      block('sh', 'echo $NAME in $(basename $PWD)') +
      block('text', 'Jane in below'),
  ],
  [
    'a refusal that is announced',
    `<!-- fails -->\n${block('sh', 'echo no >&2; false')}${block('text', 'no')}`,
  ],
];

for (const [what, markdown] of passing) {
  test(`${what} passes`, async () => assert.equal(await follow(markdown), undefined));
}

const failing: readonly [string, string, RegExp][] = [
  ['a wrong command', block('sh', 'no-such-command'), /page\.md:2 {2}ended with status 127/],
  ['a command that is refused', block('sh', 'echo why >&2; false'), /status 1\n.*why/s],
  ['a command that ends the shell', block('sh', 'exit 3'), /did not come to an end/],
  ['a refusal that does not come', `<!-- fails -->\n${block('sh', 'true')}`, /status 0/],
  ['another text', page('one', 'text', 'two'), /another text/],
  ['a line more', page('one\ntwo', 'text', 'one'), /another text/],
  ['a line less', page('one', 'text', 'one\ntwo'), /another text/],
  ['no JSON', page('one', 'json', '{}'), /JSON/],
  ['another value', page(json, 'jsonc', '{\n  "count": 2,\n  // …\n}'), /count is 1/],
  ['a number for a text', page('{"a":1}', 'json', '{"a":"1"}'), /a is 1/],
  ['a missing key', page(json, 'jsonc', '{\n  "total": 1,\n  // …\n}'), /total is missing/],
  ['a key more', page(json, 'json', '{ "count": 1 }'), /it also has contact/],
  ['an item more', page('[1,2]', 'json', '[1]'), /it has 2 items/],
  ['an item less', page('[1]', 'json', '[1,2]'), /it has 1 items/],
  ['an id of another shape', page('{"id":"abc"}', 'json', `{"id":"${id('1')}"}`), /id is "abc"/],
  [
    'one sample for two real values',
    page(id('1'), 'text', id('5')) + page(id('2'), 'text', id('5')),
    /another text/,
  ],
  [
    'two samples for one real value',
    page(id('1'), 'text', id('5')) + page(id('1'), 'text', id('6')),
    /has two names/,
  ],
];

for (const [what, markdown, expected] of failing) {
  test(`${what} fails`, async () => assert.match((await follow(markdown)) ?? 'passed', expected));
}

test('an answer without a command, and a command in another language, are noticed', () => {
  assert.throws(() => readSteps(block('text', 'one')), /answers no command/);
  assert.throws(() => readSteps(block('bash', 'ls')), /'bash'/);
  assert.throws(() => readSteps('```sh\nls\n'), /without an end/);
});
