import { createCustomValue as operation } from '../../../../contract/custom-values/operations.ts';
import { handles, replayOf } from '../../../access/operation-request.ts';
import { checkCustomValue, createCustomValue } from '../custom-values.ts';
import { toCustomValueWire } from '../custom-values.wire.ts';

export const createCustomValueHandler = handles(
  operation,
  async ({ location, body, context }, { engine }) => {
    const made = await createCustomValue(engine, location.no, body, context);
    return { body: { customValue: toCustomValueWire(made.value, location.id) }, ...replayOf(made) };
  },
  checkCustomValue,
);
