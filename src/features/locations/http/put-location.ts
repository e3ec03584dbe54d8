import { putLocation as operation } from '../../../../contract/locations/operations.ts';
import { handles } from '../../../access/operation-request.ts';
import { getLocation, updateLocation } from '../locations.ts';
import { toLocationChange } from '../location-profile.ts';
import { toLocationWire } from '../locations.wire.ts';

export const putLocationHandler = handles(
  operation,
  async (request, { engine }) => {
    const current = await getLocation(engine.read, request.location.id);
    const location = await updateLocation(engine, current, request.body, request.context);
    return { body: toLocationWire(location) };
  },
  (body, { country }) => toLocationChange(body, country),
);
