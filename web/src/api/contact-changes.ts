import type { QueryClient } from '@tanstack/react-query';
import { ApiError, callTagged } from './client.ts';
import {
  changeRow,
  heldRows,
  keepContact,
  putBack,
  readListsAgain,
  removeRows,
} from './contact-cache.ts';
import {
  type Change,
  type FieldKey,
  changeBody,
  inverseOf,
  isSameValue,
  keysOf,
  fieldValue,
  withChange,
} from './contact-values.ts';
import {
  type Contact,
  type Versioned,
  contactKeys,
  deleteContact,
  getContact,
  isOf,
  restoreContact,
} from './contacts.ts';
import { type Failure, type SliceDone, eachContact, tagSlice } from './contact-slices.ts';

export type ConflictField = { key: FieldKey; yours: unknown; theirs: unknown };
/** Both sides changed these fields since they were read; `theirs` is what is there now. */
export type Conflict = { fields: readonly ConflictField[]; change: Change; theirs: Versioned };

export type Saved =
  | { kind: 'saved'; contact: Contact; undo(): Promise<void> }
  | { kind: 'conflict'; conflict: Conflict };

const mostMerges = 3;

/**
 * Shown at once, and put back where the server refuses it. Fields that only one side has changed since
 * `base` was read are merged without a word; where both have, it is a conflict, and nothing is changed.
 */
export async function saveContact(
  client: QueryClient,
  locationId: string,
  base: Versioned,
  change: Change,
  merges = mostMerges,
): Promise<Saved> {
  const contactId = base.contact.id;
  const takeBack = showChange(client, locationId, base, change);
  try {
    const input = { params: { contactId }, body: changeBody(change), locationId };
    const { reply, etag } = await callTagged('update-contact', { ...input, ifMatch: base.etag });
    const after: Versioned = { contact: reply.contact, etag: etag ?? '' };
    keepContact(client, locationId, after);
    const inverse = inverseOf(base.contact, change);
    const undo = async (): Promise<void> => {
      const undone = await saveContact(client, locationId, after, inverse);
      if (undone.kind === 'conflict') throw new Error('It was changed again since.');
    };
    return { kind: 'saved', contact: reply.contact, undo };
  } catch (error) {
    takeBack();
    if (!isConflict(error) || merges === 0) throw error;
    const theirs = await getContact(locationId, contactId);
    keepContact(client, locationId, theirs);
    const merged = mergedChange(base.contact, theirs.contact, change);
    const fields = conflictsOf(base.contact, theirs.contact, merged);
    if (fields.length > 0) return { kind: 'conflict', conflict: { fields, change, theirs } };
    return saveContact(client, locationId, theirs, merged, merges - 1);
  }
}

function isConflict(error: unknown): boolean {
  return error instanceof ApiError && error.status === 412;
}

function showChange(
  client: QueryClient,
  locationId: string,
  base: Versioned,
  change: Change,
): () => void {
  const { id } = base.contact;
  const key = contactKeys.one(locationId, id);
  const held = client.getQueryData<Versioned>(key);
  const row = heldRows(client, locationId).get(id);
  changeRow(client, locationId, id, (each) => withChange(each, change));
  if (held) {
    const contact = withChange(held.contact, change);
    client.setQueryData<Versioned>(key, { ...held, contact });
  }
  return () => {
    if (row) changeRow(client, locationId, id, () => row);
    if (held) client.setQueryData<Versioned>(key, held);
  };
}

/** Tags are a set: those of both sides, without what either took away. */
function mergedChange(base: Contact, theirs: Contact, change: Change): Change {
  if (!Array.isArray(change.tags)) return change;
  const yours: unknown[] = change.tags;
  const added = yours.map(String).filter((tag) => !base.tags.includes(tag));
  const kept = theirs.tags.filter((tag) => yours.includes(tag) || !base.tags.includes(tag));
  return { ...change, tags: [...new Set([...kept, ...added])] };
}

function conflictsOf(base: Contact, theirs: Contact, change: Change): ConflictField[] {
  return keysOf(change)
    .filter((key) => key !== 'tags')
    .map((key) => ({ key, yours: change[key] ?? null, theirs: fieldValue(theirs, key) }))
    .filter(
      ({ key, yours, theirs: there }) =>
        !isSameValue(there, fieldValue(base, key)) && !isSameValue(there, yours),
    );
}

export type BulkDone = {
  done: readonly string[];
  failed: readonly Failure[];
  undo(): Promise<void>;
};

/** Each as a request of its own: one that fails comes back, and the others stay deleted. */
export async function deleteContacts(
  client: QueryClient,
  locationId: string,
  contactIds: readonly string[],
): Promise<BulkDone> {
  const removed = removeRows(client, locationId, new Set(contactIds));
  const { changed, failed } = await throughAll(contactIds, (id) => deleteContact(locationId, id));
  putBack(client, removed, new Set(failed.map(({ contactId }) => contactId)));
  client.removeQueries({ predicate: isOf(locationId, { one: new Set(changed) }) });
  const undo = async (): Promise<void> => {
    const restored = await throughAll(changed, (id) => restoreContact(locationId, id));
    putBack(client, removed, new Set(restored.changed));
    await readListsAgain(client, locationId, removed);
    const [first] = restored.failed;
    if (first) throw first.error;
  };
  return { done: changed, failed, undo };
}

/** Those that what kept one back was not even tried with have failed as it has. */
async function throughAll(
  contactIds: readonly string[],
  act: (contactId: string) => Promise<unknown>,
): Promise<Pick<SliceDone, 'changed' | 'failed'>> {
  const { changed, failed, left, problem } = await eachContact(contactIds, act);
  const untried = problem ? left.map((contactId) => ({ contactId, error: problem })) : [];
  return { changed, failed: [...failed, ...untried] };
}

const mostTaggedAtOnce = 1000;

/** Only those that a tag was really added to, or taken from, get the inverse. */
export async function changeTags(
  client: QueryClient,
  locationId: string,
  action: 'add' | 'remove',
  contactIds: readonly string[],
  tag: string,
): Promise<BulkDone> {
  const done: string[] = [];
  const failed: Failure[] = [];
  for (let from = 0; from < contactIds.length; from += mostTaggedAtOnce) {
    const some = contactIds.slice(from, from + mostTaggedAtOnce);
    const slice = await tagSlice(client, locationId, { action, tag }, { contactIds: some });
    done.push(...slice.changed);
    failed.push(...slice.failed);
  }
  const undo = async (): Promise<void> => {
    const inverse = action === 'add' ? 'remove' : 'add';
    const { failed: notUndone } = await changeTags(client, locationId, inverse, done, tag);
    const [first] = notUndone;
    if (first) throw first.error;
  };
  return { done, failed, undo };
}
