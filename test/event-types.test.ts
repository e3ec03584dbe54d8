import assert from 'node:assert/strict';
import Type, { type TSchema } from 'typebox';
import { after, before, describe, mock, test } from 'node:test';
import { type EventShape, eventShapes } from '../contract/events/event-shapes.ts';
import { eventTypeNames, eventTypes } from '../contract/events/event-types.ts';
import { cancelJob } from '../contract/jobs/operations.ts';
import { contactsScope, contactsScopeGrants } from '../contract/scopes.ts';
import { type Validator, createValidator } from '../src/access/validate.ts';
import { createHookCommand, deleteHookCommand } from '../src/features/hooks/hook-commands.ts';
import { deleteFieldCommand } from '../src/features/custom-fields/custom-field-commands.ts';
import type { Place } from './support/place.ts';
import { makeField } from './support/samples/custom-fields.ts';
import { useEveryOperation } from './support/every-event.ts';
import { everyLocationScope, everyScope } from './support/scopes.ts';
import { type TestServer, startServer } from './support/server.ts';
import { withFile } from './support/soundness.ts';

type Recorded = { position: number; type: string; contactId: string | null; ofLocation: boolean };
type Seen = { position: number; type: string; text: string };

let server: TestServer;
before(async () => {
  // The server by itself must not finish what is about to be cancelled.
  mock.timers.enable({ apis: ['setInterval'] });
  server = await startServer();
  const place = await useEveryOperation(server, 'typed');
  await server.app.keepHouse();
  await cancelEveryJob(place);
});

/** Of each kind that can be cancelled, begun without the request that would finish it. */
async function cancelEveryJob(place: Place): Promise<void> {
  const { engine } = server.app;
  const { locationId } = place;
  const now = Date.now();
  const context = {
    now,
    traceId: 'cancelled',
    actor: { kind: 'cli', id: 'test', name: 'test' } as const,
  };
  const { no: locationNo } = await engine.read.db
    .selectFrom('locations')
    .select('no')
    .where('id', '=', locationId)
    .executeTakeFirstOrThrow();
  const cancel = (job: { id: string } | undefined): Promise<unknown> =>
    place.send(cancelJob, { params: { jobId: job?.id ?? '' }, query: { locationId } });
  const { params } = await makeField(place);
  const field = { locationNo, id: params.id };
  await cancel((await engine.run(deleteFieldCommand, field, context)).value.job);
  for (const kind of ['campaign', 'workflow'] as const) {
    const made = await engine.run(
      createHookCommand,
      { locationNo, kind, name: kind, status: 'draft' },
      context,
    );
    const hook = { locationNo, kind, id: made.value.id };
    await cancel((await engine.run(deleteHookCommand, hook, context)).value);
  }
}

/** As they stand in the database, of any location and of none. */
function recorded(): Recorded[] {
  return withFile(server.databasePath, (database) =>
    database
      .prepare(
        `SELECT e.position, e.type, e.contact_id, l.id FROM events e
         LEFT JOIN locations l ON l.no = e.location_no ORDER BY e.position`,
      )
      .all()
      .map((row) => ({
        position: Number(row['position']),
        type: String(row['type']),
        contactId: row['contact_id'] === null ? null : String(row['contact_id']),
        ofLocation: row['id'] === server.own.locationId,
      })),
  );
}
after(async () => {
  mock.timers.reset();
  await server.close();
});

test('each type of event that is listed is recorded by some operation, and no other is', () => {
  assert.deepEqual(new Set(recorded().map(({ type }) => type)), new Set<unknown>(eventTypeNames));
});

test('each event holds the keys that its type says, and no others', () => {
  const shapes: Readonly<Record<string, EventShape>> = eventShapes;
  const validators = new Map<TSchema, Validator>();
  const problemsOf = (schema: TSchema, json: unknown): unknown[] => {
    const validator = validators.get(schema) ?? createValidator(closed(schema));
    validators.set(schema, validator);
    return validator.problems(json === null ? null : JSON.parse(String(json)));
  };
  // Of a contact that was erased nothing is left.
  const rows = withFile(server.databasePath, (database) =>
    database
      .prepare(`SELECT type, before, after FROM events JOIN event_values USING (position)
         WHERE contact_id IS NULL OR contact_id NOT IN
           (SELECT contact_id FROM events WHERE type = 'contact.erased')`)
      .all(),
  );
  assert.ok(rows.length > 200, `${rows.length}`);
  for (const { type, before: was, after: is } of rows) {
    const shape = shapes[String(type)];
    assert.ok(shape, String(type));
    const found = [...problemsOf(shape.before, was), ...problemsOf(shape.after, is)];
    assert.deepEqual(found, [], `${type} ${was} ${is}`);
  }
});

