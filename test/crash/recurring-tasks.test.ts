import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { runCommand, startServing } from '../support/process.ts';
import { assertSound, withFile } from '../support/soundness.ts';
import { temporaryFolder } from '../support/temporary.ts';

const hour = 3_600_000;

test('killed while it makes up for missed times, a server makes the rest, each once', async (t) => {
  const folder = temporaryFolder(t);
  const path = join(folder, 'data', 'groundlevel.db');
  const start = async () => {
    const serving = await startServing({ folder });
    t.after(() => serving.kill('SIGKILL'));
    return serving;
  };
  const first = await start();
  const [, locationId = ''] = await first.printed(/Location id: +(\w+)/);
  const { stdout } = await runCommand(['token', 'create', '--json', '--name', 'made'], { folder });
  const { token } = JSON.parse(stdout) as { token: string };
  const post = async (to: string, body: object): Promise<Record<string, unknown>> => {
    const reply = await fetch(`${first.baseUrl}${to}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    assert.equal(reply.status, 201, to);
    return (await reply.json()) as Record<string, unknown>;
  };
  const contactIds: string[] = [];
  for (let each = 0; each < 5; each += 1) {
    const made = (await post('/contacts/', { locationId })) as { contact: { id: string } };
    contactIds.push(made.contact.id);
  }
  await post(`/locations/${locationId}/recurring-tasks`, {
    title: 'Look',
    contactIds,
    rruleOptions: {
      intervalType: 'hourly',
      interval: 1,
      startDate: new Date(Date.now() - 99.5 * hour).toISOString(),
      createTaskIfOverDue: true,
      dueAfterSeconds: 0,
    },
  });
  const count = (): number =>
    withFile(path, (database) =>
      Number(database.prepare('SELECT count(*) AS n FROM tasks').get()?.['n']),
    );
  const reached = async (tasks: number): Promise<void> => {
    while (count() < tasks) await new Promise((resolve) => setImmediate(resolve));
  };
  assert.equal(count(), 5, 'the first time is made at once');
  await reached(50);
  await first.kill('SIGKILL');
  const atKill = count();
  assert.equal(atKill % 5, 0, 'half a time was made');
  assert.ok(atKill < 500, 'it was killed too late to show anything');
  assertSound(path);
  const second = await start();
  await reached(500);
  await second.kill('SIGTERM');
  assert.equal(count(), 500);
  assertSound(path);
});
