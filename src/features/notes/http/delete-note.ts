import { deleteNote as operation } from '../../../../contract/notes/operations.ts';
import { handles, succeeded } from '../../../access/operation-request.ts';
import { deleteNote } from '../notes.ts';

export const deleteNoteHandler = handles(operation, async (request, { engine }) => {
  const { location, params, call, context } = request;
  await deleteNote(engine, { locationNo: location.no, ...params }, context);
  return { body: succeeded(call.version) };
});
