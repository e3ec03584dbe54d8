import { errors } from '../../errors/catalogue.ts';
import type { Filled } from '../../lib/page-bytes.ts';
import { emailKey } from '../../lib/email.ts';
import { type Engine, type Executor, defineQuery } from '../../storage/engine.ts';
import { type Location, toLocation } from './location.ts';
import { type LocationPage, type LocationSearch, searchLocationRows } from './locations.store.ts';

/** Off the HTTP thread: it may read every location. */
export const searchLocationsQuery = defineQuery({
  name: 'locations.search',
  run: (reader: Executor, { search, page }: { search: LocationSearch; page: LocationPage }) =>
    searchLocationRows(reader, search, page),
});

export const mostSkipped = 10_000;

/** By age, with the exact total; `no` confines to one location. Throws `validation_failed`. */
export async function searchLocations(
  engine: Engine,
  { no, companyId, email }: { no: number | null; companyId?: string; email?: string },
  page: LocationPage,
  signal: AbortSignal,
): Promise<Filled<Location> & { total: number }> {
  if (page.skip > mostSkipped) {
    const message = `skip must not be greater than ${mostSkipped}`;
    throw errors.validationFailed([{ field: 'skip', message }]);
  }
  const search = {
    no,
    ...(companyId !== undefined && { companyId }),
    ...(email !== undefined && { emailKey: emailKey(email.replaceAll(' ', '+')) }),
  };
  const found = await engine.query(searchLocationsQuery, { search, page }, { signal });
  return { ...found, rows: found.rows.map(toLocation) };
}
