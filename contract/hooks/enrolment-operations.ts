import Type from 'typebox';
import { type Operation, defineOperation, sameInBoth, succeededReply } from '../operation.ts';
import { Text, reply } from '../primitives.ts';

const ContactId = Type.Object({ contactId: Text(100) });
const CampaignOfContact = Type.Object({ contactId: Text(100), campaignId: Text(100) });
const WorkflowOfContact = Type.Object({ contactId: Text(100), workflowId: Text(100) });

const EventStart = Type.Object({
  eventStartTime: Type.Optional(
    Type.String({ maxLength: 40, description: 'ISO 8601, such as 2021-06-23T03:30:00+01:00' }),
  ),
});

const write = { location: 'token', scope: 'contacts.write', reply: succeededReply } as const;

export const enrolInCampaign = defineOperation({
  ...write,
  id: 'add-contact-to-campaign',
  method: 'POST',
  path: '/contacts/{contactId}/campaigns/{campaignId}',
  summary: 'Enrol a contact in a campaign; once, however often it is asked for',
  tag: 'Campaigns',
  params: CampaignOfContact,
  success: 201,
});

export const removeFromCampaign = defineOperation({
  ...write,
  id: 'remove-contact-from-campaign',
  method: 'DELETE',
  path: '/contacts/{contactId}/campaigns/{campaignId}',
  summary: 'End the enrolment of a contact in a campaign',
  tag: 'Campaigns',
  params: CampaignOfContact,
  success: 200,
});

export const removeFromCampaigns = defineOperation({
  ...write,
  id: 'remove-contact-from-every-campaign',
  method: 'DELETE',
  path: '/contacts/{contactId}/campaigns/removeAll',
  alsoAt: ['/contacts/{contactId}/campaigns/remove-all'],
  summary: 'End the enrolments of a contact in all campaigns',
  tag: 'Campaigns',
  params: ContactId,
  success: 200,
});

export const enrolInWorkflow = defineOperation({
  ...write,
  id: 'add-contact-to-workflow',
  method: 'POST',
  path: '/contacts/{contactId}/workflow/{workflowId}',
  summary: 'Enrol a contact in a workflow; asked for again, it enters anew',
  tag: 'Workflows',
  params: WorkflowOfContact,
  body: EventStart,
  success: 200,
});

export const removeFromWorkflow = defineOperation({
  ...write,
  id: 'delete-contact-from-workflow',
  method: 'DELETE',
  path: '/contacts/{contactId}/workflow/{workflowId}',
  summary: 'End the enrolment of a contact in a workflow',
  tag: 'Workflows',
  params: WorkflowOfContact,
  body: EventStart,
  success: 200,
});

export const listEnrolments = defineOperation({
  id: 'list-enrolments',
  method: 'GET',
  path: '/api/contacts/{contactId}/enrolments',
  summary: 'The campaigns and workflows that a contact is enrolled in, latest last',
  tag: 'Workflows',
  scope: 'contacts.readonly',
  location: 'token',
  params: ContactId,
  success: 200,
  reply: sameInBoth(
    reply({
      enrolments: Type.Array(
        Type.Object({
          kind: Type.Enum(['campaign', 'workflow']),
          id: Type.String({ description: 'Of the campaign or workflow' }),
          name: Type.Optional(
            Type.String({ description: 'As `status` only where the token may read what it names' }),
          ),
          status: Type.Optional(Type.String()),
          eventStartTime: Type.Optional(Type.String({ description: 'As it was sent' })),
          enrolledAt: Type.String({ format: 'date-time' }),
        }),
      ),
      meta: Type.Object({ total: Type.Number() }),
    }),
  ),
});

export const enrolmentOperations: readonly Operation[] = [
  enrolInCampaign,
  removeFromCampaign,
  removeFromCampaigns,
  enrolInWorkflow,
  removeFromWorkflow,
  listEnrolments,
];
