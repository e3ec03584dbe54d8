import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { type ServingProcess, startServing } from '../support/process.ts';
import { assertSound, contactsWithEvent } from '../support/soundness.ts';
import { commitOffsets } from '../support/log-file.ts';

const rounds = Number(process.env['CRASH_ROUNDS'] ?? 25);
const clients = 24;

type Sent = { key: string; body: { locationId: string; email: string; tags: string[] } };
type Load = {
  acknowledged: Map<string, string>;
  unanswered: Sent[];
  /** Resolves when every client has met the end of the server. */
  over: Promise<unknown>;
};

/** Creates from many clients at once, until the server is gone. */
function load(baseUrl: string, token: string, locationId: string, round: number): Load {
  const acknowledged = new Map<string, string>();
  const unanswered: Sent[] = [];
  const client = async (each: number): Promise<void> => {
    for (let count = 0; ; count += 1) {
      const name = `r${round}c${each}n${count}`;
      const sent: Sent = {
        key: name,
        body: { locationId, email: `${name}@example.com`, tags: ['load', `tag ${count % 5}`] },
      };
      try {
        acknowledged.set(name, await create(baseUrl, token, sent));
      } catch {
        unanswered.push(sent);
        return;
      }
    }
  };
  const over = Promise.all(Array.from({ length: clients }, (_, each) => client(each)));
  return { acknowledged, unanswered, over };
}

async function create(baseUrl: string, token: string, { key, body }: Sent): Promise<string> {
  const reply = await fetch(`${baseUrl}/contacts`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
      'idempotency-key': key,
    },
    body: JSON.stringify(body),
  });
  // Whatever else it may be, it is not an acknowledgement.
  const answer = (await reply.json()) as { contact?: { id: string } };
  assert.equal(reply.status, 201);
  return answer.contact?.id ?? '';
}

/** Kills within the write or the sync of a commit: the log has just grown. */
async function killInCommit(serving: ServingProcess, log: string): Promise<void> {
  const size = statSync(log).size;
  const giveUp = performance.now() + 2000;
  while (statSync(log).size === size && performance.now() < giveUp);
  await serving.kill('SIGKILL');
}

test(`what was acknowledged survives kill -9, ${rounds} rounds`, async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'groundlevel-crash-'));
  const path = join(folder, 'data', 'groundlevel.db');
  const all = new Map<string, string>();
  const counters = { acknowledged: 0, unanswered: 0, inCommit: 0, torn: 0, unacknowledged: 0 };
  let token = '';
  let locationId = '';
  let retry: Sent[] = [];
  try {
    for (let round = 0; round <= rounds; round += 1) {
      const serving = await startServing({ folder });
      if (round === 0) {
        [, locationId = ''] = await serving.printed(/Location id: +(\w+)/);
        [, token = ''] = await serving.printed(/Token: +(\S+)/);
      }
      // The client of an unanswered request sends it again with its key: never a second contact.
      for (const sent of retry) all.set(sent.key, await create(serving.baseUrl, token, sent));
      if (round === rounds) {
        await serving.kill('SIGTERM');
        break;
      }
      const { acknowledged, unanswered, over } = load(serving.baseUrl, token, locationId, round);
      const enough = 1 + Math.floor(Math.random() * 150);
      while (acknowledged.size < enough) await new Promise((resolve) => setImmediate(resolve));
      if (round % 3 === 2) await serving.kill('SIGKILL');
      else await killInCommit(serving, `${path}-wal`);
      await over;

      const log = readFileSync(`${path}-wal`);
      const { committed, written } = commitOffsets(log);
      for (const [name, id] of acknowledged) all.set(name, id);
      const kept = contactsWithEvent(path);
      for (const [name, id] of all)
        assert.ok(kept.has(id), `${name} was acknowledged, and is gone`);
      assertSound(path);
      const torn = written > committed;
      const ahead = kept.size > all.size;
      counters.acknowledged += acknowledged.size;
      counters.unanswered += unanswered.length;
      counters.torn += torn ? 1 : 0;
      counters.unacknowledged += ahead ? 1 : 0;
      counters.inCommit += torn || ahead ? 1 : 0;
      retry = unanswered;
    }
    assertSound(path);
    assert.equal(contactsWithEvent(path).size, all.size, 'a request was carried out twice');
    assert.ok(!existsSync(`${path}-wal`), 'a graceful stop leaves no log');
    t.diagnostic(
      `${counters.acknowledged} creates acknowledged in ${rounds} rounds, ${counters.unanswered} cut off; ` +
        `${counters.inCommit} kills inside a commit: ${counters.torn} with a commit half in the log, ` +
        `${counters.unacknowledged} with one in the log that nobody had been told of`,
    );
    assert.ok(counters.inCommit > 0, 'no kill fell inside a commit');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
