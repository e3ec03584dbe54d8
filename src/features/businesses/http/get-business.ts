import { getBusiness as operation } from '../../../../contract/businesses/operations.ts';
import { handles } from '../../../access/operation-request.ts';
import { getBusiness } from '../businesses.ts';
import { toBusinessJson } from '../businesses.wire.ts';

export const getBusinessHandler = handles(operation, async (request, { engine }) => {
  const { location, params } = request;
  return { body: toBusinessJson(await getBusiness(engine.read, location.no, params.businessId)) };
});
