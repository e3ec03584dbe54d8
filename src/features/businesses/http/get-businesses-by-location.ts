import { getBusinesses as operation } from '../../../../contract/businesses/operations.ts';
import { fullWarning, skipBeyond } from '../../../lib/page-bytes.ts';
import { handles, limitOf } from '../../../access/operation-request.ts';
import { listBusinessesQuery } from '../businesses.ts';
import { toBusinessListJson } from '../businesses.wire.ts';

const publishedDefault = 100;

export const getBusinessesHandler = handles(operation, async (request, { engine, limits }) => {
  const { location, query, call, signal } = request;
  const maximum = limits.listMaximum;
  const limit = limitOf(
    query.limit,
    { fallback: Math.min(publishedDefault, maximum), maximum },
    call,
  );
  const page = { locationNo: location.no, limit, skip: Number(query.skip ?? 0) };
  const listed = await engine.query(listBusinessesQuery, page, { signal: signal() });
  call.warnings.push(...fullWarning('businesses', listed, skipBeyond(page.skip, listed)));
  return { body: toBusinessListJson(listed) };
});
