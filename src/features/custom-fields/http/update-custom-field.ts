import { updateCustomField as operation } from '../../../../contract/custom-fields/operations.ts';
import { handles } from '../../../access/operation-request.ts';
import { updateCustomField } from '../custom-fields.ts';
import { fromCustomFieldWire, toCustomFieldWire } from '../custom-fields.wire.ts';
import { optionsWarning, toFieldChange } from '../field-input.ts';

export const updateCustomFieldHandler = handles(
  operation,
  async ({ location, params, body, context, call }, { engine }) => {
    const input = fromCustomFieldWire(body);
    const field = await updateCustomField(engine, location.no, params.id, input, context);
    call.warnings.push(...optionsWarning(input, field.dataType));
    return { body: { customField: toCustomFieldWire(field, location.id) } };
  },
  (body) => toFieldChange(fromCustomFieldWire(body), false),
);
