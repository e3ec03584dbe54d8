import { uploadFileCustomFields as operation } from '../../../../contract/files/operations.ts';
import { errors } from '../../../errors/catalogue.ts';
import { handles, replayOf } from '../../../access/operation-request.ts';
import { fileOwner } from '../file-owner.ts';
import { uploadFiles } from '../files.ts';
import { toUploadWire } from '../files.wire.ts';

export const uploadFileCustomFieldsHandler = handles(
  operation,
  async ({ location, body, files, context, baseUrl }, deps) => {
    const most = Number(body.maxFiles ?? files.length);
    if (files.length > most) {
      const message = `maxFiles is ${most}, and ${files.length} files came`;
      throw errors.validationFailed([{ field: 'maxFiles', message }]);
    }
    const input = { locationNo: location.no, ownerId: body.id, sent: files };
    const made = await uploadFiles(deps, input, context);
    return { body: toUploadWire(made.value, baseUrl), ...replayOf(made) };
  },
  async ({ id }, location, reader) => {
    if (id) await fileOwner(reader, location.no, id);
  },
);
