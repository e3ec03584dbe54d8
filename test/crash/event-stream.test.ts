import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { listen } from '../support/listener.ts';
import { type FirstRun, startFirstRun, startServing } from '../support/process.ts';
import { assertSound } from '../support/soundness.ts';
import { temporaryFolder } from '../support/temporary.ts';

const rounds = Number(process.env['CRASH_ROUNDS'] ?? 4);
const listeners = 12;
const writers = 8;

type Ear = { cursors: string[]; records: Set<string>; lastEventId: string };
type Access = Pick<FirstRun, 'locationId' | 'token'>;

/** Creates contacts until the server is gone; the ids that were acknowledged, as they come. */
async function write(
  baseUrl: string,
  { locationId, token }: Access,
  acknowledged: (id: string) => void,
): Promise<void> {
  const init = {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ locationId, firstName: 'Jane' }),
  };
  for (;;) {
    try {
      const reply = await fetch(`${baseUrl}/contacts`, init);
      const { contact } = (await reply.json()) as { contact: { id: string } };
      acknowledged(contact.id);
    } catch {
      return;
    }
  }
}

/** Listens on from where the ear was, until the server is gone or the ear has heard enough. */
async function hear(
  baseUrl: string,
  token: string,
  ear: Ear,
  enough: () => boolean,
): Promise<void> {
  const stream = await listen(baseUrl, {
    token,
    lastEventId: ear.lastEventId,
    onHeard: ({ id, event, data }) => {
      ear.lastEventId = id;
      if (event !== 'contact.created') return;
      ear.cursors.push(id);
      ear.records.add(String(data['recordId']));
    },
  }).catch(() => undefined);
  await stream?.until(enough).catch(() => undefined);
  stream?.leave();
}

async function listAll(baseUrl: string, token: string, after: string): Promise<string[]> {
  const cursors: string[] = [];
  for (let [more, last] = [true, after]; more; last = cursors.at(-1) ?? after) {
    const reply = await fetch(`${baseUrl}/api/events?limit=500&after=${last}`, {
      headers: { authorization: `Bearer ${token}` },
    });
    const page = (await reply.json()) as { events: { cursor: string }[]; meta: { more: boolean } };
    cursors.push(...page.events.map(({ cursor }) => cursor));
    more = page.meta.more;
  }
  return cursors;
}

test(`listeners miss nothing and hear nothing twice over kill -9, ${rounds} rounds`, async (t) => {
  const folder = temporaryFolder(t);
  const first = await startFirstRun({ folder });
  t.after(() => first.kill('SIGKILL'));
  const { token } = first;
  const present = await listen(first.baseUrl, { token });
  await present.until(({ heard }) => heard.length > 0);
  const start = present.lastId() ?? '';
  present.leave();
  const ears = Array.from({ length: listeners }, (): Ear => {
    return { cursors: [], records: new Set(), lastEventId: start };
  });
  const acknowledged = new Set<string>();
  let serving: Pick<FirstRun, 'baseUrl' | 'kill'> = first;
  let heardBeforeKills = 0;
  for (let round = 0; round < rounds; round += 1) {
    if (round > 0) serving = await startServing({ folder });
    t.after(() => serving.kill('SIGKILL'));
    const { baseUrl } = serving;
    const before = acknowledged.size;
    const wanted = before + 20 + Math.floor(Math.random() * 300);
    const { promise: enough, resolve } = Promise.withResolvers<void>();
    const heard = ears.map((ear) => hear(baseUrl, token, ear, () => false));
    const written = Array.from({ length: writers }, () =>
      write(baseUrl, first, (id) => {
        acknowledged.add(id);
        if (acknowledged.size >= wanted) resolve();
      }),
    );
    await Promise.race([enough, Promise.all(written)]);
    await serving.kill('SIGKILL');
    await Promise.all([...heard, ...written]);
    assert.ok(acknowledged.size >= wanted, 'the writers ended before the kill');
    heardBeforeKills = ears.reduce((sum, { cursors }) => sum + cursors.length, 0);
    assertSound(join(folder, 'data', 'groundlevel.db'));
  }
  const last = await startServing({ folder });
  t.after(() => last.kill('SIGKILL'));
  const all = await listAll(last.baseUrl, token, start);
  const end = all.at(-1);
  await Promise.all(
    ears.map((ear) => hear(last.baseUrl, token, ear, () => ear.cursors.at(-1) === end)),
  );
  await last.kill('SIGTERM');
  t.diagnostic(
    `${acknowledged.size} changes acknowledged, ${all.length} kept, ${heardBeforeKills} of ${listeners * all.length} told before the kills`,
  );
  for (const { cursors, records } of ears) {
    assert.deepEqual(cursors, all);
    const missed = [...acknowledged].filter((id) => !records.has(id));
    assert.deepEqual(missed, [], 'acknowledged, and never told');
  }
  assert.ok(heardBeforeKills > 0);
});
