import { deleteObjectField as operation } from '../../../../contract/custom-fields/object-operations.ts';
import { handles, succeeded } from '../../../access/operation-request.ts';
import { deleteCustomField } from '../custom-fields.ts';

export const deleteObjectFieldHandler = handles(
  operation,
  async ({ location, params, call, context }, { engine, jobs }) => {
    const { field, job } = await deleteCustomField(engine, location.no, params.id, context);
    if (job) await jobs.finish(job, context);
    const { id, fieldKey } = field;
    return { body: { ...succeeded(call.version), id, key: fieldKey } };
  },
);
