import { createObjectField as operation } from '../../../../contract/custom-fields/object-operations.ts';
import { handles, replayOf } from '../../../access/operation-request.ts';
import { createCustomField } from '../custom-fields.ts';
import { optionsWarning, toFieldChange } from '../field-input.ts';
import { fromObjectFieldWire, toObjectFieldWire } from '../object-fields.wire.ts';

export const createObjectFieldHandler = handles(
  operation,
  async ({ location, body, context, call }, { engine }) => {
    const input = fromObjectFieldWire(body);
    const made = await createCustomField(engine, location.no, input, context);
    call.warnings.push(...optionsWarning(input, made.value.dataType));
    return { body: { field: toObjectFieldWire(made.value, location.id) }, ...replayOf(made) };
  },
  (body) => toFieldChange(fromObjectFieldWire(body), false),
);
