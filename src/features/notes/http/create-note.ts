import { createNote as operation } from '../../../../contract/notes/operations.ts';
import { handles, replayOf } from '../../../access/operation-request.ts';
import { createNote } from '../notes.ts';
import { fromNoteWire, toNoteWire } from '../notes.wire.ts';

export const createNoteHandler = handles(operation, async (request, { engine }) => {
  const { location, params, body, context } = request;
  const of = { locationNo: location.no, contactId: params.contactId };
  const outcome = await createNote(engine, of, { ...fromNoteWire(body), body: body.body }, context);
  return { body: { note: toNoteWire(outcome.value) }, ...replayOf(outcome) };
});
