import type { FileRow } from '../../storage/tables/files.ts';

/** As published, with what the value of a FILE_UPLOAD field is made of. */
export function toUploadWire(rows: readonly FileRow[], baseUrl: string): object {
  const meta = rows.map((row) => ({
    fieldname: row.part_name,
    originalname: row.original_name,
    encoding: row.encoding,
    mimetype: row.mimetype,
    size: row.size,
    url: `${baseUrl}/api/files/${row.id}`,
    uuid: row.uuid,
    documentId: row.id,
  }));
  return {
    uploadedFiles: Object.fromEntries(meta.map(({ originalname, url }) => [originalname, url])),
    meta,
  };
}
