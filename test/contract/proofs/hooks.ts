import assert from 'node:assert/strict';
import { createProofs } from '../../support/proofs.ts';
import type { Proving } from '../../support/run-proof.ts';
import { idIn } from '../../support/samples/businesses.ts';
import {
  makeCampaign,
  makeEnrolled,
  makeInWorkflow,
  makeWorkflow,
} from '../../support/samples/hooks.ts';
import { makeContact } from '../../support/samples/sample-contact.ts';
import type { Answer } from '../../support/server.ts';

export const hooksProofs = createProofs('hooks');
const { proves } = hooksProofs;

type Found = Record<string, unknown>;

/** The enrolments of a contact, as they are read. */
async function enrolled({ call }: Proving, contactId: string): Promise<Found[]> {
  const { status, body } = await call('GET', `/api/contacts/${contactId}/enrolments`);
  assert.equal(status, 200);
  assert.ok(Array.isArray(body['enrolments']));
  assert.deepEqual(body.meta, { total: body['enrolments'].length });
  return body['enrolments'] as Found[];
}

function assertSucceeded({ status, body }: Answer, expected: Proving): void {
  assert.deepEqual([status, body['succeded']], [expected.status, true]);
  assert.equal(body['succeeded'], true);
}

async function assertGone({ call, mode }: Proving, path: string, message: string): Promise<void> {
  const gone = await call('GET', path);
  assert.deepEqual([gone.status, gone.body.message], [mode === 'documented' ? 404 : 400, message]);
}

async function create({ call, locationId }: Proving, kind: string): Promise<void> {
  const path = `/api/locations/${locationId}/${kind}s`;
  const { status, body } = await call('POST', path, {
    body: { name: ' Welcome ', status: 'draft' },
  });
  assert.equal(status, 201);
  assert.partialDeepStrictEqual(body[kind], { name: 'Welcome', status: 'draft', version: 1 });
  const read = await call('GET', `${path}/${idIn(body[kind])}`);
  assert.deepEqual(read.body[kind], body[kind]);
}

async function update({ call }: Proving, kind: string, path: string): Promise<void> {
  const { status, body } = await call('PUT', path, { body: { name: 'Renamed' } });
  assert.equal(status, 200);
  assert.partialDeepStrictEqual(body[kind], { name: 'Renamed', version: 2 });
  assert.deepEqual((await call('GET', path)).body[kind], body[kind]);
}

proves('create-campaign', 201, 'it is there as sent', (proving) => create(proving, 'campaign'));
proves('create-workflow', 201, 'it is there as sent', (proving) => create(proving, 'workflow'));

proves('get-campaign', 200, 'the campaign that was asked for', async ({ call, place }) => {
  const { params, name } = await makeCampaign(place);
  const path = `/api/locations/${params.locationId}/campaigns/${params.campaignId}`;
  const { body } = await call('GET', path);
  assert.partialDeepStrictEqual(body['campaign'], { id: params.campaignId, name });
});

proves('get-one-workflow', 200, 'the workflow that was asked for', async ({ call, place }) => {
  const { params, name } = await makeWorkflow(place);
  const path = `/api/locations/${params.locationId}/workflows/${params.workflowId}`;
  const { body } = await call('GET', path);
  assert.partialDeepStrictEqual(body['workflow'], { id: params.workflowId, name });
});

proves('update-campaign', 200, 'it is changed, its version raised', async (proving) => {
  const { locationId, campaignId } = (await makeCampaign(proving.place)).params;
  await update(proving, 'campaign', `/api/locations/${locationId}/campaigns/${campaignId}`);
});

proves('update-workflow', 200, 'it is changed, its version raised', async (proving) => {
  const { locationId, workflowId } = (await makeWorkflow(proving.place)).params;
  await update(proving, 'workflow', `/api/locations/${locationId}/workflows/${workflowId}`);
});

proves('delete-campaign', 200, 'it is gone, and its enrolments', async (proving) => {
  const { contactId, campaignId } = await makeEnrolled(proving.place);
  const path = `/api/locations/${proving.locationId}/campaigns/${campaignId}`;
  assertSucceeded(await proving.call('DELETE', path), proving);
  await assertGone(proving, path, `Campaign with id ${campaignId} not found`);
  assert.deepEqual(await enrolled(proving, contactId), []);
});

proves('delete-workflow', 200, 'it is gone, and its enrolments', async (proving) => {
  const { contactId, workflowId } = await makeInWorkflow(proving.place);
  const path = `/api/locations/${proving.locationId}/workflows/${workflowId}`;
  assertSucceeded(await proving.call('DELETE', path), proving);
  await assertGone(proving, path, `Workflow with id ${workflowId} not found`);
  assert.deepEqual(await enrolled(proving, contactId), []);
});

