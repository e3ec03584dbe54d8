import { updateTag as operation } from '../../../../contract/tags/operations.ts';
import { handles } from '../../../access/operation-request.ts';
import { renameTag, toTagName } from '../tags.ts';
import { toTagWire } from '../tags.wire.ts';

export const updateTagHandler = handles(
  operation,
  async (request, { engine }) => {
    const { location, params, body, call, context } = request;
    const name = toTagName(body, { lowerCase: call.compatibility.lowerCaseTags });
    const input = { locationNo: location.no, id: params.tagId, name };
    return { body: { tag: toTagWire(await renameTag(engine, input, context), location.id) } };
  },
  (body) => toTagName(body),
);
