import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import {
  type StorageFiles,
  commitOffsets,
  copiedOffset,
  framesOf,
  generationOf,
  pageBytes,
  placeStorage,
  readStorage,
} from '../support/log-file.ts';
import { type ServingProcess, startProcess, startServing } from '../support/process.ts';
import { assertSound, contactsWithEvent } from '../support/soundness.ts';
import { temporaryFolder } from '../support/temporary.ts';

const holdSnapshot = fileURLToPath(new URL('../support/hold-snapshot.ts', import.meta.url));
const rounds = Number(process.env['CRASH_ROUNDS'] ?? 8);
const below = (limit: number): number => Math.floor(Math.random() * limit);
const between = (from: number, to: number): number => from + below(Math.max(1, to - from + 1));

type World = {
  serving: ServingProcess;
  /** The served database. */
  path: string;
  /** Where copies are opened. */
  copy: string;
  /** Creates so many contacts at once; their ids, once all are acknowledged. */
  create(count: number): Promise<string[]>;
};

async function openWorld(t: TestContext): Promise<World> {
  const folder = temporaryFolder(t);
  const copies = join(folder, 'copies');
  mkdirSync(copies);
  const serving = await startServing({ folder });
  t.after(() => serving.kill('SIGKILL'));
  const [, locationId = ''] = await serving.printed(/Location id: +(\w+)/);
  const [, token = ''] = await serving.printed(/Token: +(\S+)/);
  let last = 0;
  const createOne = async (): Promise<string> => {
    last += 1;
    const reply = await fetch(`${serving.baseUrl}/contacts`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({
        locationId,
        email: `n${last}@example.com`,
        address1: 'x'.repeat(below(1000)),
        website: 'y'.repeat(below(2000)),
        tags: [`tag ${last % 7}`],
      }),
    });
    assert.equal(reply.status, 201);
    const answer = (await reply.json()) as { contact: { id: string } };
    return answer.contact.id;
  };
  return {
    serving,
    path: join(folder, 'data', 'groundlevel.db'),
    copy: join(copies, 'groundlevel.db'),
    create: (count) => Promise.all(Array.from({ length: count }, createOne)),
  };
}

/** Opens a copy as a start after the loss would: it is sound, and holds these contacts. */
function openCopy(copy: string, files: Omit<StorageFiles, 'index'>): Set<string> {
  placeStorage(copy, files);
  assertSound(copy);
  return contactsWithEvent(copy);
}

function missing(kept: Set<string>, acknowledged: readonly string[]): string[] {
  return acknowledged.filter((id) => !kept.has(id));
}

/** What a disk may hold where the last writes did not get through. */
function garbage(log: Buffer): Buffer {
  const length = between(1, 3 * (pageBytes(log) + 24));
  switch (below(4)) {
    case 0:
      return Buffer.alloc(length);
    case 1:
      return randomBytes(length);
    case 2:
      // Frames of this log at the wrong place: right salt, wrong checksum.
      return Buffer.from(log.subarray(32, 32 + length));
    default:
      return Buffer.alloc(0);
  }
}

/** The log with its end from an offset on lost, replaced or damaged. */
function damaged(log: Buffer, from: number): Buffer {
  const kept = Buffer.from(log.subarray(0, from));
  if (below(3) > 0) return Buffer.concat([kept, garbage(log)]);
  const whole = Buffer.from(log);
  for (let each = 0; each < 20 && from < whole.length; each += 1) {
    whole[between(from, whole.length - 1)] = below(256);
  }
  // Nothing right may follow: a single bit that happens to be as it was would keep a commit.
  return whole.length > from ? whole : kept;
}

test('a log cut anywhere behind an acknowledged commit holds it, cut before it loses it', async (t) => {
  const { path, copy, create } = await openWorld(t);
  // The log is emptied and a reader holds the file as it is: no checkpoint can copy into it.
  const holder = startProcess([path], { folder: dirname(path), file: holdSnapshot });
  t.after(() => holder.kill('SIGKILL'));
  await holder.printed(/holding/);
  const { main } = readStorage(path);

  const acknowledged: string[] = [];
  const marks: { offset: number; count: number }[] = [{ offset: 32, count: 0 }];
  for (let batch = 0; batch < 8; batch += 1) {
    acknowledged.push(...(await create(between(1, 30))));
    // Every request is answered, so the last commit in the log is the last acknowledged one.
    const offset = commitOffsets(readStorage(path).log).committed;
    marks.push({ offset, count: acknowledged.length });
  }
  // More, of which some have been answered when the files are taken and some are being written.
  const more = Array.from({ length: 200 }, () => create(1));
  await Promise.race(more);
  const { log, main: mainAfter } = readStorage(path);
  await Promise.all(more);
  assert.ok(mainAfter.equals(main), 'a checkpoint ran');
  assert.ok(log.length > (marks.at(-1)?.offset ?? 0));

  let lost = 0;
  for (let round = 0; round < rounds * 2; round += 1) {
    const at = between(1, marks.length - 1);
    const [before, mark, next] = [marks[at - 1], marks[at], marks[at + 1]];
    assert.ok(before && mark);
    const cut = between(mark.offset, next?.offset ?? log.length);
    const after = openCopy(copy, { main, log: damaged(log, cut) });
    const gone = missing(after, acknowledged.slice(0, mark.count));
    assert.deepEqual(gone, [], `acknowledged by ${mark.offset}, lost by a cut at ${cut}`);

    // The control: what is cut away must be missed, so the check above can see a loss.
    const early = between(before.offset, mark.offset - 1);
    const kept = openCopy(copy, { main, log: log.subarray(0, early) });
    const batch = acknowledged.slice(before.count, mark.count);
    assert.deepEqual(missing(kept, acknowledged.slice(0, before.count)), []);
    lost += missing(kept, batch).length;
    const none = openCopy(copy, { main, log: log.subarray(0, before.offset) });
    assert.deepEqual(missing(none, batch), batch, `a cut at ${before.offset} lost nothing`);
  }
  assert.ok(lost > 0, 'no cut before an acknowledged commit lost anything');
  t.diagnostic(
    `${acknowledged.length} contacts in ${log.length} bytes, ${rounds * 2} cuts, ${lost} lost by control`,
  );
});

