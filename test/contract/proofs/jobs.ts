import assert from 'node:assert/strict';
import { createProofs } from '../../support/proofs.ts';
import type { Proving } from '../../support/run-proof.ts';
import type { Answer } from '../../support/server.ts';

export const jobsProofs = createProofs('jobs');
const { proves } = jobsProofs;

type Job = Record<string, unknown> & { id: string };

/** Deletes a custom field that some contacts have a value of; the id of the field. */
async function deletedField({ call, locationId }: Proving): Promise<string> {
  const fields = `/locations/${locationId}/customFields`;
  const body = { name: 'Shirt', dataType: 'TEXT', model: 'contact' };
  const made = await call('POST', fields, { body });
  const id = String(made.body.customField?.id);
  for (const email of ['a@example.com', 'b@example.com']) {
    const contact = { locationId, email, customFields: [{ id, field_value: 'L' }] };
    assert.equal((await call('POST', '/contacts/', { body: contact })).status, 201);
  }
  assert.equal(
    (await call('POST', '/contacts/', { body: { locationId, firstName: 'No' } })).status,
    201,
  );
  assert.equal((await call('DELETE', `${fields}/${id}`)).status, 200);
  return id;
}

const jobsOf = ({ body }: Answer): Job[] => {
  assert.ok(Array.isArray(body['jobs']), JSON.stringify(body));
  return body['jobs'] as Job[];
};
const jobIn = ({ body }: Answer): Job => {
  assert.ok(body['job'], JSON.stringify(body));
  return body['job'] as Job;
};

/** The job of a deleted field, as the list shows it. */
async function listedJob(proving: Proving): Promise<Job> {
  const { call, locationId } = proving;
  const fieldId = await deletedField(proving);
  const query = `locationId=${locationId}&kind=remove-field-values&status=done`;
  const [job, ...others] = jobsOf(await call('GET', `/api/jobs?${query}`));
  assert.ok(job, 'the job is listed');
  assert.deepEqual(others, []);
  assert.equal(job['subjectId'], fieldId);
  return job;
}

proves('list-jobs', 200, 'what a deletion began, with what it has done', async (proving) => {
  const { call, locationId } = proving;
  const job = await listedJob(proving);
  const { id: _id, subjectId: _field, startedBy, createdAt, updatedAt, finishedAt, ...rest } = job;
  assert.deepEqual(rest, {
    kind: 'remove-field-values',
    status: 'done',
    locationId,
    done: 2,
    total: null,
    problem: null,
    canCancel: false,
  });
  assert.equal((startedBy as { kind: string }).kind, 'integration');
  for (const at of [createdAt, updatedAt, finishedAt])
    assert.ok(!Number.isNaN(Date.parse(String(at))));

  const tag = await call('POST', `/locations/${locationId}/tags`, { body: { name: 'gone' } });
  const tagId = (tag.body['tag'] as { id: string }).id;
  await call('DELETE', `/locations/${locationId}/tags/${tagId}`);
  const all = await call('GET', `/api/jobs?locationId=${locationId}`);
  assert.deepEqual(
    jobsOf(all).map(({ kind }) => kind),
    ['remove-tag', 'remove-field-values'],
    'newest first',
  );
  const page = await call('GET', `/api/jobs?locationId=${locationId}&limit=1`);
  const { nextCursor, more } = page.body.meta ?? {};
  assert.equal(more, true);
  const next = await call('GET', `/api/jobs?locationId=${locationId}&after=${String(nextCursor)}`);
  assert.deepEqual([jobsOf(next).map(({ id }) => id), next.body.meta?.['more']], [[job.id], false]);
});

proves(
  'list-jobs',
  422,
  'a cursor, kind or status that is none is named',
  async ({ call, locationId }) => {
    for (const [field, value] of [
      ['after', 'none'],
      ['kind', 'none'],
      ['status', 'none'],
      ['limit', '0'],
    ] as const) {
      const answer = await call('GET', `/api/jobs?locationId=${locationId}&${field}=${value}`);
      assert.equal(answer.status, 422, answer.text);
      assert.ok(answer.text.includes(field), answer.text);
    }
  },
);

proves('get-job', 200, 'a job by its id', async (proving) => {
  const job = await listedJob(proving);
  const { call, locationId } = proving;
  assert.deepEqual(jobIn(await call('GET', `/api/jobs/${job.id}?locationId=${locationId}`)), job);
});

proves(
  'get-job',
  { documented: 404, observed: 400 },
  'no such job',
  async ({ call, locationId }) => {
    const answer = await call('GET', `/api/jobs/none?locationId=${locationId}`);
    assert.match(answer.text, /Job/);
  },
);

proves('cancel-job', 200, 'one that is done stays done', async (proving) => {
  const job = await listedJob(proving);
  const { call, locationId } = proving;
  const path = `/api/jobs/${job.id}/cancel?locationId=${locationId}`;
  assert.deepEqual(jobIn(await call('POST', path)), job);
});

proves('cancel-job', 409, 'one that must be finished', async ({ call, locationId }) => {
  const tag = await call('POST', `/locations/${locationId}/tags`, { body: { name: 'gone' } });
  const tagId = (tag.body['tag'] as { id: string }).id;
  await call('DELETE', `/locations/${locationId}/tags/${tagId}`);
  const [job] = jobsOf(await call('GET', `/api/jobs?locationId=${locationId}`));
  const path = `/api/jobs/${job?.id}/cancel?locationId=${locationId}`;
  assert.match((await call('POST', path)).text, /remove-tag must be finished/);
});
