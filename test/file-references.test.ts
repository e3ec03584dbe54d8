import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { contactsScope } from '../contract/scopes.ts';
import { filesFolder } from '../src/storage/files/disk-files.ts';
import { prepareDatabase } from '../src/storage/sqlite/prepare-database.ts';
import { writeOlderDatabase } from './support/older-database.ts';
import { type TestServer, startServer } from './support/server.ts';
import { assertSound, withFile } from './support/soundness.ts';

let server: TestServer;
/** May upload and make fields; `writer` may only write contacts. */
let token = '';
let writer = '';
let fieldId = '';
let textField = '';
before(async () => {
  server = await startServer();
  const { locationId } = server.own;
  token = await server.token(locationId, [contactsScope, 'locations/customFields.write']);
  writer = await server.token(locationId, ['contacts.write']);
  fieldId = await makeField('FILE_UPLOAD');
  textField = await makeField('TEXT');
});
after(async () => {
  await server.close();
  assert.deepEqual(server.faults, []);
});

async function makeField(dataType: string, more: object = {}): Promise<string> {
  const body = { name: `A ${dataType}`, dataType, ...more };
  const path = `/locations/${server.own.locationId}/customFields`;
  return String((await server.call('POST', path, { token, body })).body.customField?.id);
}

type Meta = { documentId: string; uuid: string; url: string };
type File = { id: string; value: object };

/** A file that is uploaded for a field or a contact, and the value of a field that holds it. */
async function upload(ownerId = fieldId): Promise<File> {
  const path = `/locations/${server.own.locationId}/customFields/upload`;
  const files = [{ name: 'paper', fileName: 'a.txt', type: 'text/plain', content: 'a' }];
  const made = await server.call('POST', path, { token, form: { fields: { id: ownerId }, files } });
  assert.equal(made.status, 200, made.text);
  const [meta] = made.body.meta as unknown as Meta[];
  assert.ok(meta);
  const { documentId, uuid, url } = meta;
  return { id: documentId, value: { [uuid]: { url, documentId, meta: {} } } };
}

async function contactWith(value?: unknown, id = fieldId): Promise<string> {
  const { locationId } = server.own;
  const customFields = value === undefined ? [] : [{ id, value }];
  const body = { locationId, customFields };
  const made = await server.call('POST', '/contacts', { token: writer, body });
  assert.equal(made.status, 201, made.text);
  return String(made.body.contact?.id);
}
async function set(contactId: string, value: unknown, id = fieldId): Promise<void> {
  const body = { customFields: [{ id, value }] };
  const put = await server.call('PUT', `/contacts/${contactId}`, { token: writer, body });
  assert.equal(put.status, 200, put.text);
}
async function remove(contactId: string): Promise<void> {
  const gone = await server.call('DELETE', `/contacts/${contactId}`, { token: writer });
  assert.equal(gone.status, 200, gone.text);
}
async function erase(contactId: string): Promise<void> {
  const path = `/api/contacts/${contactId}/erase`;
  const gone = await server.call('DELETE', path, { token: writer });
  assert.equal(gone.status, 200, gone.text);
  await server.app.keepHouse();
}
/** Whether the file can be downloaded, and whether its bytes are there. */
async function state({ id }: File): Promise<[number, boolean]> {
  const folder = filesFolder(server.databasePath);
  const there = existsSync(folder) && readdirSync(folder).includes(id);
  return [(await server.call('GET', `/api/files/${id}`, { token })).status, there];
}
const kept: [number, boolean] = [200, true];
const gone: [number, boolean] = [404, false];

test('a text that looks like the address of a file refers to none', async () => {
  const file = await upload();
  await contactWith(file.value);
  const texts = [
    await contactWith(`see /api/files/${file.id}`, textField),
    await contactWith(`see /api/files/${file.id}`, 'unknown_key'),
    await contactWith(file.value, 'another_unknown'),
  ];
  for (const each of texts) await erase(each);
  assert.deepEqual(await state(file), kept);
});

test('a file that two contacts hold goes with the last of them', async () => {
  const file = await upload();
  const [one, other] = [await contactWith(file.value), await contactWith(file.value)];
  await erase(one);
  assert.deepEqual(await state(file), kept);
  await erase(other);
  assert.deepEqual(await state(file), gone);
});

