import assert from 'node:assert/strict';
import { createProofs } from '../../support/proofs.ts';
import { makeObjectField } from '../../support/samples/object-fields.ts';
import type { Wire } from '../../support/server.ts';

export const objectFieldsProofs = createProofs('object-fields');
const { proves } = objectFieldsProofs;

const fieldOf = ({ field }: Wire): Record<string, unknown> => {
  assert.ok(typeof field === 'object' && field !== null);
  return { ...field };
};

proves(
  'create-object-field',
  201,
  'all that is sent is kept, also as the older shape',
  async (p) => {
    const { body } = await p.sample();
    const made = fieldOf((await p.ask({ ...(body && { body }) })).body);
    const { dateAdded, dateUpdated, id, ...rest } = made;
    assert.equal(dateAdded, dateUpdated);
    const kind = { documentType: 'field', scopes: [], standard: false };
    assert.deepEqual(rest, { ...body, ...kind });
    assert.deepEqual(fieldOf((await p.call('GET', `/custom-fields/${id}`)).body), made);
    const older = await p.call('GET', `/locations/${p.locationId}/customFields/${id}`);
    assert.partialDeepStrictEqual(older.body['customField'], {
      model: 'business',
      picklistOptions: ['Large', 'Small'],
      maxFileLimit: 2,
    });
    const again = await p.ask({ ...(body && { body }) });
    assert.equal(again.status, 422, 'a key that is taken is not bent');
  },
);

proves('get-custom-field-by-id', 200, 'the field, whichever way it was made', async (p) => {
  const made = await p.call('POST', `/locations/${p.locationId}/customFields`, {
    body: { name: 'Shirt size', dataType: 'SINGLE_OPTIONS', options: ['L'] },
  });
  const { id } = made.body['customField'] as { id: string };
  const field = fieldOf((await p.call('GET', `/custom-fields/${id}`)).body);
  assert.partialDeepStrictEqual(field, {
    id,
    objectKey: 'contact',
    fieldKey: 'contact.shirt_size',
    parentId: '',
    showInForms: true,
    options: [{ key: 'l', label: 'L' }],
  });
});

proves('get-custom-fields-by-object-key', 200, 'fields and folders of one object', async (p) => {
  const { id } = await makeObjectField(p.place);
  const { locationId } = p;
  const listed = async (key: string): Promise<[string[], string[]]> => {
    const path = `/custom-fields/object-key/${key}?locationId=${locationId}`;
    const { body } = await p.call('GET', path);
    const { fields, folders } = body as Partial<Record<string, { id: string }[]>>;
    assert.ok(fields && folders, JSON.stringify(body));
    return [fields.map((each) => each.id), folders.map((each) => each.id)];
  };
  const field = fieldOf((await p.call('GET', `/custom-fields/${id}`)).body);
  assert.deepEqual(await listed('business'), [[id], [field['parentId']]]);
  assert.deepEqual(await listed('company'), [[id], [field['parentId']]]);
  assert.deepEqual(await listed('contact'), [[], []]);
  const unknown = await p.call(
    'GET',
    `/custom-fields/object-key/custom_objects.pet?locationId=${locationId}`,
  );
  assert.equal(unknown.body.message, 'Object with id custom_objects.pet not found');
});

proves('update-object-field', 200, 'what is sent changes, the rest and the key stay', async (p) => {
  const { id } = await makeObjectField(p.place);
  const before = fieldOf((await p.call('GET', `/custom-fields/${id}`)).body);
  const options = [{ label: 'Small' }, { label: 'Huge' }];
  const change = { name: 'Other', showInForms: false, maxFileLimit: 3 };
  const body = { locationId: p.locationId, ...change, options };
  const { dateUpdated, ...after } = fieldOf((await p.ask({ params: { id }, body })).body);
  const { dateUpdated: _before, ...rest } = before;
  const keyed = [
    { key: 'small', label: 'Small' },
    { key: 'huge', label: 'Huge' },
  ];
  assert.deepEqual(after, { ...rest, ...change, options: keyed });
  const read = fieldOf((await p.call('GET', `/custom-fields/${id}`)).body);
  assert.deepEqual(read, { ...after, dateUpdated });
});

proves('delete-object-field', 200, 'it is gone, and the reply says which', async (p) => {
  const { id, name } = await makeObjectField(p.place);
  const { body } = await p.ask({ params: { id } });
  const gone = { succeded: body['succeded'], id: body['id'], key: body['key'] };
  assert.deepEqual(gone, { succeded: true, id, key: `business.${name}` });
  const read = await p.call('GET', `/custom-fields/${id}`);
  assert.equal(read.body.message, `Custom field with id ${id} not found`);
});

type Folder = { id: string; name: string };
const foldersOf = async (p: Parameters<Parameters<typeof proves>[3]>[0]): Promise<Folder[]> => {
  const path = `/custom-fields/object-key/business?locationId=${p.locationId}`;
  return ((await p.call('GET', path)).body['folders'] ?? []) as Folder[];
};

proves('create-custom-field-folder', 201, 'it is listed and told in the events', async (p) => {
  const body = { locationId: p.locationId, objectKey: 'company', name: ' Sizes ' };
  const { body: made } = await p.ask({ body });
  const { id, objectKey, name, locationId } = made;
  const rest = { objectKey, name, locationId };
  assert.deepEqual(rest, { objectKey: 'business', name: 'Sizes', locationId: p.locationId });
  assert.deepEqual(
    (await foldersOf(p)).map((each) => [each.id, each.name]),
    [[id, 'Sizes']],
  );
  const { events } = (await p.call('GET', '/api/events')).body;
  assert.partialDeepStrictEqual(events?.at(-1), {
    type: 'customFieldFolder.created',
    recordId: id,
    after: { object: 'business', name: 'Sizes' },
  });
});

proves('update-custom-field-folder', 200, 'it has another name', async (p) => {
  const { params = {} } = await p.sample();
  const body = { locationId: p.locationId, name: 'Renamed' };
  const renamed = await p.ask({ params, body });
  assert.equal(renamed.body['name'], 'Renamed');
  assert.deepEqual(
    (await foldersOf(p)).map(({ name }) => name),
    ['Renamed'],
  );
});

proves('delete-custom-field-folder', 200, 'its fields stay, outside of it', async (p) => {
  const { id } = await makeObjectField(p.place);
  const parentId = String(fieldOf((await p.call('GET', `/custom-fields/${id}`)).body)['parentId']);
  const request = { params: { id: parentId }, query: { locationId: p.locationId } };
  assert.equal((await p.ask(request)).body['id'], parentId);
  assert.deepEqual(await foldersOf(p), []);
  assert.equal(fieldOf((await p.call('GET', `/custom-fields/${id}`)).body)['parentId'], '');
  const { events } = (await p.call('GET', '/api/events')).body;
  assert.partialDeepStrictEqual(events?.at(-1), {
    type: 'customFieldFolder.deleted',
    recordId: parentId,
    before: { object: 'business', fieldIds: [id] },
    after: null,
  });
});
