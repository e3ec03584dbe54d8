import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { startProcess } from '../test/support/process.ts';

const root = join(import.meta.dirname, '..');

/** What `npm pack` would put into the package. */
function packedFiles(): string[] {
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const options = { cwd: root, encoding: 'utf8', shell: process.platform === 'win32' } as const;
  // The types are what `npm run check` looks at.
  execFileSync(npm, ['run', '--silent', 'build', '--', '--noCheck'], options);
  const args = ['pack', '--dry-run', '--json', '--ignore-scripts', '--loglevel=error'];
  const printed: unknown = JSON.parse(execFileSync(npm, args, options));
  // npm 12 names the packages, earlier ones list them.
  const [packed] = Object.values(printed as Record<string, { files: { path: string }[] }>);
  return packed?.files.map(({ path }) => path) ?? [];
}

test('the packed package runs below node_modules, where Node strips no types', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'groundlevel-pack-'));
  try {
    const modules = join(folder, 'node_modules');
    const files = packedFiles();
    assert.ok(files.includes('dist/src/cli/main.js'));
    assert.deepEqual(
      files.filter((file) => file.endsWith('.ts') || file.includes('.test.')),
      [],
    );
    for (const file of files) {
      const target = join(modules, 'groundlevel', file);
      mkdirSync(dirname(target), { recursive: true });
      cpSync(join(root, file), target);
    }
    for (const name of readdirSync(join(root, 'node_modules'))) {
      if (name.startsWith('.')) continue;
      symlinkSync(join(root, 'node_modules', name), join(modules, name), 'junction');
    }
    const serving = startProcess(['serve'], {
      folder,
      cwd: folder,
      file: join(modules, 'groundlevel/bin/groundlevel.mjs'),
    });
    try {
      const [, baseUrl = ''] = await serving.printed(/running at (\S+)\n/);
      const [, locationId = ''] = await serving.printed(/Location id: +(\w+)/);
      const [, token = ''] = await serving.printed(/Token: +(\S+)/);
      const reply = await fetch(`${baseUrl}/contacts`, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        body: JSON.stringify({ locationId, firstName: 'Packed' }),
      });
      assert.equal(reply.status, 201);
    } finally {
      await serving.kill('SIGTERM');
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