/** Without room for keys that are not named. */
function closed(schema: TSchema): TSchema {
  const shapes = 'anyOf' in schema && Array.isArray(schema.anyOf) ? schema.anyOf : [schema];
  const all = shapes.map((each: TSchema) =>
    'properties' in each ? { ...each, additionalProperties: false } : each,
  );
  return Type.Union(all);
}

/** All pages of a listing of events, each with what it says of the whole. */
async function walk(token: string, path: string, limit: number): Promise<Seen[]> {
  const seen: Seen[] = [];
  const totals = new Set<unknown>();
  let query = path.includes('?') ? `${path}&limit=${limit}` : `${path}?limit=${limit}`;
  for (let more = true; more; ) {
    const page = await server.call('GET', query, { token });
    assert.equal(page.status, 200, page.text);
    const { events = [], meta = {} } = page.body;
    assert.ok(events.length > 0 || meta['more'] === false, 'an empty page that says more');
    for (const event of events) {
      const cursor = JSON.parse(Buffer.from(event.cursor, 'base64url').toString()) as { p: number };
      const type = String(event['type']);
      seen.push({ position: cursor.p, type, text: JSON.stringify(event) });
    }
    totals.add(meta['total']);
    more = meta['more'] === true;
    query = `${path}${path.includes('?') ? '&' : '?'}limit=${limit}&after=${meta['nextCursor']}`;
  }
  assert.deepEqual([...totals], [seen.length], 'the total is that of what is shown');
  return seen;
}

/** What a token with these scopes may read, as the contract says. */
function readable(granted: ReadonlySet<string>): Recorded[] {
  const scopes: Readonly<Record<string, { scope: string }>> = eventTypes;
  return recorded().filter(
    ({ type, ofLocation }) => ofLocation && granted.has(scopes[type]?.scope ?? ''),
  );
}

const placed = (events: readonly { position: number; type: string }[]): unknown[] =>
  events.map(({ position, type }) => [position, type]);

describe('the feed and the histories show a token what its scopes read, and count no more', () => {
  for (const scope of everyLocationScope) {
    test(`${scope}, with contacts.readonly`, async () => {
      const { locationId } = server.own;
      const token = await server.token(locationId, ['contacts.readonly', scope]);
      const covered = scope === contactsScope ? contactsScopeGrants : [scope];
      const wanted = readable(new Set(['contacts.readonly', ...covered]));
      for (const limit of [7, 500]) {
        assert.deepEqual(placed(await walk(token, '/api/events', limit)), placed(wanted));
      }
      const contacts = new Set(
        recorded()
          .filter((e) => e.ofLocation)
          .map((e) => e.contactId),
      );
      contacts.delete(null);
      assert.ok(contacts.size > 5);
      for (const contactId of contacts) {
        const history = await walk(token, `/api/contacts/${contactId}/events`, 2);
        assert.deepEqual(
          placed(history),
          placed(wanted.filter((each) => each.contactId === contactId)),
        );
      }
    });
  }

  test('a management token with every scope sees all events of the location', async () => {
    const token = await server.token('', everyScope);
    const { locationId } = server.own;
    const seen = await walk(token, `/api/events?locationId=${locationId}`, 500);
    assert.deepEqual(placed(seen), placed(recorded().filter(({ ofLocation }) => ofLocation)));
  });
});

test('an event names its integration to itself and to who reads integrations, others by id', async () => {
  const { locationId } = server.own;
  const reader = await server.token(locationId, ['contacts.readonly']);
  const manager = await server.token('', ['contacts.readonly', 'integrations.readonly']);
  const actors = (seen: readonly Seen[]): { kind: string; id: string; name?: string }[] =>
    seen.map(({ text }) => JSON.parse(text).actor);
  const isNamed = ({ kind, name }: { kind: string; name?: string }): boolean =>
    kind !== 'integration' || name !== undefined;
  const others = actors(await walk(reader, '/api/events', 500)).filter(
    ({ kind }) => kind === 'integration',
  );
  assert.ok(others.length > 0);
  assert.ok(others.every(({ id, name }) => id !== '' && name === undefined));
  const all = actors(await walk(manager, `/api/events?locationId=${locationId}`, 500));
  assert.ok(all.every(isNamed));
});

test('an enrolment tells the name of its campaign or workflow to who may read that', async () => {
  const { locationId } = server.own;
  const namesOf = async (scopes: string[]): Promise<Set<boolean>> => {
    const token = await server.token(locationId, scopes);
    const seen = await walk(token, '/api/events', 500);
    const enrolled = seen.filter(({ type }) => type === 'workflow.enrolled');
    assert.ok(enrolled.length > 0);
    return new Set(enrolled.map(({ text }) => 'name' in JSON.parse(text).after));
  };
  assert.deepEqual(await namesOf(['contacts.readonly', 'campaigns.readonly']), new Set([false]));
  assert.deepEqual(await namesOf(['contacts.readonly', 'workflows.readonly']), new Set([true]));
});
