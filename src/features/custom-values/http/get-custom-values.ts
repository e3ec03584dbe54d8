import { getCustomValues as operation } from '../../../../contract/custom-values/operations.ts';
import { handles } from '../../../access/operation-request.ts';
import { listCustomValues } from '../custom-values.ts';
import { toCustomValueWire } from '../custom-values.wire.ts';

export const getCustomValuesHandler = handles(
  operation,
  async ({ location, signal }, { engine }) => {
    const rows = await listCustomValues(engine, location.no, signal());
    const customValues = rows.map((row) => toCustomValueWire(row, location.id));
    return { body: { customValues, meta: { total: rows.length } } };
  },
);
