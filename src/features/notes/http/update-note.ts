import { updateNote as operation } from '../../../../contract/notes/operations.ts';
import { handles } from '../../../access/operation-request.ts';
import { updateNote } from '../notes.ts';
import { fromNoteWire, toNoteWire } from '../notes.wire.ts';

export const updateNoteHandler = handles(operation, async (request, { engine }) => {
  const { location, params, body, context } = request;
  const of = { locationNo: location.no, ...params };
  return { body: { note: toNoteWire(await updateNote(engine, of, fromNoteWire(body), context)) } };
});
