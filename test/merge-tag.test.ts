import assert from 'node:assert/strict';
import { after, before, mock, test } from 'node:test';
import { mergeTagCommand } from '../src/features/contacts/tags/merge-tags.ts';
import { runSliceCommand } from '../src/features/jobs/job-commands.ts';
import type { CommandContext } from '../src/storage/engine.ts';
import { contactOf } from './support/answers.ts';
import { idIn } from './support/samples/businesses.ts';
import { type TestServer, startServer } from './support/server.ts';
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

const context = (): CommandContext => ({
  now: Date.now(),
  traceId: 'asked',
  actor: { kind: 'cli', id: 'test', name: 'test' },
});

test('tags that are being merged are not merged the other way, and a deleted one ends it', async () => {
  const { engine } = server.app;
  const { locationId, token } = server.own;
  const send = (method: string, path: string, body?: object): ReturnType<TestServer['call']> =>
    server.call(method, path, { token, body });
  const create = async (): Promise<string> => {
    const body = { locationId, firstName: 'T', tags: ['a'] };
    return contactOf(await send('POST', '/contacts/', body), 201).id;
  };
  const contacts: string[] = [];
  for (let each = 0; each < 300; each += 1) contacts.push(await create());
  const tags = `/locations/${locationId}/tags`;
  const into = idIn((await send('POST', tags, { name: 'b' })).body['tag']);
  const listed = (await send('GET', tags)).body['tags'] as { id: string; name: string }[];
  const id = String(listed.find(({ name }) => name === 'a')?.id);
  const locationNo = withFile(server.databasePath, (database) =>
    Number(database.prepare('SELECT no FROM locations WHERE id = ?').get(locationId)?.['no']),
  );
  const { value } = await engine.run(mergeTagCommand, { locationNo, id, into }, context());
  const input = { locationNo, no: value.no, by: 'test', prepared: null };
  const slice = async () => (await engine.run(runSliceCommand, input, context())).value;
  assert.equal(await slice(), 'more');
  const back = await send('POST', `/api${tags}/${into}/merge`, { into: id });
  assert.deepEqual([back.status, back.body.fields?.[0]?.field], [422, 'into'], back.text);
  assertSound(server.databasePath);
  await send('DELETE', `${tags}/${into}`);
  assert.equal(await slice(), 'done');
  const last = await send('GET', `/contacts/${contacts[299]}`);
  assert.deepEqual(contactOf(last, 200).tags, ['a'], 'the rest stays as it is');
  await server.app.keepHouse();
  assertSound(server.databasePath);
});
