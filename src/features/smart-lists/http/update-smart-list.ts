import { updateSmartList as operation } from '../../../../contract/smart-lists/operations.ts';
import { handles } from '../../../access/operation-request.ts';
import { toSmartListChange, updateSmartList } from '../smart-lists.ts';
import { toSmartListWire } from '../smart-lists.wire.ts';
import { ofList } from './of-list.ts';

export const updateSmartListHandler = handles(
  operation,
  async (request, { engine }) => {
    const { location, body, context } = request;
    const list = await updateSmartList(engine, ofList(request), toSmartListChange(body), context);
    return { body: { smartList: toSmartListWire(list, location.id) } };
  },
  toSmartListChange,
);
