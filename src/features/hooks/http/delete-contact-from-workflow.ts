import { removeFromWorkflow as operation } from '../../../../contract/hooks/enrolment-operations.ts';
import { handles, succeeded } from '../../../access/operation-request.ts';
import { toEventStartTime, unenrol } from '../enrolments.ts';
import { ofEnrolment } from './of-enrolment.ts';

export const removeFromWorkflowHandler = handles(
  operation,
  async (request, { engine }) => {
    const { params, body, call, context } = request;
    const hook = { kind: 'workflow', hookId: params.workflowId } as const;
    const of = ofEnrolment(request, hook, body.eventStartTime);
    call.warnings.push(...(await unenrol(engine, of, context)));
    return { body: succeeded(call.version) };
  },
  (body) => toEventStartTime(body.eventStartTime),
);
