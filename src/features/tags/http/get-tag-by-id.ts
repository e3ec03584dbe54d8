import { getTagById as operation } from '../../../../contract/tags/operations.ts';
import { handles } from '../../../access/operation-request.ts';
import { getTag } from '../get-or-make-tags.ts';
import { toTagWire } from '../tags.wire.ts';

export const getTagByIdHandler = handles(operation, async ({ location, params }, { engine }) => {
  const tag = await getTag(engine.read, location.no, params.tagId);
  return { body: { tag: toTagWire(tag, location.id) } };
});
