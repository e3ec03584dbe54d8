import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect } from 'node:net';
import { after, before, test } from 'node:test';
import { contactsScope } from '../../contract/scopes.ts';
import { type Payload, type SentPart, partsOf } from '../support/forms.ts';
import { type Answer, type TestServer, startServer } from '../support/server.ts';

let server: TestServer;
let token = '';
let contactId = '';
let path = '';
before(async () => {
  const env = { GROUNDLEVEL_LIMITS_FILE_BYTES: '2000', GROUNDLEVEL_LIMITS_UPLOAD_FILES: '3' };
  server = await startServer({ env });
  const { locationId } = server.own;
  token = await server.token(locationId, [contactsScope, 'locations/customFields.write']);
  path = `/locations/${locationId}/customFields/upload`;
  contactId = await makeContact();
});
after(async () => {
  await server.close();
  assert.deepEqual(server.faults, []);
});

async function makeContact(): Promise<string> {
  const body = { locationId: server.own.locationId, firstName: 'Jane' };
  return String((await server.call('POST', '/contacts', { body })).body.contact?.id);
}

const stored = (): string[] => server.inside.storedFiles();
const eventCount = async (): Promise<unknown> =>
  (await server.call('GET', '/api/events?limit=1')).body.meta?.['total'];

async function send({ contentType, bytes }: Payload, headers = {}): Promise<Answer> {
  const init = { authorization: `Bearer ${token}`, 'content-type': contentType, ...headers };
  const reply = await fetch(server.baseUrl + path, { method: 'POST', headers: init, body: bytes });
  const text = await reply.text();
  return { status: reply.status, headers: reply.headers, text, body: JSON.parse(text) };
}

const id = (): SentPart => ({ name: 'id', content: contactId });
const file = (fileName: string, content: string | Buffer = 'x', name = 'file'): SentPart => ({
  name,
  fileName,
  content,
});

/** Asserts a refusal that names the part, and that nothing is left of it. */
async function refused(
  payload: Payload,
  { status, field, message }: { status: number; field?: string; message: RegExp },
): Promise<void> {
  const before = [stored(), await eventCount()];
  const answer = await send(payload);
  assert.equal(answer.status, status, answer.text);
  assert.match(String(answer.body.message), message);
  if (field)
    assert.ok(
      answer.body.fields?.some((each) => each.field === field),
      answer.text,
    );
  assert.deepEqual([stored(), await eventCount()], before);
}

const hostile: readonly [string, string, RegExp][] = [
  ['a path', '../../x', /^file has a path as its file name$/],
  ["another system's path", 'C:\\x.pdf', /^file has a path/],
  ['only dots', '..', /^file has a path/],
  ['NUL', 'a\u0000b', /^file has a file name with control or direction characters$/],
  ['a reversed ending', 'photo\u202egpj.exe', /control or direction/],
  ['1,000 characters', 'n'.repeat(1000), /^file has a file name of more than 255 characters$/],
  ['nothing', '', /^file is a file without a name$/],
  ['spaces', '  ', /^file has a file name/],
];
for (const [what, name, message] of hostile) {
  test(`a file whose name is ${what} is refused, and its part is named`, () =>
    refused(partsOf([id(), file('fine.txt'), file(name)]), {
      status: 422,
      field: 'file',
      message,
    }));
}

test('an empty file, a name that came before and a repeated text are all named at once', async () => {
  const parts = [id(), id(), file('a'), file('a', 'y', 'again'), file('empty', '', 'none')];
  await refused(partsOf(parts), { status: 422, field: 'again', message: /name of another file/ });
  await refused(partsOf(parts), { status: 422, field: 'none', message: /none is an empty file/ });
  await refused(partsOf(parts), { status: 422, field: 'id', message: /id came more than once/ });
});

test('a form needs an id that is known, and a file', async () => {
  await refused(partsOf([file('a')]), {
    status: 422,
    field: 'id',
    message: /id should not be empty/,
  });
  await refused(partsOf([id()]), { status: 422, field: 'files', message: /at least one/ });
  const unknown = { name: 'id', content: 'x'.repeat(20) };
  const message = /^Contact or custom field with id x{20} not found$/;
  await refused(partsOf([unknown, file('a')]), { status: 404, message });
  const most = [id(), { name: 'maxFiles', content: '1' }, file('a'), file('b')];
  await refused(partsOf(most), {
    status: 422,
    field: 'maxFiles',
    message: /^maxFiles is 1, and 2/,
  });
});