proves('get-campaigns', 200, 'those of the status, oldest first', async (proving) => {
  const { call, place, locationId } = proving;
  const first = await makeCampaign(place);
  const second = await makeCampaign(place);
  const [one, two] = [first, second].map(({ params: { campaignId: id }, name }) => {
    return { id, name, status: 'draft', locationId };
  });
  const path = `/api/locations/${locationId}/campaigns/${second.params.campaignId}`;
  await call('PUT', path, { body: { status: 'published' } });
  const list = async (query: string) => {
    const { body } = await call('GET', `/campaigns/?locationId=${locationId}${query}`);
    return [body['campaigns'], body.meta];
  };
  const published = { ...two, status: 'published' };
  assert.deepEqual(await list(''), [[one, published], { total: 2 }]);
  assert.deepEqual(await list('&status=draft'), [[one], { total: 1 }]);
  assert.deepEqual(await list('&status=published'), [[published], { total: 1 }]);
});

proves('get-workflow', 200, 'all of the location, oldest first', async (proving) => {
  const { call, place, locationId } = proving;
  const made = [await makeWorkflow(place), await makeWorkflow(place)];
  const { body } = await call('GET', `/workflows/?locationId=${locationId}`);
  assert.partialDeepStrictEqual(body, {
    workflows: made.map(({ params, name }) => {
      return { id: params.workflowId, name, status: 'published', version: 1, locationId };
    }),
    meta: { total: 2 },
  });
});

proves(
  'add-contact-to-campaign',
  201,
  'the contact is enrolled, with an event',
  async (proving) => {
    const { call, place } = proving;
    const { contactId } = await makeContact(place);
    const { params, name } = await makeCampaign(place);
    const { campaignId: id } = params;
    const added = await call('POST', `/contacts/${contactId}/campaigns/${id}`, { body: {} });
    assertSucceeded(added, proving);
    const [found, ...others] = await enrolled(proving, contactId);
    assert.partialDeepStrictEqual(found, { kind: 'campaign', id, name, status: 'draft' });
    assert.equal(others.length, 0);
    const { events } = (await call('GET', `/api/contacts/${contactId}/events`)).body;
    const last = {
      type: 'campaign.enrolled',
      recordId: id,
      contactId,
      version: null,
      before: null,
    };
    assert.partialDeepStrictEqual(events?.at(-1), { ...last, after: { id, name } });
  },
);

proves('remove-contact-from-campaign', 200, 'this enrolment ends', async (proving) => {
  const { contactId, campaignId } = await makeEnrolled(proving.place);
  const other = await makeEnrolled(proving.place);
  const path = `/contacts/${contactId}/campaigns/${campaignId}`;
  assertSucceeded(await proving.call('DELETE', path), proving);
  assert.deepEqual(await enrolled(proving, contactId), []);
  assert.equal((await enrolled(proving, other.contactId)).length, 1);
});

proves('remove-contact-from-every-campaign', 200, 'its campaigns end, no workflow', async (own) => {
  const { call, place, version } = own;
  const { contactId, workflowId } = await makeInWorkflow(place);
  for (let each = 0; each < 2; each += 1) {
    const { campaignId } = (await makeCampaign(place)).params;
    await call('POST', `/contacts/${contactId}/campaigns/${campaignId}`);
  }
  const name = version === 'v3' ? 'remove-all' : 'removeAll';
  assertSucceeded(await call('DELETE', `/contacts/${contactId}/campaigns/${name}`), own);
  assert.deepEqual(
    (await enrolled(own, contactId)).map(({ id }) => id),
    [workflowId],
  );
});

proves('add-contact-to-workflow', 200, 'the contact is enrolled for that time', async (proving) => {
  const { call, place } = proving;
  const { contactId } = await makeContact(place);
  const { params, name } = await makeWorkflow(place);
  const { workflowId: id } = params;
  const eventStartTime = '2021-06-23T03:30:00+01:00';
  const path = `/contacts/${contactId}/workflow/${id}`;
  assertSucceeded(await call('POST', path, { body: { eventStartTime } }), proving);
  const expected = { kind: 'workflow', id, name, status: 'published', eventStartTime };
  assert.partialDeepStrictEqual(await enrolled(proving, contactId), [expected]);
});

proves(
  'delete-contact-from-workflow',
  200,
  'the enrolment ends, with an event',
  async (proving) => {
    const { call, place } = proving;
    const { contactId, workflowId } = await makeInWorkflow(place);
    assertSucceeded(await call('DELETE', `/contacts/${contactId}/workflow/${workflowId}`), proving);
    assert.deepEqual(await enrolled(proving, contactId), []);
    const { events } = (await call('GET', `/api/contacts/${contactId}/events`)).body;
    const last = { type: 'workflow.removed', recordId: workflowId, contactId, after: null };
    assert.partialDeepStrictEqual(events?.at(-1), last);
  },
);

proves('list-enrolments', 200, 'both kinds, latest last', async (proving) => {
  const { call, place } = proving;
  const { contactId, workflowId } = await makeInWorkflow(place);
  const { campaignId } = (await makeCampaign(place)).params;
  await call('POST', `/contacts/${contactId}/campaigns/${campaignId}`);
  const found = await enrolled(proving, contactId);
  assert.deepEqual(new Set(found.map(({ id }) => id)), new Set([workflowId, campaignId]));
});
