import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withFolder } from '../support/folder.ts';
import { runCommand, startFirstRun, startProcess, startServing } from '../support/process.ts';

test('a second server on the same database is refused, naming the first', () =>
  withFolder(async (folder) => {
    const first = await startFirstRun({ folder });
    try {
      const second = await runCommand(['serve'], { folder });
      assert.equal(
        second.stderr,
        `The database ${folder}/data/groundlevel.db is already served by ` +
          `process ${first.child.pid} at ${first.baseUrl}.\n`,
      );
      assert.deepEqual([second.code, second.stdout], [1, '']);
      const reply = await fetch(`${first.baseUrl}/contacts?locationId=${first.locationId}`, {
        headers: { authorization: `Bearer ${first.token}` },
      });
      assert.equal(reply.status, 200);
    } finally {
      await first.kill('SIGTERM');
    }
  }));

test('kill -9 leaves no stale lock', () =>
  withFolder(async (folder) => {
    const first = await startServing({ folder });
    await first.kill('SIGKILL');
    const next = await startServing({ folder });
    try {
      const refused = await runCommand(['serve'], { folder });
      assert.match(refused.stderr, new RegExp(`already served by process ${next.child.pid} at`));
    } finally {
      await next.kill('SIGTERM');
    }
  }));

test('of servers started together on a new folder one makes the location, the rest are refused', () =>
  withFolder(async (folder) => {
    const all = Array.from({ length: 3 }, () => startProcess(['serve'], { folder }));
    const outcomes = await Promise.all(
      all.map((each) =>
        each.printed(/curl /).then(
          () => 'serves',
          () => each.finished,
        ),
      ),
    );
    try {
      const refused = outcomes.filter((each) => typeof each !== 'string');
      assert.equal(refused.length, 2);
      for (const { code, stderr, stdout } of refused) {
        assert.match(stderr, /^The database \S+ is already served by [^\n]+\.\n$/);
        assert.deepEqual([code, stdout], [1, '']);
      }
      const { stdout } = await runCommand(['location', 'list', '--json'], { folder });
      assert.equal(JSON.parse(stdout).length, 1);
    } finally {
      await Promise.all(all.map((each) => each.kill('SIGTERM')));
    }
  }));
