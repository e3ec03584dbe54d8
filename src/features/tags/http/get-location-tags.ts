import { getLocationTags as operation } from '../../../../contract/tags/operations.ts';
import { fullWarning, skipBeyond } from '../../../lib/page-bytes.ts';
import { handles, limitOf } from '../../../access/operation-request.ts';
import { listTags, mostTagsListed } from '../tags.ts';
import { toListedTagWire } from '../tags.wire.ts';

const bounds = { fallback: mostTagsListed, maximum: mostTagsListed };

export const getLocationTagsHandler = handles(operation, async (request, { engine }) => {
  const { location, query, call, signal } = request;
  const limit = limitOf(query.limit, bounds, call);
  const skip = Number(query.skip ?? 0);
  const list = await listTags(engine, { locationNo: location.no, limit, skip }, signal());
  call.warnings.push(...fullWarning('tags', list, skipBeyond(skip, list)));
  if (query.limit === undefined && !list.full && skip + list.rows.length < list.total) {
    call.warnings.push(`only ${list.rows.length} of ${list.total} tags are here; skip leads on`);
  }
  const { expand } = query;
  const isCounted = expand === 'contactCount';
  if (expand !== undefined && !isCounted) {
    call.warnings.push(`expand ${expand} is not known and was ignored; contactCount is`);
  }
  const tags = list.rows.map((tag) => toListedTagWire(tag, location.id, isCounted));
  return { body: { tags, meta: { total: list.total } } };
});
