import { createLocation as operation } from '../../../../contract/locations/operations.ts';
import { handles, replayOf } from '../../../access/operation-request.ts';
import { toLocationChange } from '../location-profile.ts';
import { createLocationOnce } from '../locations.ts';
import { toLocationWire } from '../locations.wire.ts';

export const createLocationHandler = handles(
  operation,
  async ({ body, context }, { engine }) => {
    const outcome = await createLocationOnce(engine, body, context);
    return { body: toLocationWire(outcome.value), ...replayOf(outcome) };
  },
  (body, { country }) => toLocationChange(body, body.country ?? country),
);
