import { deleteCustomField as operation } from '../../../../contract/custom-fields/operations.ts';
import { handles, succeeded } from '../../../access/operation-request.ts';
import { removeFieldValues } from '../../contacts/write/remove-field-values.ts';
import { deleteCustomField } from '../custom-fields.ts';

export const deleteCustomFieldHandler = handles(operation, async (request, { engine }) => {
  const { location, params, call, context } = request;
  await deleteCustomField(engine, location.no, params.id, context);
  await removeFieldValues(engine, { locationNo: location.no, fieldId: params.id }, context);
  return { body: succeeded(call.version) };
});
