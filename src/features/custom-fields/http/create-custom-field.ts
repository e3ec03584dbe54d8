import { createCustomField as operation } from '../../../../contract/custom-fields/operations.ts';
import { handles, replayOf } from '../../../access/operation-request.ts';
import { createCustomField } from '../custom-fields.ts';
import { fromCustomFieldWire, toCustomFieldWire } from '../custom-fields.wire.ts';
import { optionsWarning, toFieldChange } from '../field-input.ts';

export const createCustomFieldHandler = handles(
  operation,
  async ({ location, body, context, call }, { engine }) => {
    const input = fromCustomFieldWire(body);
    const outcome = await createCustomField(engine, location.no, input, context);
    call.warnings.push(...optionsWarning(input, outcome.value.dataType));
    const customField = toCustomFieldWire(outcome.value, location.id);
    return { body: { customField }, ...replayOf(outcome) };
  },
  (body) => toFieldChange(fromCustomFieldWire(body), false),
);
