import type { CustomField } from './custom-field.ts';
import type { FieldInput, SentOption } from './field-input.ts';

/** As published, with what the live service adds: the folder, a text-box list's own options, and what kind of field. */
export function toCustomFieldWire(field: CustomField, locationId: string): object {
  const { details, parentId } = field;
  const options = details.options ?? [];
  return {
    id: field.id,
    name: field.name,
    fieldKey: field.fieldKey,
    placeholder: details.placeholder ?? '',
    dataType: field.dataType,
    position: field.position,
    picklistOptions: options.map(({ label }) => label),
    picklistImageOptions: options.flatMap(({ url }) => (url === undefined ? [] : [url])),
    isAllowedCustomOption: details.allowCustomOption ?? false,
    isMultiFileAllowed: details.isMultipleFile ?? false,
    ...(details.maxFiles !== undefined && { maxFileLimit: details.maxFiles }),
    ...(details.acceptedFormats && { acceptedFormat: details.acceptedFormats }),
    ...(field.dataType === 'TEXTBOX_LIST' && {
      textBoxListOptions: options.map(({ key, label, prefillValue = '' }) => {
        return { id: key, label, prefillValue };
      }),
    }),
    documentType: 'field',
    standard: false,
    scopes: [],
    parentId: parentId ?? '',
    ...(details.description !== undefined && { description: details.description }),
    ...(details.showInForms !== undefined && { showInForms: details.showInForms }),
    ...(details.searchable && { searchable: true }),
    locationId,
    model: field.object,
    dateAdded: new Date(field.createdAt).toISOString(),
  };
}

type Body = {
  name?: string;
  dataType?: string;
  model?: string;
  fieldKey?: string;
  parentId?: string | null;
  position?: number;
  placeholder?: string;
  description?: string;
  showInForms?: boolean;
  options?: SentOption[];
  picklistOptions?: SentOption[];
  textBoxListOptions?: SentOption[];
  isAllowedCustomOption?: boolean;
  acceptedFormat?: string[];
  isMultipleFile?: boolean;
  maxNumberOfFiles?: number;
  searchable?: boolean;
};

/** Clients differ in what they call the options. */
export function fromCustomFieldWire(body: Body): FieldInput {
  const { acceptedFormat, maxNumberOfFiles, isAllowedCustomOption } = body;
  const { picklistOptions, textBoxListOptions, ...rest } = body;
  return {
    ...rest,
    options: body.options ?? picklistOptions ?? textBoxListOptions,
    acceptedFormats: acceptedFormat,
    maxFiles: maxNumberOfFiles,
    allowCustomOption: isAllowedCustomOption,
  };
}
