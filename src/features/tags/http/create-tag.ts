import { createTag as operation } from '../../../../contract/tags/operations.ts';
import { handles, replayOf } from '../../../access/operation-request.ts';
import { createTag, toTagName } from '../tags.ts';
import { toTagWire } from '../tags.wire.ts';

export const createTagHandler = handles(
  operation,
  async (request, { engine }) => {
    const { location, body, call, context } = request;
    const name = toTagName(body, { lowerCase: call.compatibility.lowerCaseTags });
    const outcome = await createTag(engine, { locationNo: location.no, name }, context);
    const { tag, created } = outcome.value;
    if (!created) call.warnings.push(`tag ${tag.name} was there already; nothing was created`);
    return { body: { tag: toTagWire(tag, location.id) }, ...replayOf(outcome) };
  },
  (body) => toTagName(body),
);
