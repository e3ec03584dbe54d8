import { listSmartLists as operation } from '../../../../contract/smart-lists/operations.ts';
import { handles } from '../../../access/operation-request.ts';
import { listSmartListsQuery } from '../smart-lists.ts';
import { toSmartListWire } from '../smart-lists.wire.ts';
import { ofLocation } from './of-list.ts';

export const listSmartListsHandler = handles(operation, async (request, { engine }) => {
  const { location, asker } = ofLocation(request);
  const lists = await engine.query(listSmartListsQuery, { locationNo: location.no, asker });
  const smartLists = lists.map((list) => toSmartListWire(list, location.id));
  return { body: { smartLists, meta: { total: smartLists.length } } };
});
