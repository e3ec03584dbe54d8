import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { after, before, test } from 'node:test';
import { contactsScope } from '../../contract/scopes.ts';
import { type TestServer, startServer } from '../support/server.ts';

let server: TestServer;
before(async () => {
  server = await startServer();
});
after(async () => {
  await server.close();
  assert.deepEqual(server.faults, []);
});

const megabyte = 1024 * 1024;
const part = (name: string, content: string, file = ''): string =>
  `--b\r\nContent-Disposition: form-data; name="${name}"${file && `; filename="${file}"`}\r\n\r\n${content}`;

/** What is answered to the beginning of an upload whose rest never comes. */
async function answerToBeginning(length: number, sent: string): Promise<string> {
  const { locationId } = server.own;
  const token = await server.token(locationId, [contactsScope, 'locations/customFields.write']);
  const socket = connect(Number(new URL(server.baseUrl).port), '127.0.0.1');
  socket.write(
    `POST /locations/${locationId}/customFields/upload HTTP/1.1\r\nHost: localhost\r\n` +
      `Authorization: Bearer ${token}\r\nContent-Type: multipart/form-data; boundary=b\r\n` +
      `Content-Length: ${length}\r\n\r\n${sent}`,
  );
  let answer = '';
  for await (const chunk of socket.setEncoding('utf8') as AsyncIterable<string>) {
    answer += chunk;
    if (answer.includes('traceId')) break;
  }
  socket.destroy();
  return answer;
}

test('an upload for a contact that does not exist is refused before its files come', async () => {
  const beginning = `${part('id', 'x'.repeat(20))}\r\n${part('file', 'x'.repeat(1000), 'a.txt')}`;
  const answer = await answerToBeginning(10 * megabyte, beginning);
  assert.match(answer, /^HTTP\/1\.1 404 .*Contact or custom field with id x{20} not found/s);
  assert.deepEqual(server.inside.storedFiles(), []);
});

test('an upload that says it is longer than a form may be is refused before its body', async () => {
  const answer = await answerToBeginning(2000 * megabyte, '');
  assert.match(answer, /^HTTP\/1\.1 413 .*over the limit of \d+ bytes/s);
});
