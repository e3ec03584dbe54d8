import { deleteSmartList as operation } from '../../../../contract/smart-lists/operations.ts';
import { handles, succeeded } from '../../../access/operation-request.ts';
import { deleteSmartList } from '../smart-lists.ts';
import { ofList } from './of-list.ts';

export const deleteSmartListHandler = handles(operation, async (request, { engine }) => {
  await deleteSmartList(engine, ofList(request), request.context);
  return { body: succeeded(request.call.version) };
});
