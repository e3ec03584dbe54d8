import { deleteCustomValue as operation } from '../../../../contract/custom-values/operations.ts';
import { handles, succeeded } from '../../../access/operation-request.ts';
import { deleteCustomValue } from '../custom-values.ts';

export const deleteCustomValueHandler = handles(
  operation,
  async ({ location, params, call, context }, { engine }) => {
    await deleteCustomValue(engine, location.no, params.id, context);
    return { body: succeeded(call.version) };
  },
);
