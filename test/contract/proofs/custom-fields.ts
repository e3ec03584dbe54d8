import assert from 'node:assert/strict';
import { createProofs } from '../../support/proofs.ts';
import { makeField } from '../../support/samples/custom-fields.ts';

export const customFieldsProofs = createProofs('custom-fields');
const { proves } = customFieldsProofs;

const pathOf = ({ locationId, id }: { locationId: string; id: string }): string =>
  `/locations/${locationId}/customFields/${id}`;

proves('create-custom-field', 201, 'the field is there with its options', async (proving) => {
  const { call, locationId } = proving;
  const body = { name: 'Shirt size', dataType: 'RADIO', options: ['Large', 'Small'], position: 3 };
  const made = await call('POST', `/locations/${locationId}/customFields`, { body });
  assert.equal(made.status, 201, made.text);
  const expected = {
    name: 'Shirt size',
    dataType: 'RADIO',
    picklistOptions: ['Large', 'Small'],
    position: 3,
    fieldKey: 'contact.shirt_size',
    locationId,
  };
  assert.partialDeepStrictEqual(made.body.customField, expected);
  const id = String(made.body.customField?.id);
  const read = await call('GET', pathOf({ locationId, id }));
  assert.partialDeepStrictEqual(read.body.customField, { id, ...expected });
});

proves('get-custom-fields', 200, 'each field of the location', async (proving) => {
  const { call, place, locationId } = proving;
  const [one, other] = [await makeField(place), await makeField(place)];
  const { body } = await call('GET', `/locations/${locationId}/customFields`);
  const listed = body['customFields'];
  assert.ok(Array.isArray(listed));
  assert.deepEqual(new Set(listed.map(({ name }) => name)), new Set([one.name, other.name]));
});

proves('get-custom-field', 200, 'the field that was asked for', async ({ call, place }) => {
  const { params, name } = await makeField(place);
  await makeField(place);
  const { body } = await call('GET', pathOf(params));
  assert.partialDeepStrictEqual(body.customField, { id: params.id, name });
});

proves('update-custom-field', 200, 'what is sent is changed, the rest is kept', async (proving) => {
  const { call, place } = proving;
  const { params } = await makeField(place);
  const path = pathOf(params);
  const before = (await call('GET', path)).body.customField;
  const sent = { name: 'Another name', options: ['Red', 'Blue'] };
  const expected = {
    id: params.id,
    name: 'Another name',
    picklistOptions: ['Red', 'Blue'],
    fieldKey: before?.['fieldKey'],
  };
  const changed = await call('PUT', path, { body: sent });
  assert.equal(changed.status, 200, changed.text);
  assert.partialDeepStrictEqual(changed.body.customField, expected);
  assert.partialDeepStrictEqual((await call('GET', path)).body.customField, expected);
});

proves('delete-custom-field', 200, 'the field is gone, others stay', async (proving) => {
  const { call, place, mode } = proving;
  const { params } = await makeField(place);
  const other = await makeField(place);
  const { status, body } = await call('DELETE', pathOf(params));
  assert.deepEqual([status, body['succeded']], [200, true]);
  assert.equal(body['succeeded'], true);
  const gone = await call('GET', pathOf(params));
  assert.equal(gone.status, mode === 'documented' ? 404 : 400);
  assert.equal(gone.body.message, `Custom field with id ${params.id} not found`);
  assert.equal((await call('GET', pathOf(other.params))).body.customField?.['name'], other.name);
});
