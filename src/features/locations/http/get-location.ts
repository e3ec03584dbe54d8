import { getLocation as operation } from '../../../../contract/locations/operations.ts';
import { handles } from '../../../access/operation-request.ts';
import { getLocation } from '../locations.ts';
import { toLocationWire } from '../locations.wire.ts';

export const getLocationHandler = handles(operation, async ({ location }, { engine }) => ({
  body: { location: toLocationWire(await getLocation(engine.read, location.id)) },
}));