test("another contact's own file stays, whoever's field held it and is erased", async () => {
  const owner = await contactWith();
  const file = await upload(owner);
  const other = await contactWith(file.value);
  await erase(other);
  assert.deepEqual(await state(file), kept);
  await erase(owner);
  assert.deepEqual(await state(file), gone);
});

test("a contact's own file that another's field holds outlives it, and goes with that one", async () => {
  const owner = await contactWith();
  const file = await upload(owner);
  const other = await contactWith(file.value);
  await remove(owner);
  assert.deepEqual(await state(file), kept);
  await erase(owner);
  assert.deepEqual(await state(file), kept);
  await erase(other);
  assert.deepEqual(await state(file), gone);
});

test('a deleted contact holds its files until it is erased, and a restore brings them back', async () => {
  const file = await upload();
  const [holder, other] = [await contactWith(file.value), await contactWith(file.value)];
  await remove(holder);
  await erase(other);
  assert.deepEqual(await state(file), kept);
  await server.call('POST', `/api/contacts/${holder}/restore`, { token: writer });
  assert.deepEqual(await state(file), kept);
  await erase(holder);
  assert.deepEqual(await state(file), gone);
});

test('a value that is cleared or replaced holds its file no more, and erasing takes it still', async () => {
  const [cleared, replaced, now] = [await upload(), await upload(), await upload()];
  const contact = await contactWith(cleared.value);
  const holder = await contactWith(replaced.value);
  await set(contact, null);
  await set(contact, replaced.value);
  await set(contact, now.value);
  await set(holder, '');
  assert.deepEqual(await state(cleared), kept);
  await erase(contact);
  for (const file of [cleared, replaced, now]) assert.deepEqual(await state(file), gone);
});

test("the values of a deleted field hold nothing, a contact's other field does", async () => {
  const second = await makeField('FILE_UPLOAD', { isMultipleFile: true });
  const [file, shared] = [await upload(second), await upload(second)];
  const contact = await contactWith({ ...file.value, ...shared.value }, second);
  const holder = await contactWith(shared.value);
  const path = `/locations/${server.own.locationId}/customFields/${second}`;
  assert.equal((await server.call('DELETE', path, { token })).status, 200);
  await server.app.keepHouse();
  await erase(contact);
  assert.deepEqual([await state(file), await state(shared)], [gone, kept]);
  await erase(holder);
  assert.deepEqual(await state(shared), gone);
});

test("a file of another location is neither held nor taken, whatever a contact's field names", async () => {
  const file = await upload();
  await contactWith(file.value);
  const { locationId, token: foreign } = server.other;
  const maker = await server.token(locationId, [contactsScope, 'locations/customFields.write']);
  const made = await server.call('POST', `/locations/${locationId}/customFields`, {
    token: maker,
    body: { name: 'Papers', dataType: 'FILE_UPLOAD' },
  });
  const customFields = [{ id: made.body.customField?.id, value: file.value }];
  const body = { locationId, customFields };
  const thief = await server.call('POST', '/contacts', { token: foreign, body });
  const path = `/api/contacts/${thief.body.contact?.id}/erase`;
  assert.equal((await server.call('DELETE', path, { token: foreign })).status, 200);
  await server.app.keepHouse();
  assert.deepEqual(await state(file), kept);
});

test('an older database is given the references that the values of its file fields are', async (t) => {
  const [file, named] = [await upload(), await upload()];
  await contactWith(file.value);
  await contactWith({ any: { url: `https://old.example/api/files/${named.id}` } });
  await contactWith(`see /api/files/${file.id}`, textField);
  await contactWith(file.value, 'another_unknown');
  const folder = mkdtempSync(join(tmpdir(), 'groundlevel-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const path = join(folder, 'older.db');
  writeOlderDatabase(server.databasePath, path, 9);
  prepareDatabase(path);
  const held = (of: string): unknown[] =>
    withFile(of, (database) =>
      database.prepare('SELECT * FROM file_references WHERE held = 1').all(),
    );
  assert.ok(held(path).length >= 2);
  assert.deepEqual(held(path), held(server.databasePath));
});

test('after all of it the database is sound', () => assertSound(server.databasePath));
