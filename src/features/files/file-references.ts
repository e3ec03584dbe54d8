import { isId } from '../../lib/ids.ts';
import type { Executor } from '../../storage/engine.ts';
import { getFieldDefinitions } from '../custom-fields/field-definitions.ts';
import type { FieldValue } from '../custom-fields/field-values.ts';
import { holdFile, releaseFiles } from './file-references.store.ts';

type OfContact = { locationNo: number; contactNo: number };

/**
 * Keeps which files a contact's fields hold, in the transaction that writes their values: a file is
 * held by a field for files that names it, and by nothing that only looks like it. What a value no
 * longer holds is remembered as held once, so that erasing the contact takes it.
 */
export async function referToFiles(
  tx: Executor,
  of: OfContact,
  before: readonly FieldValue[],
  after: readonly FieldValue[],
): Promise<void> {
  const had = new Map(before.filter(mayHoldFiles).map((each) => [each.id, each.value]));
  const has = new Map(after.filter(mayHoldFiles).map((each) => [each.id, each.value]));
  const changed = [...new Set([...had.keys(), ...has.keys()])].filter(
    (id) => JSON.stringify(had.get(id)) !== JSON.stringify(has.get(id)),
  );
  if (changed.length === 0) return;
  const { byId } = await getFieldDefinitions(tx, of.locationNo);
  for (const fieldId of changed) {
    if (had.has(fieldId)) await releaseFiles(tx, { ...of, fieldId });
    if (byId.get(fieldId)?.dataType !== 'FILE_UPLOAD') continue;
    for (const fileId of fileIdsOf(has.get(fieldId))) {
      await holdFile(tx, { ...of, fieldId, fileId });
    }
  }
}

/** The value of a field for files is an object, as few others are. */
function mayHoldFiles({ value }: FieldValue): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The files that a value names, in the form that an upload returns: by its own id, or its address. */
function fileIdsOf(value: unknown): Set<string> {
  const ids = new Set<string>();
  if (typeof value !== 'object' || value === null) return ids;
  for (const file of Object.values(value)) {
    const { documentId, url }: Record<string, unknown> =
      typeof file === 'object' && file !== null ? { ...file } : {};
    if (typeof documentId === 'string' && isId(documentId)) ids.add(documentId);
    const address = typeof url === 'string' ? /\/api\/files\/([A-Za-z0-9]{20})$/.exec(url) : null;
    if (address?.[1]) ids.add(address[1]);
  }
  return ids;
}
