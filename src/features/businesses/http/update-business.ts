import { updateBusiness as operation } from '../../../../contract/businesses/operations.ts';
import { handles } from '../../../access/operation-request.ts';
import { toBusinessChange } from '../business-input.ts';
import { countryOfBusiness, updateBusiness } from '../businesses.ts';
import { toWrittenBusinessJson } from '../businesses.wire.ts';

export const updateBusinessHandler = handles(
  operation,
  async (request, { engine }) => {
    const { location, params, body, call, context } = request;
    const warn = (sentence: string) => void call.warnings.push(sentence);
    const { businessId } = params;
    const country = await countryOfBusiness(engine.read, location, businessId);
    const change = toBusinessChange(body, country, warn);
    const { value } = await updateBusiness(engine, location.no, businessId, change, context);
    return { body: toWrittenBusinessJson(value) };
  },
  (body, { country }) => toBusinessChange(body, country),
);
