import { createSmartList as operation } from '../../../../contract/smart-lists/operations.ts';
import { handles, replayOf } from '../../../access/operation-request.ts';
import { createSmartList, toSmartListChange } from '../smart-lists.ts';
import { toSmartListWire } from '../smart-lists.wire.ts';
import { ofLocation } from './of-list.ts';

export const createSmartListHandler = handles(
  operation,
  async (request, { engine }) => {
    const { location, body, context } = request;
    const change = toSmartListChange(body);
    const made = await createSmartList(engine, ofLocation(request), change, context);
    return { body: { smartList: toSmartListWire(made.value, location.id) }, ...replayOf(made) };
  },
  toSmartListChange,
);
