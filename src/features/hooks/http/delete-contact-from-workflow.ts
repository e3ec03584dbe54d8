import { removeFromWorkflow as operation } from '../../../../contract/hooks/enrolment-operations.ts';
import { handles, succeeded } from '../../../http/operation-request.ts';
import { toEventStartTime, unenrol } from '../enrolments.ts';

export const removeFromWorkflowHandler = handles(
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
    call.warnings.push(...(await unenrol(engine, of, context)));
    return { body: succeeded(call.version) };
  },
  (body) => toEventStartTime(body.eventStartTime),
);
