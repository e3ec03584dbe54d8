import { enrolInWorkflow as operation } from '../../../../contract/hooks/enrolment-operations.ts';
import { handles, mayRead, replayOf, succeeded } from '../../../access/operation-request.ts';
import { enrol, toEventStartTime } from '../enrolments.ts';
import { ofEnrolment } from './of-enrolment.ts';

export const enrolInWorkflowHandler = handles(
  operation,
  async (request, { engine }) => {
    const { params, body, call, context } = request;
    const hook = { kind: 'workflow', hookId: params.workflowId } as const;
    const of = ofEnrolment(request, hook, body.eventStartTime);
    const { warnings, ...outcome } = await enrol(
      engine,
      of,
      mayRead(call, 'workflows.readonly'),
      context,
    );
    call.warnings.push(...warnings);
    return { body: succeeded(call.version), ...replayOf(outcome) };
  },
  (body) => toEventStartTime(body.eventStartTime),
);
