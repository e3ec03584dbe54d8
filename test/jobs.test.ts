import assert from 'node:assert/strict';
import { after, before, mock, test } from 'node:test';
import type { JobKindName } from '../contract/jobs/job-kinds.ts';
import { deleteBusinessCommand } from '../src/features/businesses/business-commands.ts';
import { eraseContactCommand } from '../src/features/contacts/deleted/erase-contact.ts';
import { mergeTagCommand } from '../src/features/contacts/tags/merge-tags.ts';
import { deleteFieldCommand } from '../src/features/custom-fields/custom-field-commands.ts';
import { deleteHookCommand } from '../src/features/hooks/hook-commands.ts';
import { errors } from '../src/errors/catalogue.ts';
import { type StartedJob, runSliceCommand } from '../src/features/jobs/job-commands.ts';
import { createJobRunner } from '../src/features/jobs/run-jobs.ts';
import { rebuildIndexCommand } from '../src/features/contacts/index/index-commands.ts';
import { jobKindNames } from '../contract/jobs/job-kinds.ts';
import { deleteLocation } from '../src/features/locations/remove-location.ts';
import { deleteTagCommand } from '../src/features/tags/tag-commands.ts';
import type { CommandContext, Engine } from '../src/storage/engine.ts';
import { contactOf } from './support/answers.ts';
import { idIn } from './support/samples/businesses.ts';
import { type Tenant, type TestServer, startServer } from './support/server.ts';
import { assertSound, withFile } from './support/soundness.ts';

let server: TestServer;
before(async () => {
  // The server does by itself only what it is told to.
  mock.timers.enable({ apis: ['setInterval'] });
  server = await startServer();
});
after(async () => {
  mock.timers.reset();
  await server.close();
});

const scopes = [
  'contacts',
  'jobs.write',
  'businesses.write',
  'campaigns.write',
  'workflows.write',
  'locations/customFields.write',
  'locations/tags.write',
];

const context = (): CommandContext => ({
  now: Date.now(),
  traceId: 'asked',
  actor: { kind: 'cli', id: 'test', name: 'test' },
});

function count(sql: string, ...values: (string | number)[]): number {
  return withFile(server.databasePath, (database) =>
    Number(database.prepare(sql).get(...values)?.['n']),
  );
}

const noOf = (input: object): unknown => ('no' in input ? input.no : undefined);

type Send = (method: string, path: string, body?: object) => ReturnType<TestServer['call']>;
type Work = { locationNo: number; locationId: string; send: Send; contacts: string[] };

async function place(contacts: number, made: object = {}): Promise<Work> {
  const tenant: Tenant = await server.tenant(scopes);
  const { locationId, token } = tenant;
  const send: Send = (method, path, body) => server.call(method, path, { token, body });
  const locationNo = count('SELECT no AS n FROM locations WHERE id = ?', locationId);
  const ids = Array.from({ length: contacts }, async (_, each) => {
    const body = { locationId, email: `c${each}@example.com`, ...made };
    return contactOf(await send('POST', '/contacts/', body), 201).id;
  });
  return { locationNo, locationId, send, contacts: await Promise.all(ids) };
}

/** Begins a job as a request does that was cut off before any slice; what is left of its work. */
type Kind = { begin(contacts: number): Promise<{ left(): number; locationNo: number | null }> };

async function withField(contacts: number): Promise<Work & { fieldId: string }> {
  const work = await place(0);
  const { send, locationId } = work;
  const field = { name: 'Gone', dataType: 'TEXT', model: 'contact' };
  const made = await send('POST', `/locations/${locationId}/customFields`, field);
  const fieldId = idIn(made.body.customField);
  const ids = Array.from({ length: contacts }, async () => {
    const body = { locationId, customFields: [{ id: fieldId, field_value: 'v' }] };
    return contactOf(await send('POST', '/contacts/', body), 201).id;
  });
  return { ...work, contacts: await Promise.all(ids), fieldId };
}

async function endHook(kind: 'campaign' | 'workflow', contacts: number) {
  const { locationNo, locationId, send, contacts: ids } = await place(contacts);
  const hooks = `/api/locations/${locationId}/${kind}s`;
  const id = idIn((await send('POST', hooks, { name: 'Gone' })).body[kind]);
  for (const each of ids) await send('POST', `/contacts/${each}/${kind}/${id}`);
  for (const each of ids) await send('POST', `/contacts/${each}/${kind}s/${id}`);
  await server.app.engine.run(deleteHookCommand, { locationNo, kind, id }, context());
  const left = () =>
    count('SELECT count(*) AS n FROM enrolments WHERE location_no = ?', locationNo);
  return { locationNo, left };
}

