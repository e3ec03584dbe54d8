import { getAllNotes as operation } from '../../../../contract/notes/operations.ts';
import { handles, limitOf } from '../../../access/operation-request.ts';
import { cutWarning, recordLimits } from '../../../lib/record-pages.ts';
import { listNotes } from '../notes.ts';
import { toNotesWire } from '../notes.wire.ts';

export const getAllNotesHandler = handles(operation, async (request, { engine }) => {
  const { location, params, query, call, signal } = request;
  const page = { limit: limitOf(query.limit, recordLimits, call), after: query.after };
  const of = { locationNo: location.no, contactId: params.contactId };
  const found = await listNotes(engine, of, page, signal());
  if (query.limit === undefined) call.warnings.push(...cutWarning('notes', found));
  return { body: toNotesWire(found) };
});
