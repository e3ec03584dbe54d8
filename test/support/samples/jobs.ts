import {
  createCustomField,
  deleteCustomField,
} from '../../../contract/custom-fields/operations.ts';
import { listJobs } from '../../../contract/jobs/operations.ts';
import type { Place, Samples } from '../place.ts';
import { idIn } from './businesses.ts';

export const jobSamples: Samples = {
  'list-jobs': async (place) => {
    const { fieldId } = await makeJob(place);
    return { query: { locationId: place.locationId, kind: 'remove-field-values' }, shows: fieldId };
  },
  'get-job': async (place) => {
    const { jobId, fieldId } = await makeJob(place);
    return { params: { jobId }, query: { locationId: place.locationId }, shows: fieldId };
  },
  'cancel-job': async (place) => {
    const { jobId, fieldId } = await makeJob(place);
    const query = { locationId: place.locationId };
    return { params: { jobId }, query, shows: fieldId, changesNothing: true };
  },
};

/** The job of a deleted custom field, which can be cancelled; done, since no contact has a value. */
async function makeJob(place: Place): Promise<{ jobId: string; fieldId: string }> {
  const { locationId } = place;
  const body = { name: place.unique(), dataType: 'TEXT', model: 'contact' };
  const { customField } = await place.send(createCustomField, { params: { locationId }, body });
  const fieldId = idIn(customField);
  await place.send(deleteCustomField, { params: { locationId, id: fieldId } });
  const query = { locationId, kind: 'remove-field-values', limit: '100' };
  const { jobs } = await place.send(listJobs, { query });
  // Others may delete fields beside this one.
  const listed = (jobs ?? []) as { id: string; subjectId: string }[];
  return { jobId: idIn(listed.find(({ subjectId }) => subjectId === fieldId)), fieldId };
}
