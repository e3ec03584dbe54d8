import Type from 'typebox';
import { type Operation, defineOperation, sameInBoth, succeededReply } from '../operation.ts';
import { acceptedReply } from '../jobs/accepted.ts';
import { Text, reply } from '../primitives.ts';

const LocationId = Type.Object({ locationId: Text(100) });
const CampaignId = Type.Object({ locationId: Text(100), campaignId: Text(100) });
const WorkflowId = Type.Object({ locationId: Text(100), workflowId: Text(100) });
const locationId = Type.String({ minLength: 1, maxLength: 100 });

const name = Type.String({ minLength: 1, maxLength: 500 });
const status = Type.Optional(
  Type.Enum(['draft', 'published'], { description: 'published unless sent' }),
);
const New = Type.Object({ name, status });
const Change = Type.Object({ name: Type.Optional(name), status });

const ListedCampaign = {
  id: Type.String(),
  name: Type.String(),
  status: Type.String(),
  locationId: Type.String(),
};
const Hook = {
  ...ListedCampaign,
  version: Type.Number({ description: 'Raised by each change' }),
  createdAt: Type.String({ format: 'date-time' }),
  updatedAt: Type.String({ format: 'date-time' }),
};
const meta = Type.Object({ total: Type.Number() });
const CampaignReply = sameInBoth(reply({ campaign: Type.Object(Hook) }));
const WorkflowReply = sameInBoth(reply({ workflow: Type.Object(Hook) }));

const campaigns = { tag: 'Campaigns', location: 'path' } as const;
const campaignsPath = '/api/locations/{locationId}/campaigns';
const workflows = { tag: 'Workflows', location: 'path' } as const;
const workflowsPath = '/api/locations/{locationId}/workflows';

export const createCampaign = defineOperation({
  ...campaigns,
  id: 'create-campaign',
  method: 'POST',
  path: campaignsPath,
  summary: 'Define a campaign: a named hook that contacts are enrolled in',
  scope: 'campaigns.write',
  params: LocationId,
  body: New,
  success: 201,
  reply: CampaignReply,
});

export const getCampaign = defineOperation({
  ...campaigns,
  id: 'get-campaign',
  method: 'GET',
  path: `${campaignsPath}/{campaignId}`,
  summary: 'Read a campaign',
  scope: 'campaigns.readonly',
  params: CampaignId,
  success: 200,
  reply: CampaignReply,
});

export const updateCampaign = defineOperation({
  ...campaigns,
  id: 'update-campaign',
  method: 'PUT',
  path: `${campaignsPath}/{campaignId}`,
  summary: 'Rename a campaign, or change its status',
  scope: 'campaigns.write',
  params: CampaignId,
  body: Change,
  success: 200,
  reply: CampaignReply,
});

export const deleteCampaign = defineOperation({
  ...campaigns,
  id: 'delete-campaign',
  method: 'DELETE',
  path: `${campaignsPath}/{campaignId}`,
  summary: 'Delete a campaign; its enrolments end',
  scope: 'campaigns.write',
  params: CampaignId,
  success: 200,
  reply: succeededReply,
  accepted: acceptedReply,
});

export const getCampaigns = defineOperation({
  id: 'get-campaigns',
  method: 'GET',
  path: '/campaigns/',
  summary: 'List the campaigns of a location, oldest first',
  tag: 'Campaigns',
  scope: 'campaigns.readonly',
  location: 'query',
  query: Type.Object({ locationId, status: Type.Optional(Text(100)) }),
  success: 200,
  reply: sameInBoth(reply({ campaigns: Type.Array(Type.Object(ListedCampaign)), meta })),
});

export const createWorkflow = defineOperation({
  ...workflows,
  id: 'create-workflow',
  method: 'POST',
  path: workflowsPath,
  summary: 'Define a workflow: a named hook that contacts are enrolled in',
  scope: 'workflows.write',
  params: LocationId,
  body: New,
  success: 201,
  reply: WorkflowReply,
});

export const getWorkflow = defineOperation({
  ...workflows,
  id: 'get-one-workflow',
  method: 'GET',
  path: `${workflowsPath}/{workflowId}`,
  summary: 'Read a workflow',
  scope: 'workflows.readonly',
  params: WorkflowId,
  success: 200,
  reply: WorkflowReply,
});

export const updateWorkflow = defineOperation({
  ...workflows,
  id: 'update-workflow',
  method: 'PUT',
  path: `${workflowsPath}/{workflowId}`,
  summary: 'Rename a workflow, or change its status',
  scope: 'workflows.write',
  params: WorkflowId,
  body: Change,
  success: 200,
  reply: WorkflowReply,
});

export const deleteWorkflow = defineOperation({
  ...workflows,
  id: 'delete-workflow',
  method: 'DELETE',
  path: `${workflowsPath}/{workflowId}`,
  summary: 'Delete a workflow; its enrolments end',
  scope: 'workflows.write',
  params: WorkflowId,
  success: 200,
  reply: succeededReply,
  accepted: acceptedReply,
});

export const getWorkflows = defineOperation({
  id: 'get-workflow',
  method: 'GET',
  path: '/workflows/',
  summary: 'List the workflows of a location, oldest first',
  tag: 'Workflows',
  scope: 'workflows.readonly',
  location: 'query',
  query: Type.Object({ locationId }),
  success: 200,
  reply: sameInBoth(reply({ workflows: Type.Array(Type.Object(Hook)), meta })),
});

export const hookOperations: readonly Operation[] = [
  getCampaigns,
  createCampaign,
  getCampaign,
  updateCampaign,
  deleteCampaign,
  getWorkflows,
  createWorkflow,
  getWorkflow,
  updateWorkflow,
  deleteWorkflow,
];
