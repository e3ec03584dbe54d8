import assert from 'node:assert/strict';
import { readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { test } from 'node:test';
import { withFolder } from '../support/folder.ts';
import { multipartOf } from '../support/forms.ts';
import { runCommand, startFirstRun, startServing } from '../support/process.ts';
import { assertSound } from '../support/soundness.ts';

type Uploader = {
  send(names: readonly string[]): Promise<string[]>;
  read(baseUrl: string, id: string): Promise<{ status: number; text: string }>;
};

async function uploaderIn(
  folder: string,
  server: { baseUrl: string; token: string; locationId: string },
): Promise<Uploader> {
  const scopes = 'contacts,locations/customFields.write';
  const args = ['token', 'create', '--json', '--name', 'files', '--scopes', scopes];
  const { token } = JSON.parse((await runCommand(args, { folder })).stdout) as { token: string };
  const authorization = `Bearer ${token}`;
  const { baseUrl, locationId } = server;
  const made = await fetch(`${baseUrl}/contacts`, {
    method: 'POST',
    headers: { authorization, 'content-type': 'application/json' },
    body: JSON.stringify({ locationId, firstName: 'Jane' }),
  });
  const { contact } = (await made.json()) as { contact: { id: string } };
  return {
    send: async (names) => {
      const files = names.map((fileName) => {
        return { name: 'f', fileName, type: 'text/plain', content: `content of ${fileName}` };
      });
      const { contentType, bytes } = multipartOf({ fields: { id: contact.id }, files });
      const reply = await fetch(`${baseUrl}/locations/${locationId}/customFields/upload`, {
        method: 'POST',
        headers: { authorization, 'content-type': contentType },
        body: bytes,
      });
      assert.equal(reply.status, 200);
      const { meta } = (await reply.json()) as { meta: { documentId: string }[] };
      return meta.map(({ documentId }) => documentId);
    },
    read: async (at, id) => {
      const reply = await fetch(`${at}/api/files/${id}`, { headers: { authorization } });
      return { status: reply.status, text: await reply.text() };
    },
  };
}

const databaseIn = (folder: string): string => join(folder, 'data', 'groundlevel.db');
const uploadsIn = (folder: string): string => `${databaseIn(folder)}.uploads`;

test('a backup has the uploaded files, and a restore serves them again', () =>
  withFolder(async (folder) => {
    const server = await startFirstRun({ folder });
    const uploader = await uploaderIn(folder, server);
    const ids = await uploader.send(['a.txt', 'b.txt']);
    const to = join(folder, 'copy');
    const { stdout } = await runCommand(['backup', '--to', to], { folder });
    assert.match(stdout, /^Backed up to \S+ \(\d+ bytes and 2 uploaded files, checked\)\n$/);
    assert.deepEqual(readdirSync(to).toSorted(), ['groundlevel.db', 'groundlevel.db.uploads']);
    assertSound(join(to, 'groundlevel.db'));
    const [later = ''] = await uploader.send(['later.txt']);
    await server.kill('SIGTERM');

    await withFolder(async (other) => {
      for (const place of [other, folder]) {
        const args = ['restore', '--from', to, ...(place === folder ? ['--force'] : [])];
        const restored = await runCommand(args, { folder: place });
        assert.deepEqual(restored, {
          code: 0,
          stdout: `Restored to ${databaseIn(place)}\n`,
          stderr: '',
        });
        assertSound(databaseIn(place));
        const again = await startServing({ folder: place });
        try {
          const read = await Promise.all(ids.map((id) => uploader.read(again.baseUrl, id)));
          assert.deepEqual(
            read.map(({ text }) => text),
            ['content of a.txt', 'content of b.txt'],
          );
          assert.equal((await uploader.read(again.baseUrl, later)).status, 404);
        } finally {
          await again.kill('SIGTERM');
        }
      }
    });
  }));

test('a file that is missing or damaged is named, and the rest is backed up', () =>
  withFolder(async (folder) => {
    const server = await startFirstRun({ folder });
    const [whole = '', damaged = '', missing = ''] = await (await uploaderIn(folder, server)).send([
      'a',
      'b',
      'c',
    ]);
    await server.kill('SIGTERM');
    writeFileSync(join(uploadsIn(folder), damaged), 'content of x');
    rmSync(join(uploadsIn(folder), missing));
    const to = join(folder, 'copy');
    const { code, stdout } = await runCommand(['backup', '--to', to, '--json'], { folder });
    assert.equal(code, 0);
    const { files, lost } = JSON.parse(stdout) as { files: number; lost: string[] };
    assert.deepEqual([files, lost], [1, [damaged, missing]]);
    assert.deepEqual(readdirSync(join(to, 'groundlevel.db.uploads')), [whole]);
    const args = ['restore', '--from', to, '--force'];
    rmSync(uploadsIn(folder), { recursive: true });
    const restored = await runCommand(args, { folder });
    assert.equal(
      restored.stdout,
      `Restored to ${databaseIn(folder)}\n` +
        `Warning: the uploaded file ${damaged} and 1 more is missing or damaged, and was left out.\n`,
    );
    assert.equal(readFileSync(join(uploadsIn(folder), whole), 'utf8'), 'content of a');
    const database = new DatabaseSync(databaseIn(folder));
    assert.equal(database.prepare('SELECT count(*) AS n FROM files').get()?.['n'], 3);
    database.close();
  }));
