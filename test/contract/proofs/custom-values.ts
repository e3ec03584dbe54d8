import assert from 'node:assert/strict';
import { createProofs } from '../../support/proofs.ts';
import type { Wire } from '../../support/server.ts';

export const customValuesProofs = createProofs('custom-values');
const { proves } = customValuesProofs;

const documentType = 'field';
const shown = (body: Wire): Record<string, unknown> => {
  const { customValue } = body;
  assert.ok(typeof customValue === 'object' && customValue !== null, JSON.stringify(body));
  return { ...customValue };
};

proves('create-custom-value', 201, 'it has a key and is read back', async (proving) => {
  const { call, locationId } = proving;
  const path = `/locations/${locationId}/customValues`;
  const made = await call('POST', path, { body: { name: ' Custom Field ', value: 'Value' } });
  const created = shown(made.body);
  const { id, ...rest } = created;
  assert.match(String(id), /^[A-Za-z0-9]{20}$/);
  const fieldKey = '{{ custom_values.custom_field }}';
  assert.deepEqual(rest, {
    name: 'Custom Field',
    fieldKey,
    value: 'Value',
    locationId,
    documentType,
  });
  assert.deepEqual(shown((await call('GET', `${path}/${id}`)).body), created);
  const { events } = (await call('GET', '/api/events')).body;
  assert.partialDeepStrictEqual(events?.at(-1), {
    type: 'customValue.created',
    recordId: id,
    before: null,
    after: { name: 'Custom Field', fieldKey, value: 'Value' },
  });
});

proves('get-custom-value', 200, 'name, key and value, by either path', async (proving) => {
  const { call, sample, locationId } = proving;
  const { params = {}, shows } = await sample();
  for (const path of ['customValues', 'custom-values']) {
    const { body } = await call('GET', `/locations/${locationId}/${path}/${params['id']}`);
    const fieldKey = `{{ custom_values.${shows} }}`;
    const own = { id: params['id'], name: shows, fieldKey, value: 'Value' };
    const expected = { ...own, locationId, documentType };
    assert.deepEqual(shown(body), expected);
  }
});

proves('get-custom-values', 200, 'all of the location, oldest first, with the total', async (p) => {
  const path = `/locations/${p.locationId}/customValues`;
  for (const name of ['b', 'a', 'c']) {
    const made = await p.call('POST', path, { body: { name, value: '' } });
    assert.equal(made.status, 201);
  }
  const { body } = await p.call('GET', path);
  const { customValues, meta } = body as { customValues?: { name: string }[]; meta?: object };
  assert.deepEqual(
    customValues?.map(({ name }) => name),
    ['b', 'a', 'c'],
  );
  assert.deepEqual(meta, { total: 3 });
});

proves('update-custom-value', 200, 'name and value change, the key stays', async (proving) => {
  const { call, sample, ask, locationId } = proving;
  const { params = {} } = await sample();
  const path = `/locations/${locationId}/customValues/${params['id']}`;
  const { name, fieldKey } = shown((await call('GET', path)).body);
  const body = { name: 'Other', value: 'Another' };
  const changed = await ask({ params, body });
  const expected = { id: params['id'], ...body, fieldKey, locationId, documentType };
  assert.deepEqual(shown(changed.body), expected);
  assert.deepEqual(shown((await call('GET', path)).body), expected);
  const told = async (): Promise<unknown[]> => (await call('GET', '/api/events')).body.events ?? [];
  const before = await told();
  assert.partialDeepStrictEqual(before.at(-1), {
    type: 'customValue.updated',
    before: { name, fieldKey, value: 'Value' },
    after: { ...body, fieldKey },
  });
  assert.equal((await ask({ params, body })).status, 200);
  assert.deepEqual(await told(), before, 'a change that changes nothing leaves no event');
});

proves(
  'delete-custom-value',
  200,
  'it is gone, and its event says what it was',
  async (proving) => {
    const { call, sample, ask, locationId } = proving;
    const { params = {} } = await sample();
    const path = `/locations/${locationId}/customValues/${params['id']}`;
    const { name } = shown((await call('GET', path)).body);
    const deleted = await ask({ params });
    assert.equal(deleted.body['succeded'], true);
    assert.equal(deleted.body['succeeded'], true);
    const read = await call('GET', path);
    assert.equal(read.body.message, `Custom value with id ${params['id']} not found`);
    const { events } = (await call('GET', '/api/events')).body;
    assert.partialDeepStrictEqual(events?.at(-1), {
      type: 'customValue.deleted',
      before: { name, value: 'Value' },
      after: null,
    });
  },
);
