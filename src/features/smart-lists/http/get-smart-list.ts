import { getSmartList as operation } from '../../../../contract/smart-lists/operations.ts';
import { handles } from '../../../access/operation-request.ts';
import { getSmartList } from '../smart-lists.ts';
import { toSmartListWire } from '../smart-lists.wire.ts';
import { ofList } from './of-list.ts';

export const getSmartListHandler = handles(operation, async (request, { engine }) => {
  const list = await getSmartList(engine, ofList(request));
  return { body: { smartList: toSmartListWire(list, request.location.id) } };
});
