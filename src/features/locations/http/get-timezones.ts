import { getTimezones as operation } from '../../../../contract/locations/operations.ts';
import { handles } from '../../../access/operation-request.ts';
import { listTimeZones } from '../../../lib/timezones.ts';

export const getTimezonesHandler = handles(operation, async () => ({
  body: { timeZones: listTimeZones() },
}));
