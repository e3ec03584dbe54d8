import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { type TestServer, startServer } from '../test/support/server.ts';
import { openShell } from './docs/terminals.ts';

const root = join(import.meta.dirname, '..');
const page = readFileSync(join(root, 'docs/clients.md'), 'utf8');

let server: TestServer;
before(async () => {
  server = await startServer();
});
after(() => server.close());

/** The one block of a section in a language, with the test's address. */
function blockOf(section: string, language: string): string {
  const [, text = ''] = page.split(`\n## ${section}\n`);
  const found = new RegExp(`\`\`\`${language}\n(.*?)\`\`\``, 's').exec(text)?.[1];
  assert.ok(found, `${section} has no block in ${language}`);
  return found.replaceAll('http://localhost:8080', server.baseUrl);
}

const environment = (): NodeJS.ProcessEnv => ({
  ...process.env,
  TOKEN: server.own.token,
  LOCATION: server.own.locationId,
});

test('the program of the official SDK makes, reads and deletes a contact', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'groundlevel-sdk-'));
  try {
    symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'), 'junction');
    const file = join(folder, 'program.mjs');
    writeFileSync(file, blockOf('The official SDK', 'js'));
    const child = spawn(process.execPath, [file], { env: environment(), stdio: 'pipe' });
    const [printed] = await Promise.all([child.stdout.toArray(), once(child, 'close')]);
    assert.match(Buffer.concat(printed).toString(), /^Jane$/m);
    assert.equal(child.exitCode, 0);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

// Written for bash and curl, which Windows may lack.
if (['bash', 'curl'].every((each) => spawnSync(each, ['--version']).status === 0)) {
  for (const [section, expected] of [
    ['curl', /^\{"contacts":\[.*"total":\d/],
    ['Postman', /assertions[ │]+10[ │]+0 /],
  ] as const) {
    test(`the command for ${section} works`, async () => {
      const shell = openShell(root, environment());
      try {
        const answer = await shell.run(blockOf(section, 'sh'));
        assert.equal(answer?.status, 0, answer?.stderr ?? 'no answer');
        assert.match(answer?.stdout ?? '', expected);
      } finally {
        await shell.close();
      }
    });
  }
}
