import { deleteObjectField as operation } from '../../../../contract/custom-fields/object-operations.ts';
import { handles, succeeded } from '../../../access/operation-request.ts';
import { removeFieldValues } from '../../contacts/write/remove-field-values.ts';
import { deleteCustomField } from '../custom-fields.ts';

export const deleteObjectFieldHandler = handles(
  operation,
  async ({ location, params, call, context }, { engine }) => {
    const { id, fieldKey } = await deleteCustomField(engine, location.no, params.id, context);
    await removeFieldValues(engine, { locationNo: location.no, fieldId: params.id }, context);
    return { body: { ...succeeded(call.version), id, key: fieldKey } };
  },
);
