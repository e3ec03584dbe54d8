import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type Socket, connect } from 'node:net';
import { after, before, test } from 'node:test';
import { untraced } from './support/answers.ts';
import { type TestServer, startServer } from './support/server.ts';

let server: TestServer;
before(async () => {
  server = await startServer();
});
after(() => server.close());

/** What the server answers on a connection after something was sent or happened to it. */
async function answerTo(happen: (ours: Socket, theirs: Socket) => void): Promise<string> {
  const accepted = once(server.app.server.server, 'connection');
  const ours = connect(Number(new URL(server.baseUrl).port), '127.0.0.1');
  const [theirs] = await accepted;
  happen(ours, theirs);
  const chunks = await ours.toArray();
  return Buffer.concat(chunks).toString();
}

function bodyOf(answer: string): unknown {
  const { traceId, ...body } = JSON.parse(answer.slice(answer.indexOf('\r\n\r\n')));
  assert.match(traceId, /^[0-9a-f-]{36}$/);
  return body;
}

test('a request that does not arrive whole in time is answered with 408', async () => {
  const answer = await answerTo((_ours, theirs) => {
    const timeout = Object.assign(new Error('timeout'), { code: 'ERR_HTTP_REQUEST_TIMEOUT' });
    server.app.server.server.emit('clientError', timeout, theirs);
  });
  assert.match(answer, /^HTTP\/1\.1 408 Request Timeout\r\n/);
  assert.deepEqual(bodyOf(answer), {
    statusCode: 408,
    message: 'The request did not arrive whole within 60000 ms',
    error: 'Request Timeout',
    code: 'request_timeout',
  });
});

test('headers over the limit are answered with 431', async () => {
  const answer = await answerTo((ours) => {
    ours.write(`GET / HTTP/1.1\r\nHost: x\r\nX-Long: ${'a'.repeat(17_000)}\r\n\r\n`);
  });
  assert.match(answer, /^HTTP\/1\.1 431 /);
  assert.match(JSON.stringify(bodyOf(answer)), /"code":"headers_too_large"/);
});

test('what is no HTTP is answered with 400', async () => {
  const answer = await answerTo((ours) => ours.write('HELLO\r\n\r\n'));
  assert.match(answer, /^HTTP\/1\.1 400 /);
  assert.match(JSON.stringify(bodyOf(answer)), /"code":"bad_request"/);
});

test('a fault of the server says a fixed sentence; the detail is in the log alone', async () => {
  const broken = await startServer();
  try {
    const { read } = broken.app.engine;
    read.run = () => Promise.reject(new Error('secret detail of the inside'));
    const answer = await broken.call('GET', '/contacts/x');
    assert.equal(answer.status, 500);
    assert.deepEqual(untraced(answer), {
      statusCode: 500,
      message: 'Something went wrong on our side; quote the trace id',
      error: 'Internal Server Error',
      code: 'internal',
    });
    const [line = '', ...more] = broken.faults;
    assert.deepEqual(more, []);
    assert.ok(line.includes('secret detail') && line.includes(String(answer.body.traceId)));
  } finally {
    await broken.close();
  }
});
