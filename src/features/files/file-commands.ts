import type { ContactPart } from '../contact-parts/contact-parts.ts';
import { errors } from '../../errors/catalogue.ts';
import { type CommandTools, type Transaction, defineCommand } from '../../storage/engine.ts';
import type { FileRow } from '../../storage/tables/files.ts';
import { getContactNo } from '../contact-ids/contact-ids.ts';
import { recordEvent } from '../events/events.ts';
import { defineJobKind } from '../jobs/job.ts';
import { startJobOnce } from '../jobs/job-commands.ts';
import {
  type FileRemoval,
  deleteFileRemovals,
  deleteFileRow,
  hasRoomForFile,
  insertFile,
  selectFileRemovals,
  selectLocationFileIds,
} from './files.store.ts';
import { fileOwner } from './file-owner.ts';
import { deleteReferencesOf, giveFileToField, selectFilesOf } from './file-references.store.ts';

export type NewFile = {
  id: string;
  uuid: string;
  partName: string;
  originalName: string;
  mimetype: string;
  encoding: string;
  size: number;
  sha256: string;
};

export const mostFilesOfContact = 1000;
export const mostFilesInAll = 100_000;

/** After the bytes are on the disk: a row never names a file that is not whole. */
export const createFilesCommand = defineCommand({
  name: 'files.create',
  run: async (
    tx: Transaction,
    input: { locationNo: number; ownerId: string; files: readonly NewFile[] },
    tools: CommandTools,
  ): Promise<FileRow[]> => {
    const { locationNo, ownerId } = input;
    const owner = await fileOwner(tx, locationNo, ownerId);
    const contactNo = owner === 'contact' ? await getContactNo(tx, locationNo, ownerId) : null;
    await checkRoom(tx, { locationNo, contactNo }, input.files.length);
    const rows: FileRow[] = [];
    for (const file of input.files) {
      const row = await insertFile(tx, {
        location_no: locationNo,
        id: file.id,
        uuid: file.uuid,
        contact_no: contactNo,
        field_id: owner !== 'contact' ? ownerId : null,
        part_name: file.partName,
        original_name: file.originalName,
        mimetype: file.mimetype,
        encoding: file.encoding,
        size: file.size,
        sha256: file.sha256,
        created_at: tools.now,
      });
      const { uuid, originalName, mimetype, size, sha256 } = file;
      const event = {
        locationNo,
        type: 'file.uploaded' as const,
        recordId: file.id,
        ...(owner === 'contact' && { contactId: ownerId }),
        before: null,
        after: JSON.stringify({ uuid, name: originalName, mimetype, size, sha256, for: ownerId }),
      };
      await recordEvent(tx, event, tools);
      rows.push(row);
    }
    return rows;
  },
});

async function checkRoom(
  tx: Transaction,
  of: { locationNo: number; contactNo: number | null },
  more: number,
): Promise<void> {
  if (!(await hasRoomForFile(tx, { ...of, contactNo: null }, mostFilesInAll - more + 1))) {
    throw errors.limitReached('A location', mostFilesInAll, 'files');
  }
  if (of.contactNo === null) return;
  if (await hasRoomForFile(tx, of, mostFilesOfContact - more + 1)) return;
  throw errors.limitReached('A contact', mostFilesOfContact, 'files');
}

/** Bytes are removed on the HTTP thread, before the slice that forgets them. */
export const removeFilesJob = defineJobKind<object>({
  kind: 'remove-files',
  slice: async (tx, _job, { prepared }) => {
    // What `removeFileBytes` has returned.
    const removed = (prepared ?? []) as readonly FileRemoval[];
    await deleteFileRemovals(tx, removed);
    return { done: removed.length, more: (await selectFileRemovals(tx, 1)).length > 0 };
  },
});

/**
 * For erasing a contact, in its transaction: the files uploaded for it and those that its fields hold
 * or held. One that another contact's field holds stays, as that field's. A job removes the bytes; the
 * files' events are the eraser's to clear, with the contact's other ones.
 */
async function removeContactFiles(
  tx: Transaction,
  { locationNo, contactNo }: { locationNo: number; contactNo: number },
  tools: CommandTools,
): Promise<void> {
  const files = await selectFilesOf(tx, { locationNo, contactNo });
  await deleteReferencesOf(tx, contactNo);
  for (const { id, heldBy } of files) {
    if (heldBy === null) await deleteFileRow(tx, locationNo, id);
    else await giveFileToField(tx, { locationNo, id, fieldId: heldBy });
  }
  if (files.some(({ heldBy }) => heldBy === null)) await startJobOnce(tx, 'remove-files', tools);
}

const slice = 500;

/** For deleting a location, in slices: true when more may remain. */
export async function removeLocationFiles(
  tx: Transaction,
  locationNo: number,
  tools: CommandTools,
): Promise<boolean> {
  const ids = await selectLocationFileIds(tx, locationNo, slice);
  for (const id of ids) await deleteFileRow(tx, locationNo, id);
  if (ids.length > 0) await startJobOnce(tx, 'remove-files', tools);
  return ids.length === slice;
}

/** Loaded on the writer thread. */
export const fileCommands = [createFilesCommand] as const;

export const filesOfContacts: ContactPart = { feature: 'files', onErase: removeContactFiles };