const kinds: Record<Exclude<JobKindName, 'remove-files'>, Kind> = {
  'remove-field-values': {
    begin: async (contacts) => {
      const { locationNo, fieldId } = await withField(contacts);
      await server.app.engine.run(deleteFieldCommand, { locationNo, id: fieldId }, context());
      const held = 'SELECT count(*) AS n FROM contacts WHERE instr(body, ?) > 0';
      return { locationNo, left: () => count(held, fieldId) };
    },
  },
  'remove-tag': {
    begin: async (contacts) => {
      const { locationNo, locationId, send } = await place(contacts, { tags: ['gone'] });
      const { body } = await send('GET', `/locations/${locationId}/tags`);
      const [tag] = body['tags'] as { id: string }[];
      const of = { locationNo, id: String(tag?.id) };
      await server.app.engine.run(deleteTagCommand, of, context());
      const held = 'SELECT count(*) AS n FROM contact_tags WHERE location_no = ?';
      return { locationNo, left: () => count(held, locationNo) };
    },
  },
  'merge-tag': {
    begin: async (contacts) => {
      const {
        locationNo,
        locationId,
        send,
        contacts: ids,
      } = await place(contacts, {
        tags: ['old', 'between'],
      });
      const made = await send('POST', `/locations/${locationId}/tags`, { name: 'new' });
      const into = idIn(made.body['tag']);
      await send('POST', `/contacts/${ids[0]}/tags`, { tags: ['new'] });
      await send('DELETE', `/contacts/${ids[1]}`);
      await send('DELETE', `/contacts/${ids[0]}`);
      const { body } = await send('GET', `/locations/${locationId}/tags`);
      const tags = body['tags'] as { id: string; name: string }[];
      const id = String(tags.find(({ name }) => name === 'old')?.id);
      await server.app.engine.run(mergeTagCommand, { locationNo, id, into }, context());
      const held = `SELECT count(*) AS n FROM contact_tags x JOIN tags t ON t.no = x.tag_no
        WHERE t.location_no = ? AND t.name = 'old'`;
      return { locationNo, left: () => count(held, locationNo) };
    },
  },
  'remove-business': {
    begin: async (contacts) => {
      const { locationNo, locationId, send, contacts: ids } = await place(contacts);
      const made = await send('POST', '/businesses/', { locationId, name: 'Acme' });
      const businessId = idIn(made.body['buiseness']);
      for (let at = 0; at < ids.length; at += 50) {
        const body = { locationId, ids: ids.slice(at, at + 50), businessId };
        assert.equal((await send('POST', '/contacts/bulk/business', body)).status, 200);
      }
      await server.app.engine.run(deleteBusinessCommand, { locationNo, id: businessId }, context());
      const held = 'SELECT count(*) AS n FROM contacts WHERE business_id = ?';
      return { locationNo, left: () => count(held, businessId) };
    },
  },
  'end-campaign': { begin: (contacts) => endHook('campaign', contacts) },
  'end-workflow': { begin: (contacts) => endHook('workflow', contacts) },
  'erase-contact': {
    begin: async (contacts) => {
      const { locationNo, send, contacts: ids } = await place(1);
      const [id = ''] = ids;
      for (let each = 0; each < contacts; each += 1) {
        await send('POST', `/contacts/${id}/notes`, { body: `note ${each}` });
      }
      await server.app.engine.run(eraseContactCommand, { locationNo, id }, context());
      const held = 'SELECT count(*) AS n FROM contacts WHERE id = ?';
      return { locationNo, left: () => count(held, id) };
    },
  },
  'remove-location': {
    begin: async (contacts) => {
      const { locationId, locationNo } = await place(contacts);
      await deleteLocation(server.app.engine, locationId, context());
      const held = 'SELECT count(*) AS n FROM contacts WHERE location_no = ?';
      return { locationNo: null, left: () => count(held, locationNo) };
    },
  },
  'build-index': {
    begin: async (contacts) => {
      await place(contacts);
      await server.app.engine.run(rebuildIndexCommand, { locationNo: null }, context());
      const built = 'SELECT count(*) AS n FROM search_index WHERE built_to IS NOT NULL';
      return { locationNo: null, left: () => count(built) };
    },
  },
};

test('each kind of job is tried here', () => {
  assert.deepEqual([...Object.keys(kinds), 'remove-files'], [...jobKindNames]);
});

