import type { OperationHandler } from '../../../access/operation-request.ts';
import { addFollowersHandler } from './add-followers-contact.ts';
import { addTagsHandler } from './add-tags.ts';
import { bulkTagContactsHandler } from './bulk-tag-contacts.ts';
import { updateTagsInBulkHandler } from './create-association.ts';
import { countContactsHandler } from './count-contacts.ts';
import { countFacetsHandler } from './count-facets.ts';
import { createContactHandler } from './create-contact.ts';
import { deleteContactHandler } from './delete-contact.ts';
import { eraseContactHandler } from './erase-contact.ts';
import { getContactHandler } from './get-contact.ts';
import { getContactsHandler } from './get-contacts.ts';
import { getDuplicateContactHandler } from './get-duplicate-contact.ts';
import { listDeletedContactsHandler } from './list-deleted-contacts.ts';
import { mergeTagHandler } from './merge-tag.ts';
import { putAdditionalHandler } from './put-additional-emails-and-phones.ts';
import { restoreContactHandler } from './restore-contact.ts';
import { searchContactsHandler } from './search-contacts-advanced.ts';
import { removeFollowersHandler } from './remove-followers-contact.ts';
import { removeTagsHandler } from './remove-tags.ts';
import { updateContactHandler } from './update-contact.ts';
import { upsertContactHandler } from './upsert-contact.ts';

export const contactHandlers: readonly OperationHandler[] = [
  createContactHandler,
  deleteContactHandler,
  eraseContactHandler,
  getContactHandler,
  getContactsHandler,
  getDuplicateContactHandler,
  listDeletedContactsHandler,
  putAdditionalHandler,
  restoreContactHandler,
  searchContactsHandler,
  countContactsHandler,
  countFacetsHandler,
  updateContactHandler,
  upsertContactHandler,
  addTagsHandler,
  removeTagsHandler,
  updateTagsInBulkHandler,
  bulkTagContactsHandler,
  mergeTagHandler,
  addFollowersHandler,
  removeFollowersHandler,
];
