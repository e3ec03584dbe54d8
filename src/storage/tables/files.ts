import type { Generated, Insertable, Selectable } from 'kysely';

export interface FileTables {
  /** What was uploaded; the bytes lie in the file store under `id`. */
  files: {
    no: Generated<number>;
    location_no: number;
    id: string;
    /** The key of the file within a custom field's value. */
    uuid: string;
    /** The contact that it was uploaded for; null where that was a custom field. */
    contact_no: number | null;
    field_id: string | null;
    part_name: string;
    original_name: string;
    mimetype: string;
    encoding: string;
    size: number;
    sha256: string;
    created_at: number;
  };
  /** The fields of contacts that hold a file, or once did. */
  file_references: {
    location_no: number;
    file_id: string;
    contact_no: number;
    field_id: string;
    /** 0 once the value names it no more. */
    held: number;
  };
  /** Files whose row is gone and whose bytes housekeeping is about to remove. */
  file_removals: { location_no: number; id: string };
}

export type FileRow = Selectable<FileTables['files']>;
export type NewFileRow = Insertable<FileTables['files']>;
