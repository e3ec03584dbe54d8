import { getCustomFieldById as operation } from '../../../../contract/custom-fields/object-operations.ts';
import { handles } from '../../../access/operation-request.ts';
import { getCustomField } from '../custom-fields.ts';
import { toObjectFieldWire } from '../object-fields.wire.ts';

export const getCustomFieldByIdHandler = handles(
  operation,
  async ({ location, params }, { engine }) => {
    const field = await getCustomField(engine.read, location.no, params.id);
    return { body: { field: toObjectFieldWire(field, location.id) } };
  },
);
