import { getNote as operation } from '../../../../contract/notes/operations.ts';
import { handles } from '../../../access/operation-request.ts';
import { getNote } from '../notes.ts';
import { toNoteWire } from '../notes.wire.ts';

export const getNoteHandler = handles(operation, async ({ location, params }, { engine }) => {
  const note = await getNote(engine.read, { locationNo: location.no, ...params });
  return { body: { note: toNoteWire(note) } };
});
