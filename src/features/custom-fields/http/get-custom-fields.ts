import { getCustomFields as operation } from '../../../../contract/custom-fields/operations.ts';
import { handles } from '../../../access/operation-request.ts';
import { listCustomFields } from '../custom-fields.ts';
import { toCustomFieldWire } from '../custom-fields.wire.ts';

export const getCustomFieldsHandler = handles(operation, async (request, { engine }) => {
  const { location, query } = request;
  const fields = await listCustomFields(engine.read, location.no, query.model ?? 'contact');
  return { body: { customFields: fields.map((field) => toCustomFieldWire(field, location.id)) } };
});
