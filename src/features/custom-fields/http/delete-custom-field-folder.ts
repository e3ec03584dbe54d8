import { deleteCustomFieldFolder as operation } from '../../../../contract/custom-fields/object-operations.ts';
import { handles, succeeded } from '../../../access/operation-request.ts';
import { deleteFolder } from '../folders.ts';
import { folderKey } from '../object-fields.wire.ts';

export const deleteCustomFieldFolderHandler = handles(
  operation,
  async ({ location, params, call, context }, { engine }) => {
    const row = await deleteFolder(engine, { locationNo: location.no, id: params.id }, context);
    return { body: { ...succeeded(call.version), id: row.id, key: folderKey(row) } };
  },
);
