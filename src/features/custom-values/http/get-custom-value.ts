import { getCustomValue as operation } from '../../../../contract/custom-values/operations.ts';
import { handles } from '../../../access/operation-request.ts';
import { getCustomValue } from '../custom-values.ts';
import { toCustomValueWire } from '../custom-values.wire.ts';

export const getCustomValueHandler = handles(
  operation,
  async ({ location, params }, { engine }) => {
    const row = await getCustomValue(engine.read, location.no, params.id);
    return { body: { customValue: toCustomValueWire(row, location.id) } };
  },
);
