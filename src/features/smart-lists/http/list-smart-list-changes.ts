import { listSmartListChanges as operation } from '../../../../contract/smart-lists/operations.ts';
import { handles, limitOf } from '../../../access/operation-request.ts';
import { listMembershipChanges } from '../smart-lists.ts';
import { toChangesWire } from '../smart-lists.wire.ts';
import { ofList } from './of-list.ts';

export const listSmartListChangesHandler = handles(
  operation,
  async (request, { engine, limits }) => {
    const { query, call } = request;
    const bounds = { fallback: limits.eventsDefault, maximum: limits.eventsMaximum };
    const limit = limitOf(query.limit, bounds, call);
    const page = { after: query.after, limit };
    return { body: toChangesWire(await listMembershipChanges(engine, ofList(request), page)) };
  },
);
