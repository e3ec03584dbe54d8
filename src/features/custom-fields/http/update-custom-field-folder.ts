import { updateCustomFieldFolder as operation } from '../../../../contract/custom-fields/object-operations.ts';
import { handles } from '../../../access/operation-request.ts';
import { checkFolder, renameFolder } from '../folders.ts';
import { toFolderWire } from '../object-fields.wire.ts';

export const updateCustomFieldFolderHandler = handles(
  operation,
  async ({ location, params, body, context }, { engine }) => {
    const input = { locationNo: location.no, id: params.id, name: body.name };
    return { body: toFolderWire(await renameFolder(engine, input, context), location.id) };
  },
  checkFolder,
);
