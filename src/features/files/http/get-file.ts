import { getFile as operation } from '../../../../contract/files/operations.ts';
import { handles } from '../../../access/operation-request.ts';
import { getFile } from '../files.ts';

export const getFileHandler = handles(operation, async ({ location, params }, deps) => {
  const row = await getFile(deps.engine.read, location.no, params.fileId);
  const stored = await deps.files.open(row.id);
  if (!stored) throw new Error(`the bytes of file ${row.id} are not in the file store`);
  return { file: { ...stored, name: row.original_name, mimetype: row.mimetype } };
});
