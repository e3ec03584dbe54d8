import assert from 'node:assert/strict';
import { globSync, writeFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { type TestContext, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { type Finished, startProcess } from '../test/support/process.ts';
import { temporaryFolder } from '../test/support/temporary.ts';
import { alone, groupsOf } from './test-groups.ts';

const root = join(import.meta.dirname, '..');
const url = pathToFileURL(join(import.meta.dirname, 'run-groups.ts')).href;
const everyFile = globSync(['{src,contract,test,tools}/**/*.test.ts', 'bin/*.test.mjs'], {
  cwd: root,
}).map((file) => file.replaceAll(sep, '/'));

const planted: Record<string, string> = {
  passes: `test('well', () => {}); after(() => console.log('closed'));`,
  'passes-too': `test('well too', () => {}); after(() => console.log('closed'));`,
  fails: `test('wrong', () => assert.equal(1, 2)); test('right', () => {});`,
  throws: `test('declared', () => {}); throw new Error('thrown at import');`,
  rejects: `before(async () => { throw new Error('thrown before'); }); test('unreached', () => {});`,
  exits: `test('leaves', () => process.exit(0)); test('unreached', () => {});`,
  'exits-at-import': 'process.exit(0);',
  dies: `test('dies', () => process.kill(process.pid, 'SIGKILL'));`,
};

/** Runs planted files in groups; each is named without its ending. */
async function runPlanted(
  t: TestContext,
  ...groups: readonly (readonly string[])[]
): Promise<Finished> {
  const folder = temporaryFolder(t);
  const imports = `import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';`;
  for (const [name, text] of Object.entries(planted))
    writeFileSync(join(folder, `${name}.mjs`), `${imports}\n${text}\n`);
  const named = groups.map((group) => group.map((name) => `${name}.mjs`));
  // A file: the processes of groups take over the flags of the one that starts them.
  const file = join(folder, 'run.mjs');
  const call = `runGroups(${JSON.stringify(folder)}, ${JSON.stringify(named)})`;
  writeFileSync(
    file,
    `import { runGroups } from '${url}';\nprocess.exitCode = (await ${call}) ? 0 : 1;\n`,
  );
  return startProcess([], { folder, file }).finished;
}

test('files of a group that are all well end with zero, and hooks go with their file', async (t) => {
  const { code, stdout } = await runPlanted(t, ['passes'], ['passes-too']);
  assert.equal(code, 0, stdout);
  assert.match(stdout, /▶ passes\.mjs\n.*✔ well/);
  assert.equal(stdout.split('closed').length - 1, 2);
  assert.match(stdout, /ℹ tests 2\n.*ℹ suites 2\n.*ℹ pass 2\n.*ℹ fail 0\n/);
});

for (const name of ['fails', 'throws', 'rejects']) {
  test(`a file that ${name} fails the run by name, and the others of its group run`, async (t) => {
    const { code, stdout } = await runPlanted(t, [name, 'passes']);
    assert.equal(code, 1, stdout);
    assert.match(stdout, new RegExp(`✖ ${name}\\.mjs`));
    assert.match(stdout, /✔ well/);
    assert.match(stdout, /thrown|1 == 2|Expected values/);
  });
}

for (const name of ['exits', 'exits-at-import', 'dies']) {
  test(`a file that ${name} fails the run by name, with each that it kept from running`, async (t) => {
    const { code, stdout } = await runPlanted(t, ['passes', name, 'fails'], ['passes-too']);
    assert.equal(code, 1, stdout);
    assert.match(stdout, new RegExp(`✖ ${name}\\.mjs\n.*its process ended before its result`));
    assert.match(stdout, /✖ fails\.mjs\n.*its process ended before its result/);
    assert.match(stdout, /✔ well too/);
  });
}

test('every test file is in one group, and those that are alone are by themselves', () => {
  const groups = groupsOf(everyFile);
  const all = groups.flat();
  assert.equal(all.length, everyFile.length);
  assert.deepEqual(new Set(all), new Set(everyFile));
  for (const group of groups.filter((each) => each.some((file) => file in alone)))
    assert.equal(group.length, 1, group.join(', '));
});

test('a file that is listed and not there is told', () => {
  assert.throws(() => groupsOf(everyFile.filter((file) => !(file in alone))), /no such test: /);
});
