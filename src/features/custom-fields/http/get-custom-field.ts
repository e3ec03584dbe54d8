import { getCustomField as operation } from '../../../../contract/custom-fields/operations.ts';
import { handles } from '../../../access/operation-request.ts';
import { getCustomField } from '../custom-fields.ts';
import { toCustomFieldWire } from '../custom-fields.wire.ts';

export const getCustomFieldHandler = handles(operation, async (request, { engine }) => {
  const { location, params } = request;
  const field = await getCustomField(engine.read, location.no, params.id);
  return { body: { customField: toCustomFieldWire(field, location.id) } };
});
