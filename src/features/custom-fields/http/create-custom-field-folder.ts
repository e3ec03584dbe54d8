import { createCustomFieldFolder as operation } from '../../../../contract/custom-fields/object-operations.ts';
import { handles, replayOf } from '../../../access/operation-request.ts';
import { checkFolder, createFolder } from '../folders.ts';
import { fromObjectKey, toFolderWire } from '../object-fields.wire.ts';

export const createCustomFieldFolderHandler = handles(
  operation,
  async ({ location, body, context }, { engine }) => {
    const object = fromObjectKey(body.objectKey) ?? 'contact';
    const input = { locationNo: location.no, object, name: body.name };
    const made = await createFolder(engine, input, context);
    return { body: toFolderWire(made.value, location.id), ...replayOf(made) };
  },
  checkFolder,
);
