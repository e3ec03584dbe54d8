import { enrolInCampaign, enrolInWorkflow } from '../../../contract/hooks/enrolment-operations.ts';
import { createCampaign, createWorkflow } from '../../../contract/hooks/operations.ts';
import type { Place, Samples } from '../place.ts';
import { idIn } from './businesses.ts';
import { makeContact } from './sample-contact.ts';

const eventStartTime = '2021-06-23T03:30:00+01:00';

export const hookSamples: Samples = {
  'get-campaigns': async (place) => {
    const { name } = await makeCampaign(place);
    return { query: { locationId: place.locationId, status: 'draft' }, shows: name };
  },
  'create-campaign': async ({ locationId, unique }) => {
    const name = unique();
    return { params: { locationId }, body: { name, status: 'draft' }, shows: name };
  },
  'get-campaign': async (place) => {
    const { params, name } = await makeCampaign(place);
    return { params, shows: name };
  },
  'update-campaign': async (place) => {
    const { params } = await makeCampaign(place);
    const name = place.unique();
    return { params, body: { name, status: 'published' }, shows: name };
  },
  'delete-campaign': async (place) => {
    const { campaignId } = await makeEnrolled(place);
    return { params: { locationId: place.locationId, campaignId } };
  },
  'get-workflow': async (place) => {
    const { name } = await makeWorkflow(place);
    return { query: { locationId: place.locationId }, shows: name };
  },
  'create-workflow': async ({ locationId, unique }) => {
    const name = unique();
    return { params: { locationId }, body: { name, status: 'draft' }, shows: name };
  },
  'get-one-workflow': async (place) => {
    const { params, name } = await makeWorkflow(place);
    return { params, shows: name };
  },
  'update-workflow': async (place) => {
    const { params } = await makeWorkflow(place);
    const name = place.unique();
    return { params, body: { name, status: 'published' }, shows: name };
  },
  'delete-workflow': async (place) => {
    const { workflowId } = await makeInWorkflow(place);
    return { params: { locationId: place.locationId, workflowId } };
  },
  'add-contact-to-campaign': async (place) => {
    const { contactId } = await makeContact(place);
    const { campaignId } = (await makeCampaign(place)).params;
    return { params: { contactId, campaignId } };
  },
  'remove-contact-from-campaign': async (place) => ({ params: await makeEnrolled(place) }),
  'remove-contact-from-every-campaign': async (place) => {
    const { contactId } = await makeEnrolled(place);
    return { params: { contactId } };
  },
  'add-contact-to-workflow': async (place) => {
    const { contactId } = await makeContact(place);
    const { workflowId } = (await makeWorkflow(place)).params;
    return { params: { contactId, workflowId }, body: { eventStartTime } };
  },
  'delete-contact-from-workflow': async (place) => ({
    params: await makeInWorkflow(place),
    body: { eventStartTime },
  }),
  'list-enrolments': async (place) => {
    const { contactId, workflowId } = await makeInWorkflow(place);
    return { params: { contactId }, shows: workflowId };
  },
};

type Made<P> = { params: { locationId: string } & P; name: string };

/** A draft of the place, with a name of its own. */
export async function makeCampaign(place: Place): Promise<Made<{ campaignId: string }>> {
  const { locationId } = place;
  const name = place.unique();
  const request = { params: { locationId }, body: { name, status: 'draft' } };
  const made = await place.send(createCampaign, request);
  return { params: { locationId, campaignId: idIn(made['campaign']) }, name };
}

export async function makeWorkflow(place: Place): Promise<Made<{ workflowId: string }>> {
  const { locationId } = place;
  const name = place.unique();
  const made = await place.send(createWorkflow, { params: { locationId }, body: { name } });
  return { params: { locationId, workflowId: idIn(made['workflow']) }, name };
}

/** A contact in a campaign. */
export async function makeEnrolled(
  place: Place,
): Promise<{ contactId: string; campaignId: string }> {
  const { contactId } = await makeContact(place);
  const { campaignId } = (await makeCampaign(place)).params;
  await place.send(enrolInCampaign, { params: { contactId, campaignId } });
  return { contactId, campaignId };
}

/** A contact in a workflow. */
export async function makeInWorkflow(
  place: Place,
): Promise<{ contactId: string; workflowId: string }> {
  const { contactId } = await makeContact(place);
  const { workflowId } = (await makeWorkflow(place)).params;
  const request = { params: { contactId, workflowId }, body: { eventStartTime } };
  await place.send(enrolInWorkflow, request);
  return { contactId, workflowId };
}
