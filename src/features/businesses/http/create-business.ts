import { createBusiness as operation } from '../../../../contract/businesses/operations.ts';
import { handles, replayOf } from '../../../access/operation-request.ts';
import { toBusinessChange } from '../business-input.ts';
import { createBusiness } from '../businesses.ts';
import { toWrittenBusinessJson } from '../businesses.wire.ts';

export const createBusinessHandler = handles(
  operation,
  async (request, { engine }) => {
    const { location, body, call, context } = request;
    const warn = (sentence: string) => void call.warnings.push(sentence);
    const { name = '', ...change } = toBusinessChange(body, location.country, warn);
    const outcome = await createBusiness(engine, location, { ...change, name }, context);
    return { body: toWrittenBusinessJson(outcome.value), ...replayOf(outcome) };
  },
  (body, { country }) => toBusinessChange(body, country),
);
