import { enrolInWorkflow as operation } from '../../../../contract/hooks/enrolment-operations.ts';
import { handles, replayOf, succeeded } from '../../../http/operation-request.ts';
import { enrol, toEventStartTime } from '../enrolments.ts';

export const enrolInWorkflowHandler = handles(
  operation,
  async (request, { engine }) => {
    const { location, params, body, call, context } = request;
    const of = {
      locationNo: location.no,
      kind: 'workflow',
      hookId: params.workflowId,
      contactId: params.contactId,
      eventStartTime: toEventStartTime(body.eventStartTime),
    } as const;
    const { warnings, ...outcome } = await enrol(engine, of, context);
    call.warnings.push(...warnings);
    return { body: succeeded(call.version), ...replayOf(outcome) };
  },
  (body) => toEventStartTime(body.eventStartTime),
);
