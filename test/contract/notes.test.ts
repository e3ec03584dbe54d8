import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { contactOf } from '../support/answers.ts';
import { type Answer, type TestServer, type Wire, sharedServer } from '../support/server.ts';

let server: TestServer;
before(async () => {
  server = await sharedServer();
});
after(() => server.close());

type WireNote = Record<string, unknown> & { id: string; body: string };

async function aContact(): Promise<string> {
  const body = { locationId: server.own.locationId, firstName: 'Jane' };
  return contactOf(await server.call('POST', '/contacts/', { body }), 201).id;
}
async function add(contactId: string, body: object): Promise<WireNote> {
  const made = await server.call('POST', `/contacts/${contactId}/notes`, { body });
  assert.equal(made.status, 201, made.text);
  return made.body['note'] as WireNote;
}
const notesOf = ({ body }: { body: Wire }): WireNote[] => body['notes'] as WireNote[];
const eventsOf = async (contactId: string): Promise<NonNullable<Wire['events']>> =>
  (await server.call('GET', `/api/contacts/${contactId}/events`)).body.events ?? [];

test('each change of a note leaves one event on the contact, and none its version', async () => {
  const contactId = await aContact();
  const note = await add(contactId, { body: 'First', title: 'Call' });
  const path = `/contacts/${contactId}/notes/${note.id}`;
  const put = (body: object): Promise<Answer> => server.call('PUT', path, { body });
  await put({ body: 'Second', title: null });
  await put({ body: 'Second', pinned: false });
  await put({});
  await server.call('DELETE', path);
  // What a reply says besides is no part of the note.
  const { relations: _relations, bodyText: _text, userId: _nobody, ...values } = note;
  const { title: _title, ...last } = { ...values, title: '', body: 'Second' };
  const [, ...events] = await eventsOf(contactId);
  assert.deepEqual(
    events.map(({ type, recordId, version, before, after }) => ({
      type,
      recordId,
      version,
      before,
      after,
    })),
    [
      { type: 'note.created', before: null, after: values },
      {
        type: 'note.updated',
        before: { body: 'First', title: 'Call' },
        after: { body: 'Second', title: null },
      },
      { type: 'note.deleted', before: last, after: null },
    ].map((each) => ({ ...each, recordId: note.id, version: null })),
  );
  const contact = await server.call('GET', `/contacts/${contactId}`);
  assert.equal(contact.headers.get('etag'), '"1"');
});

test('a note is found through its own contact only, and hides with it', async () => {
  const [contactId, otherId] = [await aContact(), await aContact()];
  const { id } = await add(contactId, { body: 'Hers' });
  for (const method of ['GET', 'PUT', 'DELETE']) {
    const body = method === 'PUT' ? { body: {} } : {};
    const path = `/contacts/${otherId}/notes/${id}`;
    const answer = await server.call(method, path, body);
    assert.deepEqual([answer.status, answer.body.code], [404, 'record_not_found'], method);
  }
  await server.call('DELETE', `/contacts/${contactId}`);
  for (const path of [`/contacts/${contactId}/notes`, `/contacts/${contactId}/notes/${id}`]) {
    const answer = await server.call('GET', path);
    assert.deepEqual([answer.status, answer.body.code], [404, 'contact_not_found'], path);
  }
});

test('many notes are paged by a cursor that loses and repeats none', async () => {
  const contactId = await aContact();
  const made: string[] = [];
  for (let each = 0; each < 5; each += 1) {
    made.unshift((await add(contactId, { body: String(each) })).id);
  }
  const seen: string[] = [];
  let after = '';
  do {
    const page = await server.call('GET', `/contacts/${contactId}/notes?limit=2${after}`);
    seen.push(...notesOf(page).map(({ id }) => id));
    assert.equal(page.body.meta?.['total'], 5);
    assert.equal(page.body.warnings, undefined);
    const { nextCursor, more } = page.body.meta ?? {};
    assert.equal(more, nextCursor !== null);
    after = nextCursor === null ? '' : `&after=${String(nextCursor)}`;
  } while (after !== '');
  assert.deepEqual(seen, made);
});

test('a reply ends at 8 MB, and says that it does', async () => {
  const contactId = await aContact();
  // Three bytes a character: what counts is what is sent.
  const body = '\u20ac'.repeat(65_536);
  for (let each = 0; each < 30; each += 1) await add(contactId, { body });
  const all = await server.call('GET', `/contacts/${contactId}/notes`);
  const { length } = notesOf(all);
  assert.ok(length < 30 && all.text.length < 8 * 1024 * 1024, String(length));
  assert.deepEqual(all.body.warnings, [`${length} of 30 notes are returned; after reads the rest`]);
  const after = String(all.body.meta?.['nextCursor']);
  const rest = await server.call('GET', `/contacts/${contactId}/notes?after=${after}`);
  assert.equal(notesOf(rest).length, 30 - length);
});

test('a search of tasks with long bodies ends at 8 MB too, and goes on by searchAfter', async () => {
  const contactId = await aContact();
  const body = { title: 'Long', dueDate: '2030-01-01', body: '\u20ac'.repeat(65_536) };
  for (let each = 0; each < 45; each += 1) {
    await server.call('POST', `/contacts/${contactId}/tasks`, { body });
  }
  const search = async (more: object): Promise<Wire> =>
    (
      await server.call('POST', `/locations/${server.own.locationId}/tasks/search`, {
        body: { limit: 45, ...more },
      })
    ).body;
  const first = await search({});
  const tasks = first['tasks'] as Record<string, unknown>[];
  assert.ok(tasks.length < 45);
  assert.deepEqual(first.warnings, [
    `${tasks.length} tasks fill a reply; searchAfter reads the rest`,
  ]);
  const rest = await search({ searchAfter: tasks.at(-1)?.['searchAfter'] });
  assert.equal((rest['tasks'] as unknown[]).length, 45 - tasks.length);
});

test('what is too long or of a wrong type is named, all at once', async () => {
  const contactId = await aContact();
  const body = { body: 'x'.repeat(65_537), title: 7, pinned: 'yes', color: 'x'.repeat(101) };
  const answer = await server.call('POST', `/contacts/${contactId}/notes`, { body });
  assert.equal(answer.status, 422);
  const fields = answer.body.fields?.map(({ field }) => field);
  assert.deepEqual(fields?.toSorted(), ['body', 'color', 'pinned', 'title']);
  const none = await server.call('POST', `/contacts/${contactId}/notes`, { body: {} });
  assert.deepEqual(none.body.message, ['body should not be empty']);
  const wrong = await server.call('GET', `/contacts/${contactId}/notes?after=eyJyIjpbIngiXX0`);
  assert.deepEqual([wrong.status, wrong.body.fields?.[0]?.field], [422, 'after']);
});

test('after all of it the database is sound', () => server.inside.assertSound());