test('the files are for a custom field too, if it takes files', async () => {
  const field = async (dataType: string): Promise<string> => {
    const fields = path.replace('/upload', '');
    const made = await server.call('POST', fields, { token, body: { name: dataType, dataType } });
    return String((made.body['customField'] as { id: string }).id);
  };
  const text = { name: 'id', content: await field('TEXT') };
  await refused(partsOf([text, file('a')]), {
    status: 422,
    field: 'id',
    message: /type TEXT, which/,
  });
  const upload = { name: 'id', content: await field('FILE_UPLOAD') };
  assert.equal((await send(partsOf([upload, file('a')]))).status, 200);
});

test('the limits of a custom field hold for the files that are for it', async () => {
  const { locationId } = server.own;
  const body = {
    name: 'Papers',
    dataType: 'FILE_UPLOAD',
    acceptedFormat: ['.pdf', 'DOCX'],
    isMultipleFile: true,
    maxNumberOfFiles: 2,
  };
  const made = await server.call('POST', `/locations/${locationId}/customFields`, { token, body });
  const field = String(made.body.customField?.['id']);
  const format = { status: 422, message: /the custom field Papers accepts \.pdf, \.docx/ };
  const notes = file('notes.txt');
  await refused(partsOf([{ name: 'id', content: field }, notes]), { ...format, field: 'file' });
  const named = `${field}_7`;
  await refused(partsOf([id(), file('notes.txt', 'x', named)]), { ...format, field: named });
  const three = ['a.pdf', 'b.pdf', 'c.pdf'].map((name) => file(name, 'x', field));
  const count = { status: 422, field: 'files', message: /at most 2, and 3 came/ };
  await refused(partsOf([id(), ...three]), count);
  const taken = [file('A.PDF', 'x', field), file('b.docx', 'x', field), notes];
  assert.equal((await send(partsOf([id(), ...taken]))).status, 200, 'notes.txt is for no field');
});

test('a file, the files of a form and its parts have limits', async () => {
  assert.equal((await send(partsOf([id(), file('a', 'x'.repeat(2000))]))).status, 200);
  const large = partsOf([id(), file('first'), file('a', 'x'.repeat(2001), 'large')]);
  await refused(large, {
    status: 413,
    field: 'large',
    message: /^large is over the limit of 2000/,
  });
  const many = ['a', 'b', 'c', 'd'].map((name) => file(name));
  await refused(partsOf([id(), ...many]), {
    status: 422,
    field: 'files',
    message: /at most 3 files/,
  });
  const texts = Array.from({ length: 30 }, (_, each) => ({ name: `t${each}`, content: 'x' }));
  await refused(partsOf([id(), ...texts]), {
    status: 422,
    field: 'files',
    message: /at most 20 text/,
  });
  const huge = partsOf([id(), file('a', 'x'.repeat(200_000))]);
  await refused(huge, { status: 413, message: /over the limit of 2000 bytes/ });
});

test('what is no form is refused before it is read', async () => {
  const json = { contentType: 'application/json', bytes: Buffer.from('{') };
  await refused(json, { status: 415, message: /send multipart\/form-data$/ });
  const { bytes } = partsOf([id(), file('a')]);
  await refused({ contentType: 'multipart/form-data', bytes }, { status: 400, message: /oundary/ });
  const other = { contentType: 'multipart/form-data; boundary=other', bytes };
  await refused(other, { status: 400, message: /^The body is not a multipart form/ });
  const { contentType } = partsOf([]);
  for (const length of [bytes.length - 10, bytes.length - 60, 30, 0]) {
    const cut = { contentType, bytes: bytes.subarray(0, length) };
    await refused(cut, { status: 400, message: /^The body is not a multipart form/ });
  }
});

test('a client that goes midway leaves nothing', async () => {
  const before = stored();
  const { contentType, bytes } = partsOf([id(), file('a', 'x'.repeat(1500)), file('b')]);
  const { port } = new URL(server.baseUrl);
  const socket = connect(Number(port), '127.0.0.1');
  await once(socket, 'connect');
  const head =
    `POST ${path} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${token}\r\n` +
    `Content-Type: ${contentType}\r\nContent-Length: ${bytes.length}\r\n\r\n`;
  socket.write(head);
  socket.write(bytes.subarray(0, 900));
  while (stored().length === before.length) await new Promise((resolve) => setImmediate(resolve));
  socket.destroy();
  while (stored().length > before.length) await new Promise((resolve) => setImmediate(resolve));
  assert.deepEqual(stored(), before);
});

