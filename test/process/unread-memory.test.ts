import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import type { Socket } from 'node:net';
import { test } from 'node:test';
import { createBigContact } from '../support/big-contact.ts';
import { withFolder } from '../support/folder.ts';
import { type FirstRun, startFirstRun } from '../support/process.ts';
import { openUnread, pipelined } from '../support/unread.ts';

/** Resident memory of the server, where the system tells it. */
function residentBytes({ child }: FirstRun): number | undefined {
  const path = `/proc/${child.pid}/status`;
  if (!existsSync(path)) return undefined;
  return Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(path, 'utf8'))?.[1]) * 1024;
}

test('replies that nobody reads hold neither memory nor anybody else up', (t) =>
  withFolder(async (folder) => {
    const env = { NODE_OPTIONS: '--max-old-space-size=512' };
    const serving = await startFirstRun({ folder, env });
    const { baseUrl, token, locationId } = serving;
    const headers = {
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
      connection: 'close',
    };
    const msOf = async (path: string): Promise<number> => {
      const start = performance.now();
      const reply = await fetch(`${baseUrl}${path}`, { headers });
      assert.equal(reply.status, 200);
      await reply.arrayBuffer();
      return performance.now() - start;
    };
    const sockets: Socket[] = [];
    let mostBytes = 0;
    let [quietMs, slowestMs] = [0, 0];
    try {
      const big = await createBigContact(locationId, async (method, path, body) => {
        const init = { method, headers, body: JSON.stringify(body) };
        const reply = await fetch(`${baseUrl}${path}`, init);
        return { status: reply.status, text: await reply.text() };
      });
      for (let each = 0; each < 10; each += 1) {
        quietMs = Math.max(quietMs, await msOf(`/contacts/${big}`));
      }
      for (const path of ['/openapi.json', '/docs', '/nowhere', `/contacts/${big}`]) {
        for (let each = 0; each < 8; each += 1) {
          sockets.push(await openUnread(baseUrl, pipelined(2000, path, token)));
        }
        for (let each = 0; each < 50; each += 1) {
          slowestMs = Math.max(slowestMs, await msOf('/healthz'));
          mostBytes = Math.max(mostBytes, residentBytes(serving) ?? 0);
        }
      }
    } finally {
      for (const socket of sockets) socket.destroy();
      await serving.kill('SIGTERM');
    }
    assert.equal((await serving.finished).code, 0);
    const megabytes = Math.round(mostBytes / 1024 / 1024);
    t.diagnostic(
      `${megabytes} MiB at most, /healthz in ${Math.round(slowestMs)} ms at most; a GET of the contact alone in ${Math.round(quietMs)} ms`,
    );
    assert.ok(mostBytes < 400 * 1024 * 1024, `${mostBytes} bytes`);
    // On a machine that is busy with something else, one such contact alone takes long.
    assert.ok(slowestMs < Math.max(500, 20 * quietMs), `${slowestMs} ms, ${quietMs} ms before`);
  }));
