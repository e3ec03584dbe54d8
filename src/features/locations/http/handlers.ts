import type { OperationHandler } from '../../../access/operation-request.ts';
import { createLocationHandler } from './create-location.ts';
import { deleteLocationHandler } from './delete-location.ts';
import { getLocationHandler } from './get-location.ts';
import { getTimezonesHandler } from './get-timezones.ts';
import { putLocationHandler } from './put-location.ts';
import { searchLocationsHandler } from './search-locations.ts';

export const locationHandlers: readonly OperationHandler[] = [
  getLocationHandler,
  putLocationHandler,
  createLocationHandler,
  deleteLocationHandler,
  searchLocationsHandler,
  getTimezonesHandler,
];