test('the connection goes on after a refusal, whatever is still sent', async () => {
  const large = partsOf([id(), file('a', 'x'.repeat(3_000_000))]);
  for (let each = 0; each < 3; each += 1) assert.equal((await send(large)).status, 413);
  assert.equal((await send(partsOf([id(), file('a')]))).status, 200);
});

test('a token without the scope is refused before anything is stored', async () => {
  const before = stored();
  const { contentType, bytes } = partsOf([id(), file('a')]);
  const headers = { authorization: `Bearer ${server.own.token}` };
  const answer = await send({ contentType, bytes }, headers);
  assert.equal(answer.status, 401);
  assert.deepEqual(stored(), before);
});

const documentId = (answer: Answer): string => {
  const [first] = answer.body.meta as unknown as { documentId: string }[];
  return String(first?.documentId);
};

test('the same upload with its key is stored once; another one is refused', async () => {
  const headers = { 'idempotency-key': 'upload' };
  const first = await send(partsOf([id(), file('a', 'one')]), headers);
  const held = stored();
  const again = await send(partsOf([id(), file('a', 'one')]), headers);
  assert.deepEqual(again.body, first.body);
  assert.equal(again.headers.get('idempotency-replayed'), 'true');
  const other = await send(partsOf([id(), file('a', 'two')]), headers);
  assert.deepEqual([other.status, other.body.code], [422, 'idempotency_key_reused']);
  assert.deepEqual(stored(), held);
});

test('a file hides with its contact, and is never served to another location', async () => {
  const other = await makeContact();
  const made = await send(partsOf([{ name: 'id', content: other }, file('<b>.html', '<script>')]));
  const address = `/api/files/${documentId(made)}`;
  assert.equal((await server.call('GET', address, { token })).text, '<script>');
  const elsewhere = await server.call('GET', address, { token: server.other.token });
  assert.equal(elsewhere.status, 404);
  await server.call('DELETE', `/contacts/${other}`, { token });
  const hidden = await server.call('GET', address, { token });
  assert.equal(hidden.status, 404);
  assert.equal(hidden.body.message, `File with id ${documentId(made)} not found`);
});

test('erasing a contact takes its files and those that its values name, bytes and all', async () => {
  const other = await makeContact();
  const fields = path.replace('/upload', '');
  const field = await server.call('POST', fields, {
    token,
    body: { name: 'Papers', dataType: 'FILE_UPLOAD' },
  });
  const fieldId = String((field.body['customField'] as { id: string }).id);
  const own = await send(partsOf([{ name: 'id', content: other }, file('own')]));
  const named = await send(partsOf([{ name: 'id', content: fieldId }, file('named')]));
  const unnamed = await send(partsOf([{ name: 'id', content: fieldId }, file('unnamed')]));
  const [meta] = named.body.meta as unknown as { url: string; uuid: string }[];
  const value = { [String(meta?.uuid)]: { meta, url: meta?.url, documentId: documentId(named) } };
  const put = await server.call('PUT', `/contacts/${other}`, {
    token,
    body: { customFields: [{ id: fieldId, value }] },
  });
  assert.equal(put.status, 200, put.text);
  const before = stored();
  await server.call('DELETE', `/contacts/${other}`, { token });
  const erased = await server.call('DELETE', `/api/contacts/${other}/erase`, { token });
  assert.equal(erased.status, 200, erased.text);
  await server.inside.keepHouse();
  const gone = [documentId(own), documentId(named)];
  assert.deepEqual(
    stored(),
    before.filter((id) => !gone.includes(id)),
  );
  assert.ok(stored().includes(documentId(unnamed)));
});

test('a type that no header can say is served as bytes, and a name in any script as it is', async () => {
  const part = { name: 'f', fileName: 'שלום 名前 "x".txt', type: 'text/html <b>', content: 'x' };
  const made = await send(partsOf([id(), part]));
  const { headers } = await server.call('GET', `/api/files/${documentId(made)}`, { token });
  assert.equal(headers.get('content-type'), 'application/octet-stream');
  const encoded = encodeURIComponent('שלום 名前 %22x%22.txt');
  assert.ok(headers.get('content-disposition')?.endsWith(`filename*=UTF-8''${encoded}`));
});
