import type { CustomFieldRow } from '../../storage/tables/custom-fields.ts';

/** Source: the published enumeration of custom-fields.json. */
export const dataTypes = [
  'TEXT',
  'LARGE_TEXT',
  'NUMERICAL',
  'PHONE',
  'MONETORY',
  'EMAIL',
  'DATE',
  'SINGLE_OPTIONS',
  'RADIO',
  'MULTIPLE_OPTIONS',
  'CHECKBOX',
  'TEXTBOX_LIST',
  'FILE_UPLOAD',
] as const;
export type DataType = (typeof dataTypes)[number];

export const fieldObjects = ['contact', 'opportunity', 'business'] as const;
export type FieldObject = (typeof fieldObjects)[number];

const withOptions: ReadonlySet<DataType> = new Set<DataType>([
  'SINGLE_OPTIONS',
  'RADIO',
  'MULTIPLE_OPTIONS',
  'CHECKBOX',
  'TEXTBOX_LIST',
]);

/** Whether a value of the type is made of the field's options. */
export function hasOptions(type: DataType): boolean {
  return withOptions.has(type);
}

/** Whose values are one text each, which `query` can look into. */
export const searchableTypes: readonly DataType[] = [
  'TEXT',
  'LARGE_TEXT',
  'PHONE',
  'EMAIL',
  'SINGLE_OPTIONS',
  'RADIO',
];

/** `key` names it for good, in a text-box list as the key of its text; `label` is the value of the others. */
export type FieldOption = { key: string; label: string; url?: string; prefillValue?: string };

/** What depends on the type, as stored. */
export type FieldDetails = {
  placeholder?: string;
  description?: string;
  showInForms?: boolean;
  options?: FieldOption[];
  allowCustomOption?: boolean;
  acceptedFormats?: string[];
  isMultipleFile?: boolean;
  maxFiles?: number;
  /** Ours: whether `query` looks into its values; absent where not. */
  searchable?: boolean;
};

export type CustomField = {
  no: number;
  id: string;
  object: FieldObject;
  name: string;
  fieldKey: string;
  dataType: DataType;
  parentId: string | null;
  position: number;
  details: FieldDetails;
  createdAt: number;
  updatedAt: number;
};

export function toCustomField(row: CustomFieldRow): CustomField {
  return {
    no: row.no,
    id: row.id,
    // These three are written by the commands of this feature and nowhere else.
    object: row.object as FieldObject,
    dataType: row.data_type as DataType,
    details: JSON.parse(row.details) as FieldDetails,
    name: row.name,
    fieldKey: row.field_key,
    parentId: row.parent_id,
    position: row.position,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}
