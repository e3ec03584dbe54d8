import assert from 'node:assert/strict';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { writes } from '../../contract/operation.ts';
import { operations } from '../../contract/operations.ts';
import { contactsScope, locationScopes } from '../../contract/scopes.ts';
import {
  type LoadAccess,
  type Sent,
  deliver,
  startLoad,
  writesInTurn,
} from '../support/crash-load.ts';
import { commitOffsets } from '../support/log-file.ts';
import { type ServingProcess, runCommand, startServing } from '../support/process.ts';
import { assertSound, eventTraces } from '../support/soundness.ts';
import { temporaryFolder } from '../support/temporary.ts';

const rounds = Number(process.env['CRASH_ROUNDS'] ?? 8);
const clients = 24;
const everyLocationScope = [contactsScope, ...locationScopes].join(',');

/** Two integrations of the location and two of management: with keys, and without. */
async function openAccess(
  folder: string,
  locationId: string,
): Promise<LoadAccess & { keyedIds: string[] }> {
  const make = async (name: string, ...options: string[]) => {
    const args = ['token', 'create', '--json', '--name', name, ...options];
    const { code, stdout, stderr } = await runCommand(args, { folder });
    assert.equal(code, 0, stderr);
    const made = JSON.parse(stdout) as { token: string; integration: { id: string } };
    return { token: made.token, id: made.integration.id };
  };
  const ofLocation = ['--location', locationId, '--scopes', everyLocationScope];
  const [keyed, plain, keyedManagement, plainManagement] = await Promise.all([
    make('keyed', ...ofLocation),
    make('plain', ...ofLocation),
    make('keyed', '--management'),
    make('plain', '--management'),
  ]);
  return {
    locationId,
    keyed: { location: keyed.token, management: keyedManagement.token },
    plain: { location: plain.token, management: plainManagement.token },
    keyedIds: [keyed.id, keyedManagement.id],
  };
}

async function createLocation(folder: string): Promise<string> {
  const args = ['location', 'create', '--name', 'Next', '--country', 'US', '--json'];
  const { code, stdout, stderr } = await runCommand(args, { folder });
  assert.equal(code, 0, stderr);
  const { id } = JSON.parse(stdout) as { id: string };
  return id;
}

/** Kills within the write or the sync of a commit: the log has just been written to. */
async function killInCommit(serving: ServingProcess, log: string): Promise<void> {
  const written = (): bigint => statSync(log, { bigint: true }).mtimeNs;
  const before = written();
  const giveUp = performance.now() + 2000;
  while (written() === before && performance.now() < giveUp);
  await serving.kill('SIGKILL');
}

test(`what was acknowledged survives kill -9, ${rounds} rounds`, async (t) => {
  const folder = temporaryFolder(t);
  const path = join(folder, 'data', 'groundlevel.db');
  const all = new Set<string>();
  const mortal = new Set<string>();
  const counts = new Map<string, number>();
  const counters = { unanswered: 0, plain: 0, inCommit: 0, torn: 0, unacknowledged: 0 };
  let access: LoadAccess | undefined;
  const keyedIds: string[] = [];
  /** What is done by the command line is of no request, and is kept all the same. */
  const open = async (locationId: () => Promise<string>): Promise<LoadAccess> => {
    const before = eventTraces(path);
    const made = await openAccess(folder, await locationId());
    keyedIds.push(...made.keyedIds);
    for (const traceId of eventTraces(path).keys()) if (!before.has(traceId)) all.add(traceId);
    return made;
  };
  const turns = writesInTurn();
  let retry: Sent[] = [];
  let unknownBefore = 0;
  for (let round = 0; round <= rounds; round += 1) {
    const serving = await startServing({ folder });
    t.after(() => serving.kill('SIGKILL'));
    if (!access) {
      const [, locationId = ''] = await serving.printed(/Location id: +(\w+)/);
      access = await open(async () => locationId);
      for (const traceId of eventTraces(path).keys()) all.add(traceId);
    }
    // The client of an unanswered request sends it again with its key: it is done once.
    for (const sent of retry) {
      const { traceId } = await deliver(serving.baseUrl, access, sent);
      if (!sent.request.changesNothing) all.add(String(traceId));
      if (sent.operation.id === 'create-location') mortal.add(String(traceId));
    }
    if (round === rounds) {
      await serving.kill('SIGTERM');
      break;
    }
    // A location holds so many of some records.
    if (round % 15 === 14) access = await open(() => createLocation(folder));
    const load = startLoad(serving.baseUrl, access, clients, `r${round}`, turns);
    const enough = 1 + Math.floor(Math.random() * 150);
    // The first round meets every write, however few rounds there are.
    await load.reached(enough, round === 0 ? operations.filter(writes) : []);
    if (round % 3 === 2) await serving.kill('SIGKILL');
    else await killInCommit(serving, `${path}-wal`);
    await load.over;

    const { committed, written } = commitOffsets(readFileSync(`${path}-wal`));
    for (const traceId of load.acknowledged) all.add(traceId);
    for (const traceId of load.mortal) mortal.add(traceId);
    const kept = eventTraces(path);
    const lost = [...all].filter((traceId) => !kept.has(traceId) && !mortal.has(traceId));
    assert.deepEqual(lost, [], 'acknowledged, and gone');
    assertSound(path);
    const strangers = [...kept.keys()].filter((traceId) => !all.has(traceId)).length;
    const ahead = strangers > unknownBefore;
    unknownBefore = strangers;
    const torn = written > committed;
    for (const [id, count] of load.counts) counts.set(id, (counts.get(id) ?? 0) + count);
    retry = load.unanswered.filter(({ key }) => key !== undefined);
    counters.unanswered += load.unanswered.length;
    counters.plain += load.unanswered.length - retry.length;
    counters.torn += torn ? 1 : 0;
    counters.unacknowledged += ahead ? 1 : 0;
    counters.inCommit += torn || ahead ? 1 : 0;
  }
  assertSound(path);
  assert.ok(!existsSync(`${path}-wal`), 'a graceful stop leaves no log');
  const unknown = [...eventTraces(path)].filter(([traceId]) => !all.has(traceId));
  const keyed = unknown.filter(([, actor]) => keyedIds.includes(actor));
  assert.deepEqual(keyed, [], 'a request with a key was carried out twice');
  // The rest are of those that nobody sent again.
  assert.ok(unknown.length <= counters.plain, 'a request without a key was carried out twice');
  const untried = operations.filter((each) => writes(each) && !counts.has(each.id));
  t.diagnostic(
    `${all.size} changes acknowledged in ${rounds} rounds, ${counters.unanswered} cut off; ` +
      `${counters.inCommit} kills inside a commit: ${counters.torn} with a commit half in the log, ` +
      `${counters.unacknowledged} with one in the log that nobody had been told of; ` +
      [...counts].map(([id, count]) => `${id} ${count}`).join(', '),
  );
  assert.deepEqual(untried, [], 'never acknowledged in any round');
  assert.ok(counters.inCommit > 0, 'no kill fell inside a commit');
});