for (const [kind, { begin }] of Object.entries(kinds)) {
  test(`${kind}: what a request left is finished by the server, and told of`, async () => {
    const { left } = await begin(30);
    assert.ok(left() > 0, 'the work is there');
    const open = 'SELECT count(*) AS n FROM jobs WHERE kind = ? AND finished_at IS NULL';
    assert.equal(count(open, kind), 1);
    await server.app.keepHouse();
    assert.equal(left(), 0);
    assert.equal(count(open, kind), 0);
    assertSound(server.databasePath);
    assert.deepEqual(server.faults, []);
  });
}

test('a job is cancelled with what it has done, and the rest stays as it is', async () => {
  const { engine } = server.app;
  const { locationNo, locationId, send, fieldId, contacts } = await withField(1100);
  const { value } = await engine.run(deleteFieldCommand, { locationNo, id: fieldId }, context());
  const { no, id } = value.job ?? assert.fail('no job');
  const input = { locationNo, no, by: 'test', prepared: null };
  assert.equal((await engine.run(runSliceCommand, input, context())).value, 'more');
  const done = count('SELECT done AS n FROM jobs WHERE no = ?', no);
  assert.ok(done > 0 && done < 1100, `${done} done`);

  const readsOnly = await server.token(locationId, ['contacts']);
  const path = `/api/jobs/${id}/cancel`;
  const refused = await server.call('POST', path, { token: readsOnly });
  assert.deepEqual([refused.status, refused.body.code], [401, 'scope_missing']);
  const { token: other } = await server.tenant(scopes);
  assert.equal((await server.call('POST', path, { token: other })).status, 404);

  const answer = await send('POST', path);
  assert.equal(answer.status, 200, answer.text);
  const job = answer.body['job'] as Record<string, unknown>;
  assert.deepEqual([job['status'], job['done'], job['canCancel']], ['cancelled', done, false]);
  await server.app.keepHouse();
  const held = 'SELECT count(*) AS n FROM contacts WHERE instr(body, ?) > 0';
  assert.equal(count(held, fieldId), 1100 - done);
  const again = await send('POST', path);
  assert.deepEqual(again.body['job'], job);
  const { body } = await send('GET', `/api/events?limit=500&after=${await lastCursor(send)}`);
  assert.deepEqual(body.events, []);
  const kept = `SELECT count(*) AS n FROM events
    WHERE location_no = ? AND type = 'customField.values-kept' AND record_id = ?`;
  assert.equal(count(kept, locationNo, fieldId), 1);
  const [left = ''] = contacts.slice(-1);
  assert.equal((await send('PUT', `/contacts/${left}`, { city: 'Bonn' })).status, 200);
  assertSound(server.databasePath);
});

/** The cursor of the last event that a token reads. */
async function lastCursor(send: Send): Promise<string> {
  let after = '';
  for (;;) {
    const { body } = await send('GET', `/api/events?limit=500${after && `&after=${after}`}`);
    const { nextCursor, more } = body.meta as { nextCursor: string; more: boolean };
    after = nextCursor ?? after;
    if (!more) return after;
  }
}

test('two jobs of one location and one of another share turns', async () => {
  const { engine } = server.app;
  const begin = async (fields: number): Promise<number[]> => {
    const { locationNo, locationId, send } = await place(0);
    const ids: string[] = [];
    for (let each = 0; each < fields; each += 1) {
      const field = { name: `Gone ${each}`, dataType: 'TEXT', model: 'contact' };
      const made = await send('POST', `/locations/${locationId}/customFields`, field);
      ids.push(idIn(made.body.customField));
    }
    const customFields = ids.map((id) => ({ id, field_value: 'v' }));
    const create = () => send('POST', '/contacts/', { locationId, customFields });
    await Promise.all(Array.from({ length: 1600 }, create));
    const nos: number[] = [];
    for (const id of ids) {
      const { value } = await engine.run(deleteFieldCommand, { locationNo, id }, context());
      nos.push(value.job?.no ?? assert.fail('no job'));
    }
    return nos;
  };
  const [first, second] = await begin(2);
  const [other] = await begin(1);
  const turns: unknown[] = [];
  const watched: Engine = {
    ...engine,
    run: (command, input, each) => {
      if (command.name === runSliceCommand.name) turns.push(noOf(input));
      return engine.run(command, input, each);
    },
  };
  const runner = createJobRunner({
    engine: watched,
    context,
    prepare: {},
    isStopping: () => false,
    onFailure: (error) => assert.fail(String(error)),
    waitMs: 0,
    monotonicMs: () => 0,
  });
  await runner.run();
  // While all three are open: the locations in turn, and the two of the first in turn.
  const together = turns.slice(
    0,
    1 + Math.min(...[first, second, other].map((no) => turns.lastIndexOf(no))),
  );
  assert.ok(together.length >= 8, turns.join(' '));
  assert.deepEqual(
    together,
    together.map((_, at) => (at % 2 === 1 ? other : at % 4 === 0 ? first : second)),
  );
});

