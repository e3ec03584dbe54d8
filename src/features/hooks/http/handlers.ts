import type { OperationHandler } from '../../../access/operation-request.ts';
import { enrolInCampaignHandler } from './add-contact-to-campaign.ts';
import { enrolInWorkflowHandler } from './add-contact-to-workflow.ts';
import { createCampaignHandler } from './create-campaign.ts';
import { createWorkflowHandler } from './create-workflow.ts';
import { deleteCampaignHandler } from './delete-campaign.ts';
import { removeFromWorkflowHandler } from './delete-contact-from-workflow.ts';
import { deleteWorkflowHandler } from './delete-workflow.ts';
import { getCampaignHandler } from './get-campaign.ts';
import { getCampaignsHandler } from './get-campaigns.ts';
import { getWorkflowHandler } from './get-one-workflow.ts';
import { getWorkflowsHandler } from './get-workflow.ts';
import { listEnrolmentsHandler } from './list-enrolments.ts';
import { removeFromCampaignHandler } from './remove-contact-from-campaign.ts';
import { removeFromCampaignsHandler } from './remove-contact-from-every-campaign.ts';
import { updateCampaignHandler } from './update-campaign.ts';
import { updateWorkflowHandler } from './update-workflow.ts';

export const hookHandlers: readonly OperationHandler[] = [
  enrolInCampaignHandler,
  enrolInWorkflowHandler,
  createCampaignHandler,
  createWorkflowHandler,
  deleteCampaignHandler,
  removeFromWorkflowHandler,
  deleteWorkflowHandler,
  getCampaignHandler,
  getCampaignsHandler,
  getWorkflowHandler,
  getWorkflowsHandler,
  listEnrolmentsHandler,
  removeFromCampaignHandler,
  removeFromCampaignsHandler,
  updateCampaignHandler,
  updateWorkflowHandler,
];
