import { errors } from '../../../errors/catalogue.ts';
import type { Filled } from '../../../lib/page-bytes.ts';
import { decodeCursor, encodeCursor } from '../../../lib/cursor.ts';
import {
  type CommandContext,
  type CommandOutcome,
  type CommandTools,
  type Engine,
  type Executor,
  type Transaction,
  defineCommand,
  defineQuery,
} from '../../../storage/engine.ts';
import { lostFields } from '../../contact-parts/contact-parts.ts';
import type { ContactBody, StoredContact } from '../contact-body.ts';
import { findContact, findDeletedContact, markContactRestored } from '../contacts.store.ts';
import { readContacts } from '../list/contact-pages.store.ts';
import {
  type DeletedPage,
  type DeletedRow,
  deletedByNos,
  selectDeleted,
} from './deleted-contacts.store.ts';
import { showContact } from './hide-contact.ts';
import { changeContact, recordContactEvent, withTags } from '../write/write-contact.ts';

type RestoreInput = { locationNo: number; id: string; restoreMs: number };

export const restoreContactCommand = defineCommand({
  name: 'contacts.restore',
  run: async (
    tx: Transaction,
    input: RestoreInput,
    tools: CommandTools,
  ): Promise<StoredContact> => {
    const { locationNo, id, restoreMs } = input;
    const live = await findContact(tx, locationNo, id);
    // Both are written by the contact commands and nowhere else.
    if (live) return { ...live, tags: JSON.parse(live.tags) as string[] };
    const found = await findDeletedContact(tx, locationNo, id);
    if (!found) throw errors.contactNotFound(id);
    const until = found.deleted_at + restoreMs;
    if (until <= tools.now) throw errors.restoreExpired(id, new Date(until).toISOString());
    const body = JSON.parse(found.body) as ContactBody;
    const version = found.version + 1;
    const at = Date.parse(body.dateUpdated);
    await markContactRestored(tx, { locationNo, no: found.no, version, at });
    await showContact(tx, { locationNo, contactNo: found.no }, body);
    const after = withTags(found.body, found.tags);
    await recordContactEvent(tx, 'contact.restored', locationNo, id, version, null, after, tools);
    const { businessId } = body;
    const of = { locationNo, contactNo: found.no, contactId: id };
    const lost = await lostFields(tx, { ...of, ...(businessId && { businessId }) });
    if (lost.length > 0) {
      const text = Object.fromEntries(lost.map((field) => [field, null]));
      return changeContact(tx, { locationNo, id }, () => ({ text }), tools);
    }
    return { id, body: found.body, tags: JSON.parse(found.tags) as string[], version };
  },
});

/**
 * Brings a deleted contact back as it was, with all that hangs on it; a live one stays as it is.
 * Throws `contact_not_found`, `restore_expired`, or `duplicate_contact` when another contact has its
 * e-mail or phone by now.
 */
export function restoreContact(
  engine: Engine,
  input: RestoreInput,
  context: CommandContext,
): Promise<CommandOutcome<StoredContact>> {
  return engine.run(restoreContactCommand, input, context);
}

export type DeletedList = Filled<DeletedRow> & { total: number };

/** Off the HTTP thread: their number is counted. */
export const listDeletedQuery = defineQuery({
  name: 'contacts.list-deleted',
  run: async (
    reader: Executor,
    { locationNo, limit, ...page }: DeletedPage & { locationNo: number },
  ): Promise<DeletedList> => {
    const reach = { ...page, limit: limit + 1 };
    const { nos, total } = await selectDeleted(reader, locationNo, reach);
    const pages = { pagesBefore: 0, limit };
    return { ...(await readContacts(reader, locationNo, nos, pages, deletedByNos)), total };
  },
});

/** Contacts that can still be restored, newest deletion first. */
export async function listDeletedContacts(
  engine: Engine,
  of: { locationNo: number; since: number; after: string | undefined; limit: number },
  signal: AbortSignal,
): Promise<DeletedList> {
  const { after, ...rest } = of;
  const page = { ...rest, after: after === undefined ? null : placeOf(after) };
  return engine.query(listDeletedQuery, page, { signal });
}

/** The opaque cursor of a deleted contact. */
export function deletedCursor({ deleted_at, id }: Pick<DeletedRow, 'deleted_at' | 'id'>): string {
  return encodeCursor({ d: deleted_at, i: id });
}

function placeOf(cursor: string): { deletedAt: number; id: string } {
  const decoded = decodeCursor(cursor);
  if (typeof decoded === 'object' && decoded !== null && 'd' in decoded && 'i' in decoded) {
    const { d: deletedAt, i: id } = decoded;
    if (typeof deletedAt === 'number' && typeof id === 'string') return { deletedAt, id };
  }
  const message = 'after must be a cursor that this server returned';
  throw errors.validationFailed([{ field: 'after', message }]);
}
