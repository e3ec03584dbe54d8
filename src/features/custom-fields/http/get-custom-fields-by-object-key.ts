import { getCustomFieldsByObjectKey as operation } from '../../../../contract/custom-fields/object-operations.ts';
import { errors } from '../../../errors/catalogue.ts';
import { handles } from '../../../access/operation-request.ts';
import { listCustomFields } from '../custom-fields.ts';
import { listFolders } from '../folders.ts';
import { fromObjectKey, toListedFolderWire, toObjectFieldWire } from '../object-fields.wire.ts';

export const getCustomFieldsByObjectKeyHandler = handles(
  operation,
  async ({ location, params }, { engine }) => {
    const object = fromObjectKey(params.objectKey);
    if (!object) throw errors.recordNotFound('Object', params.objectKey);
    const fields = await listCustomFields(engine.read, location.no, object);
    const folders = await listFolders(engine.read, location.no, object);
    return {
      body: {
        fields: fields.map((each) => toObjectFieldWire(each, location.id)),
        folders: folders.map((each) => toListedFolderWire(each, location.id)),
      },
    };
  },
);
