import { updateObjectField as operation } from '../../../../contract/custom-fields/object-operations.ts';
import { handles } from '../../../access/operation-request.ts';
import { updateCustomField } from '../custom-fields.ts';
import { optionsWarning, toFieldChange } from '../field-input.ts';
import { fromObjectFieldWire, toObjectFieldWire } from '../object-fields.wire.ts';

export const updateObjectFieldHandler = handles(
  operation,
  async ({ location, params, body, context, call }, { engine }) => {
    const input = fromObjectFieldWire(body);
    const field = await updateCustomField(engine, location.no, params.id, input, context);
    call.warnings.push(...optionsWarning(input, field.dataType));
    return { body: { field: toObjectFieldWire(field, location.id) } };
  },
  (body) => toFieldChange(fromObjectFieldWire(body), false),
);
