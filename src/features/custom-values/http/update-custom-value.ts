import { updateCustomValue as operation } from '../../../../contract/custom-values/operations.ts';
import { handles } from '../../../access/operation-request.ts';
import { checkCustomValue, updateCustomValue } from '../custom-values.ts';
import { toCustomValueWire } from '../custom-values.wire.ts';

export const updateCustomValueHandler = handles(
  operation,
  async ({ location, params, body, context }, { engine }) => {
    const row = await updateCustomValue(engine, location.no, params.id, body, context);
    return { body: { customValue: toCustomValueWire(row, location.id) } };
  },
  checkCustomValue,
);
