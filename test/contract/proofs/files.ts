import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { createProofs } from '../../support/proofs.ts';
import { makeContact } from '../../support/samples/sample-contact.ts';

export const filesProofs = createProofs('files');
const { proves } = filesProofs;

type Meta = { fieldname: string; originalname: string; url: string; uuid: string };

proves('upload-file-customFields', 200, 'the files are kept and served back', async (proving) => {
  const { call, ask, place, locationId } = proving;
  const { contactId } = await makeContact(place);
  const bytes = Buffer.from([0, 1, 2, 253, 254, 255]);
  const file = { name: 'any_name', fileName: 'Größe "a".bin', type: 'image/png', content: bytes };
  const second = { ...file, fileName: 'b.csv', type: 'text/csv', content: 'a,b\r\n' };
  const form = { fields: { id: contactId, maxFiles: '2' }, files: [file, second] };
  const { body } = await ask({ params: { locationId }, form });
  const [first, other] = (body.meta ?? []) as unknown as (Meta & Record<string, unknown>)[];
  assert.ok(first && other, JSON.stringify(body));
  const { url, uuid, documentId, ...rest } = first;
  assert.match(uuid, /^[0-9a-f-]{36}$/);
  assert.equal(url, `${proving.server.baseUrl}/api/files/${String(documentId)}`);
  const named = { fieldname: 'any_name', originalname: 'Größe %22a%22.bin', encoding: '7bit' };
  assert.deepEqual(rest, { ...named, mimetype: 'image/png', size: 6 });
  assert.deepEqual(body['uploadedFiles'], { [named.originalname]: url, 'b.csv': other.url });
  const served = await fetch(url, {
    headers: { authorization: `Bearer ${proving.token}`, version: 'v3' },
  });
  assert.equal(served.status, 200);
  assert.deepEqual(Buffer.from(await served.arrayBuffer()), bytes);
  const { events } = (await call('GET', `/api/contacts/${contactId}/events`)).body;
  assert.partialDeepStrictEqual(events?.at(-2), {
    type: 'file.uploaded',
    recordId: documentId,
    contactId,
    before: null,
    after: {
      name: named.originalname,
      size: 6,
      sha256: createHash('sha256').update(bytes).digest('hex'),
    },
  });
});

proves('get-file', 200, 'the bytes, to be saved and never shown', async ({ ask, sample }) => {
  const { params = {}, shows } = await sample();
  const { text, headers } = await ask({ params });
  assert.equal(text, `name\n${shows}\n`);
  assert.equal(headers.get('content-type'), 'text/csv');
  assert.equal(headers.get('content-length'), String(text.length));
  assert.equal(headers.get('content-disposition'), `attachment; filename="a ${shows}.csv"`);
  assert.equal(headers.get('x-content-type-options'), 'nosniff');
  assert.equal(headers.get('content-security-policy'), "default-src 'none'; sandbox");
});
