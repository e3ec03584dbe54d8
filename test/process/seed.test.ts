import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { CommandProblem } from '../../src/cli/terminal.ts';
import { createProgram } from '../../src/cli/program.ts';
import { withFolder } from '../support/folder.ts';
import { runCommand, startFirstRun, startProcess } from '../support/process.ts';
import { assertSound, withFile } from '../support/soundness.ts';

type Result = { locationId: string; made: number; there: number; notes: number };
type Row = Record<string, unknown>;

const until = ['--until', '2026-01-31'];

async function seeded(folder: string, ...args: string[]): Promise<Result> {
  const { code, stdout, stderr } = await runCommand(['seed', ...args, '--json'], { folder });
  assert.deepEqual([code, stderr], [0, '']);
  return JSON.parse(stdout) as Result;
}

/** What people are, without what each location says of them by ids of its own. */
function peopleOf(folder: string, locationId: string): Row[] {
  return withFile(join(folder, 'data', 'groundlevel.db'), (database) =>
    database
      .prepare(
        `SELECT json_remove(c.body, '$.id', '$.locationId', '$.customFields') AS body, c.date_added,
           (SELECT json_group_array(t.name ORDER BY x.ordinal) FROM contact_tags x
            JOIN tags t ON t.no = x.tag_no WHERE x.contact_no = c.no) AS tags,
           (SELECT json_group_array(json_array(f.name, v.value ->> '$.value'))
            FROM json_each(c.body, '$.customFields') v
            JOIN custom_fields f ON f.id = v.value ->> '$.id') AS "values",
           (SELECT json_group_array(n.body) FROM notes n WHERE n.contact_no = c.no) AS notes
         FROM contacts c JOIN locations l ON l.no = c.location_no WHERE l.id = ? ORDER BY c.no`,
      )
      .all(locationId),
  );
}

async function createdLocation(folder: string): Promise<string> {
  const { stdout } = await runCommand(['location', 'create', '--name', 'Other', '--json'], {
    folder,
  });
  return (JSON.parse(stdout) as { id: string }).id;
}

test('seed beside a running server makes people whom the API finds, the same in each location', () =>
  withFolder(async (folder) => {
    const server = await startFirstRun({ folder });
    const { locationId, token } = server;
    const made = await seeded(folder, '--contacts', '300', ...until);
    assert.deepEqual([made.locationId, made.made, made.there], [locationId, 300, 0]);
    assert.ok(made.notes > 30);
    const reply = await fetch(`${server.baseUrl}/contacts/search`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({
        locationId,
        pageLimit: 1,
        filters: [{ field: 'tags', operator: 'eq', value: 'newsletter' }],
      }),
    });
    // The API's own shape.
    const { total } = (await reply.json()) as { total: number };
    assert.ok(total > 60 && total < 120, String(total));

    const other = await createdLocation(folder);
    const again = await seeded(folder, '--contacts', '300', '--location', other, ...until);
    assert.deepEqual([again.made, again.there, again.notes], [300, 0, made.notes]);
    await server.kill('SIGTERM');
    assert.deepEqual(peopleOf(folder, other), peopleOf(folder, locationId));
    assertSound(join(folder, 'data', 'groundlevel.db'));
  }));

test('seed goes on after a Ctrl-C, and makes nobody twice', () =>
  withFolder(async (folder) => {
    const locationId = await createdLocation(folder);
    const long = ['seed', '--contacts', '1000000', '--seed', '7', ...until];
    const running = startProcess(long, { folder });
    await running.printed(/^\d+ of 1,000,000 contacts, /m);
    running.child.kill('SIGINT');
    const { code, stderr } = await running.finished;
    assert.equal(code, 1);
    const command = `npx groundlevel seed --contacts 1000000 --location ${locationId} --seed 7 --until 2026-01-31T00:00:00.000Z`;
    const [, seen = ''] =
      /^Stopped: the first ([\d,]+) of 1,000,000 contacts are there\. To go on:\n/.exec(stderr) ??
      assert.fail(stderr);
    assert.ok(stderr.endsWith(`\n${command}\n`), stderr);
    const there = Number(seen.replaceAll(',', ''));
    assert.equal(peopleOf(folder, locationId).length, there);

    const more = ['--contacts', String(there + 30), '--seed', '7', ...until];
    const { made, there: passed } = await seeded(folder, ...more);
    assert.deepEqual([made, passed], [30, there]);
    assert.equal((await seeded(folder, ...more)).made, 0);
    const { stdout } = await runCommand(['seed', ...more], { folder });
    assert.match(stdout, /^Made 0 contacts and 0 notes, 0 contacts a second\n/m);
    assert.match(stdout, /^[\d,]+ contacts were there already and stay as they are\n$/m);
    assert.equal(peopleOf(folder, locationId).length, there + 30);
    assertSound(join(folder, 'data', 'groundlevel.db'));
  }));

const wrong: readonly (readonly [string, string])[] = [
  ['--contacts 0', '--contacts must be a whole number from 1 to 10,000,000, not 0.'],
  ['--contacts 1e3', '--contacts must be a whole number from 1 to 10,000,000, not 1e3.'],
  ['--contacts 10000001', '--contacts must be a whole number from 1 to 10,000,000, not 10000001.'],
  ['--contacts 1 --seed -1', '--seed must be a whole number from 0 to 4,294,967,295, not -1.'],
  [
    '--contacts 1 --until soon',
    '--until must be a date from 2000-01-01 to today, such as 2026-01-31, not soon.',
  ],
  [
    '--contacts 1 --until 2999-01-01',
    '--until must be a date from 2000-01-01 to today, such as 2026-01-31, not 2999-01-01.',
  ],
];

for (const [line, sentence] of wrong) {
  test(`seed ${line} names the option and makes nothing`, async () => {
    const silent = { write: assert.fail, writeError: assert.fail, outlive: () => undefined };
    await assert.rejects(
      createProgram(silent).parseAsync(['seed', ...line.split(' ')], { from: 'user' }),
      new CommandProblem(sentence),
    );
  });
}
