import { getTimezones as operation } from '../../../../contract/locations/operations.ts';
import { handles } from '../../../http/operation-request.ts';
import { listTimeZones } from '../../../lib/timezones.ts';

export const getTimezonesHandler = handles(operation, async () => ({
  body: { timeZones: listTimeZones() },
}));
