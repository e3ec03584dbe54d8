import { searchLocations as operation } from '../../../../contract/locations/operations.ts';
import { fullWarning, skipBeyond } from '../../../lib/page-bytes.ts';
import { handles, limitOf } from '../../../access/operation-request.ts';
import { toLocationWire } from '../locations.wire.ts';
import { searchLocations } from '../search-locations.ts';

const bounds = { fallback: 10, maximum: 100 };

export const searchLocationsHandler = handles(operation, async (request, { engine }) => {
  const { query, call, signal } = request;
  const search = {
    no: call.location?.no ?? null,
    ...(query.companyId !== undefined && { companyId: query.companyId }),
    ...(query.email !== undefined && { email: query.email }),
  };
  const page = {
    descending: query.order === 'desc',
    skip: Number(query.skip ?? 0),
    limit: limitOf(query.limit, bounds, call),
  };
  const found = await searchLocations(engine, search, page, signal());
  call.warnings.push(...fullWarning('locations', found, skipBeyond(page.skip, found)));
  return { body: { locations: found.rows.map(toLocationWire), meta: { total: found.total } } };
});
