import { slugOf } from '../../lib/field-key.ts';
import type { CustomFieldFolderRow } from '../../storage/tables/custom-fields.ts';
import { type CustomField, type FieldObject, fieldObjects, hasOptions } from './custom-field.ts';
import type { FieldInput } from './field-input.ts';

/** The newer document's shape of a field. */
export function toObjectFieldWire(field: CustomField, locationId: string): object {
  const { details } = field;
  const options = (details.options ?? []).map(({ key, label, url }) => {
    return { key, label, ...(url !== undefined && { url }) };
  });
  return {
    id: field.id,
    locationId,
    name: field.name,
    objectKey: field.object,
    fieldKey: field.fieldKey,
    dataType: field.dataType,
    documentType: 'field',
    standard: false,
    scopes: [],
    parentId: field.parentId ?? '',
    showInForms: details.showInForms ?? true,
    ...(details.description !== undefined && { description: details.description }),
    ...(details.placeholder !== undefined && { placeholder: details.placeholder }),
    ...(hasOptions(field.dataType) && { options }),
    ...(details.acceptedFormats && { acceptedFormats: details.acceptedFormats.join(',') }),
    ...(details.allowCustomOption !== undefined && {
      allowCustomOption: details.allowCustomOption,
    }),
    ...(details.maxFiles !== undefined && { maxFileLimit: details.maxFiles }),
    dateAdded: new Date(field.createdAt).toISOString(),
    dateUpdated: new Date(field.updatedAt).toISOString(),
  };
}

export function folderKey({ object, name }: CustomFieldFolderRow): string {
  return `${object}.${slugOf(name)}`;
}

export function toFolderWire(row: CustomFieldFolderRow, locationId: string): object {
  return { id: row.id, objectKey: row.object, locationId, name: row.name };
}

/** In a list folders have a field's shape, without a type. */
export function toListedFolderWire(row: CustomFieldFolderRow, locationId: string): object {
  return {
    ...toFolderWire(row, locationId),
    fieldKey: folderKey(row),
    documentType: 'folder',
    standard: false,
    scopes: [],
    parentId: '',
    showInForms: false,
    dateAdded: new Date(row.created_at).toISOString(),
    dateUpdated: new Date(row.updated_at).toISOString(),
  };
}

/** `company` is another name of `business`; undefined for what is no object here. */
export function fromObjectKey(key: string): FieldObject | undefined {
  return fieldObjects.find((object) => object === (key === 'company' ? 'business' : key));
}

type Body = {
  locationId?: string;
  name?: string;
  description?: string;
  placeholder?: string;
  showInForms?: boolean;
  options?: { key?: string; label: string; url?: string }[];
  acceptedFormats?: string | string[];
  maxFileLimit?: number;
  dataType?: string;
  fieldKey?: string;
  objectKey?: string;
  parentId?: string;
  allowCustomOption?: boolean;
};

/** A name may be left out where the key says it. */
export function fromObjectFieldWire(body: Body): FieldInput {
  const { locationId: _known, objectKey, acceptedFormats, maxFileLimit, ...rest } = body;
  const name = body.name ?? body.fieldKey?.split('.').at(-1);
  return {
    ...rest,
    ...(name !== undefined && { name }),
    ...(objectKey !== undefined && { model: objectKey }),
    fieldKey: body.fieldKey?.replace(/^company\./, ''),
    acceptedFormats: acceptedFormats === undefined ? undefined : [acceptedFormats].flat(),
    maxFiles: maxFileLimit,
  };
}
