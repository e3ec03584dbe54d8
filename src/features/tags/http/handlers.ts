import type { OperationHandler } from '../../../access/operation-request.ts';
import { createTagHandler } from './create-tag.ts';
import { deleteTagHandler } from './delete-tag.ts';
import { getLocationTagsHandler } from './get-location-tags.ts';
import { getTagByIdHandler } from './get-tag-by-id.ts';
import { updateTagHandler } from './update-tag.ts';

export const tagHandlers: readonly OperationHandler[] = [
  getLocationTagsHandler,
  createTagHandler,
  getTagByIdHandler,
  updateTagHandler,
  deleteTagHandler,
];
