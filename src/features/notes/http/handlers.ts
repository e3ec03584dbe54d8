import type { OperationHandler } from '../../../access/operation-request.ts';
import { createNoteHandler } from './create-note.ts';
import { deleteNoteHandler } from './delete-note.ts';
import { getAllNotesHandler } from './get-all-notes.ts';
import { getNoteHandler } from './get-note.ts';
import { updateNoteHandler } from './update-note.ts';

export const noteHandlers: readonly OperationHandler[] = [
  createNoteHandler,
  deleteNoteHandler,
  getAllNotesHandler,
  getNoteHandler,
  updateNoteHandler,
];