test('a job that fails says why, is tried again later, and keeps no other back', async () => {
  const { engine } = server.app;
  const [broken, sound] = [await withField(3), await withField(3)];
  const begin = async ({
    locationNo,
    fieldId,
  }: Work & { fieldId: string }): Promise<StartedJob> => {
    const { value } = await engine.run(deleteFieldCommand, { locationNo, id: fieldId }, context());
    return value.job ?? assert.fail('no job');
  };
  const [first, second] = [await begin(broken), await begin(sound)];
  const failing: Engine = {
    ...engine,
    run: (command, input, each) =>
      command.name === runSliceCommand.name && noOf(input) === first.no
        ? Promise.reject(errors.storageFailed())
        : engine.run(command, input, each),
  };
  const failures: unknown[] = [];
  let now = Date.now();
  const runner = createJobRunner({
    engine: failing,
    context: () => ({ ...context(), now }),
    prepare: {},
    isStopping: () => false,
    onFailure: (error) => failures.push(error),
    waitMs: 0,
    monotonicMs: () => 0,
  });
  await runner.run();
  assert.equal(failures.length, 1);
  const jobOf = async ({ send }: Work, id: string): Promise<Record<string, unknown>> =>
    (await send('GET', `/api/jobs/${id}`)).body['job'] as Record<string, unknown>;
  assert.equal((await jobOf(sound, second.id))['status'], 'done');
  const told = await jobOf(broken, first.id);
  const problem = told['problem'] as Record<string, unknown>;
  assert.equal(told['status'], 'waiting');
  assert.deepEqual(
    [problem['message'], problem['attempts'], problem['nextAttemptAt']],
    [errors.storageFailed().publicMessage, 1, new Date(now + 5000).toISOString()],
  );
  now += 5000;
  await runner.run();
  const again = (await jobOf(broken, first.id))['problem'] as Record<string, unknown>;
  assert.deepEqual(
    [again['attempts'], again['nextAttemptAt']],
    [2, new Date(now + 10_000).toISOString()],
  );
});

test('a job that another process works at waits until its claim is over', async () => {
  const { engine } = server.app;
  const { locationNo, fieldId } = await withField(1100);
  const { value } = await engine.run(deleteFieldCommand, { locationNo, id: fieldId }, context());
  const { no } = value.job ?? assert.fail('no job');
  const slice = async (by: string, now: number): Promise<string> => {
    const input = { locationNo, no, by, prepared: null };
    return (await engine.run(runSliceCommand, input, { ...context(), now })).value;
  };
  const done = (): number => count('SELECT done AS n FROM jobs WHERE no = ?', no);
  const now = Date.now();
  assert.equal(await slice('one', now), 'more');
  const before = done();
  assert.equal(await slice('two', now + 59_000), 'held');
  assert.equal(done(), before);
  await slice('two', now + 61_000);
  const after = done();
  assert.ok(after > before);
  assert.equal(await slice('one', now + 62_000), 'held');
  assert.equal(done(), after);
});

test('slices of a job have a bounded size: no contact is left out and none is met twice', async () => {
  const { engine } = server.app;
  const { locationNo, fieldId } = await withField(1100);
  const { value } = await engine.run(deleteFieldCommand, { locationNo, id: fieldId }, context());
  const { no } = value.job ?? assert.fail('no job');
  const input = { locationNo, no, by: 'test', prepared: null };
  let slices = 1;
  while ((await engine.run(runSliceCommand, input, context())).value === 'more') slices += 1;
  assert.ok(slices >= 3, `${slices} slices`);
  assert.equal(count('SELECT done AS n FROM jobs WHERE no = ?', no), 1100);
  const events = `SELECT count(*) AS n FROM events
    WHERE location_no = ? AND type = 'contact.updated'`;
  assert.equal(count(events, locationNo), 1100);
  // Who asked for it did it.
  const actors = `SELECT count(DISTINCT actor) AS n FROM events
    WHERE location_no = ? AND type = 'contact.updated' AND actor LIKE '%"asked"%'`;
  assert.equal(count(actors, locationNo), 1);
});
