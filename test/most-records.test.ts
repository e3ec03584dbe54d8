import assert from 'node:assert/strict';
import { DatabaseSync } from 'node:sqlite';
import { after, before, test } from 'node:test';
import { contactsScope } from '../contract/scopes.ts';
import { mostBusinesses } from '../src/features/businesses/business-commands.ts';
import { mostFilesOfContact } from '../src/features/files/file-commands.ts';
import { mostNotes } from '../src/features/notes/note-commands.ts';
import { mostRules } from '../src/features/recurring-tasks/recurring-task-commands.ts';
import { mostTasks } from '../src/features/tasks/add-task.ts';
import { mostUsers } from '../src/features/users/user-commands.ts';
import { type Answer, type TestServer, startServer } from './support/server.ts';

let server: TestServer;
let token = '';
let locationId = '';
let contactId = '';
before(async () => {
  server = await startServer();
  ({ locationId } = server.own);
  const scopes = [contactsScope, 'locations/customFields.write', 'businesses.write'];
  token = await server.token(locationId, scopes);
  const made = await server.call('POST', '/contacts', { token, body: { locationId } });
  contactId = String(made.body.contact?.id);
});
after(async () => {
  await server.close();
  assert.deepEqual(server.faults, []);
});

/** Copies the newest row of a table until there are so many. */
function fill(table: string, most: number): void {
  const database = new DatabaseSync(server.databasePath, { timeout: 10_000 });
  const columns = database.prepare(`PRAGMA table_info(${table})`).all();
  const names = columns.map(({ name }) => String(name)).filter((name) => name !== 'no');
  const values = names.map((name) => (name === 'id' ? `printf('%020d', n.i)` : `t.${name}`));
  database.exec(`WITH RECURSIVE n(i) AS (SELECT 2 UNION ALL SELECT i + 1 FROM n WHERE i < ${most})
    INSERT INTO ${table} (${names.join()}) SELECT ${values.join()}
    FROM n, (SELECT * FROM ${table} ORDER BY no DESC LIMIT 1) t`);
  database.close();
}

const send = (method: string, path: string, body?: object): Promise<Answer> =>
  server.call(method, path, { token, ...(body && { body }) });
const upload = (): Promise<Answer> =>
  server.call('POST', `/locations/${locationId}/customFields/upload`, {
    token,
    form: {
      fields: { id: contactId },
      files: [{ name: 'a', fileName: 'a.txt', type: 'text/plain', content: 'a' }],
    },
  });
const rule = { intervalType: 'daily', interval: 1, startDate: '2100-01-02', dueAfterSeconds: 0 };

type Kind = {
  what: string;
  table: string;
  most: number;
  message: string;
  make(): Promise<Answer>;
  remove(id: string): Promise<Answer>;
};
const kinds: readonly Kind[] = [
  {
    what: 'notes of a contact',
    table: 'notes',
    most: mostNotes,
    message: 'A contact has at most 10,000 notes',
    make: () => send('POST', `/contacts/${contactId}/notes`, { body: 'a' }),
    remove: (id) => send('DELETE', `/contacts/${contactId}/notes/${id}`),
  },
  {
    what: 'tasks of a contact',
    table: 'tasks',
    most: mostTasks,
    message: 'A contact has at most 10,000 tasks',
    make: () =>
      send('POST', `/contacts/${contactId}/tasks`, {
        title: 'a',
        dueDate: '2100-01-02T00:00:00Z',
        completed: false,
      }),
    remove: (id) => send('DELETE', `/contacts/${contactId}/tasks/${id}`),
  },
  {
    what: 'recurring tasks of a location',
    table: 'recurring_tasks',
    most: mostRules,
    message: 'A location has at most 1,000 recurring tasks',
    make: () =>
      send('POST', `/locations/${locationId}/recurring-tasks`, { title: 'a', rruleOptions: rule }),
    remove: (id) => send('DELETE', `/locations/${locationId}/recurring-tasks/${id}`),
  },
  {
    what: 'businesses of a location',
    table: 'businesses',
    most: mostBusinesses,
    message: 'A location has at most 100,000 businesses',
    make: () => send('POST', '/businesses/', { locationId, name: 'a' }),
    remove: (id) => send('DELETE', `/businesses/${id}`),
  },
];

for (const { what, table, most, message, make, remove } of kinds) {
  test(`${what} are no more than the limit, and one that goes makes room`, async () => {
    const first = await make();
    assert.ok(first.status < 300, first.text);
    const ids = [...first.text.matchAll(/"id":"([A-Za-z0-9]+)"/g)].map(([, id = '']) => id);
    fill(table, most);
    const refused = await make();
    assert.deepEqual(
      [refused.status, refused.body.code, refused.body.message],
      [422, 'limit_reached', message],
    );
    const removed = await remove(ids[0] ?? '');
    assert.equal(removed.status, 200, removed.text);
    const again = await make();
    assert.ok(again.status < 300, again.text);
  });
}

test('files of a contact are no more than the limit', async () => {
  assert.equal((await upload()).status, 200);
  fill('files', mostFilesOfContact);
  const refused = await upload();
  assert.deepEqual([refused.status, refused.body.code], [422, 'limit_reached']);
});

test('users of a location are no more than the limit, and those there can be changed', async () => {
  const manage = (method: string, path: string, body: object): Promise<Answer> =>
    server.call(method, path, { token: server.managementToken, body });
  const user = (email: string): object => ({
    companyId: 'company',
    firstName: 'A',
    lastName: 'B',
    email,
    password: 'Long-enough-1!',
    type: 'account',
    role: 'user',
    locationIds: [locationId],
  });
  const made = await manage('POST', '/users/', user('one@example.com'));
  assert.equal(made.status, 201, made.text);
  const database = new DatabaseSync(server.databasePath, { enableForeignKeyConstraints: false });
  database.exec(`WITH RECURSIVE n(i) AS (
      SELECT 1000 UNION ALL SELECT i + 1 FROM n WHERE i < 998 + ${mostUsers})
    INSERT INTO user_locations (location_no, user_no)
    SELECT no, n.i FROM locations, n WHERE id = '${locationId}'`);
  database.close();
  const refused = await manage('POST', '/users/', user('two@example.com'));
  assert.deepEqual([refused.status, refused.body.code], [422, 'limit_reached']);
  const id = String(made.body['id']);
  const body = { firstName: 'C', locationIds: [locationId], type: 'account', role: 'user' };
  const changed = await manage('PUT', `/users/${id}`, body);
  assert.equal(changed.status, 200, changed.text);
});