/** The files of a stopped process: read until two readings are the same, for it may not stand yet. */
function readStopped(path: string): StorageFiles {
  let last = readStorage(path);
  for (;;) {
    const now = readStorage(path);
    if (now.main.equals(last.main) && now.log.equals(last.log) && now.index.equals(last.index)) {
      return now;
    }
    last = now;
  }
}

/** The database as a checkpoint may leave it: pages that the log commits again are torn or missing. */
function torn({ main, log }: StorageFiles, upTo: number): Buffer {
  const size = pageBytes(log);
  const { committed } = commitOffsets(log.subarray(0, upTo));
  const inLog = new Set(
    framesOf(log)
      .filter(({ end }) => end <= committed)
      .map(({ page }) => page),
  );
  const result = Buffer.from(main);
  for (const page of inLog) {
    const at = (page - 1) * size;
    if (below(2) === 0 || at + size > result.length) continue;
    const from = between(0, size - 1);
    randomBytes(size - from).copy(result, at + from);
  }
  // The file may not have grown on the disk yet.
  let pages = Math.floor(main.length / size);
  while (pages > 1 && inLog.has(pages) && below(4) > 0) pages -= 1;
  return result.subarray(0, pages * size);
}

test('a loss while checkpoints copy the log into the database loses nothing acknowledged', async (t) => {
  const { path, copy, create, serving } = await openWorld(t);
  const acknowledged: string[] = [];
  const counters = { stops: 0, copying: 0, startedOver: 0, damages: 0 };
  for (let round = 0; round < Math.max(12, rounds / 2); round += 1) {
    acknowledged.push(...(await create(between(1, 40))));
    const sure = acknowledged.length;
    const before = readStorage(path).log;
    const mark = { generation: generationOf(before), offset: commitOffsets(before).committed };

    // More of them while it is stopped somewhere within a write, a sync or a checkpoint.
    const enough = between(1, 60);
    const reached = Promise.withResolvers<void>();
    const running = Array.from({ length: 120 }, async () => {
      acknowledged.push(...(await create(1)));
      if (acknowledged.length >= sure + enough) reached.resolve();
    });
    await reached.promise;
    const answered = acknowledged.length;
    serving.child.kill('SIGSTOP');
    const files = readStopped(path);
    serving.child.kill('SIGCONT');
    await Promise.all(running);

    const { log } = files;
    const same = generationOf(log) === mark.generation;
    const copied = copiedOffset(log, files.index);
    const { committed } = commitOffsets(log);
    counters.stops += 1;
    counters.copying += copied > 0 && copied < committed ? 1 : 0;
    counters.startedOver += same ? 0 : 1;
    // Where the log has started over, all of before is in the database. What is being copied from
    // the log was synced in the log before.
    const first = Math.max(same ? mark.offset : 32, copied);
    for (let each = 0; each < 3; each += 1) {
      counters.damages += 1;
      const cut = between(first, log.length);
      const kept = openCopy(copy, { main: torn(files, cut), log: damaged(log, cut) });
      assert.deepEqual(
        missing(kept, acknowledged.slice(0, sure)),
        [],
        `cut at ${cut} of ${log.length}`,
      );
      const late = between(committed, log.length);
      const all = openCopy(copy, { main: torn(files, committed), log: damaged(log, late) });
      assert.deepEqual(missing(all, acknowledged.slice(0, answered)), [], `damaged from ${late}`);
    }
  }
  t.diagnostic(
    `${acknowledged.length} contacts, ${counters.stops} stops: ${counters.copying} while a checkpoint was ` +
      `behind the log, ${counters.startedOver} after the log had started over; ${counters.damages * 2} damages`,
  );
  assert.ok(counters.copying + counters.startedOver > 0, 'no checkpoint came in between');

  // The server itself starts on what was left.
  const files = readStopped(path);
  await serving.kill('SIGKILL');
  const { committed } = commitOffsets(files.log);
  placeStorage(path, { main: torn(files, committed), log: damaged(files.log, committed) });
  assert.deepEqual(missing(contactsWithEvent(path), acknowledged), []);
});
