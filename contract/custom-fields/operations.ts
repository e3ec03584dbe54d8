import Type from 'typebox';
import { type Operation, defineOperation, sameInBoth, succeededReply } from '../operation.ts';
import { NullableText, Text, reply } from '../primitives.ts';

const LocationId = Type.Object({ locationId: Text(100) });
const FieldId = Type.Object({ locationId: Text(100), id: Text(100) });

const Option = Type.Union([
  Text(500),
  Type.Object({
    key: Type.Optional(Text(200)),
    id: Type.Optional(Text(200)),
    label: Type.Optional(Text(500)),
    name: Type.Optional(Text(500)),
    value: Type.Optional(Text(500)),
    url: Type.Optional(Text(2000)),
    prefillValue: Type.Optional(Text(2000)),
  }),
]);
const Options = Type.Optional(Type.Array(Option, { maxItems: 500 }));

const fields = {
  placeholder: Type.Optional(Text(500)),
  description: Type.Optional(Text(2000)),
  showInForms: Type.Optional(Type.Boolean()),
  parentId: Type.Optional(NullableText(100)),
  position: Type.Optional(Type.Number()),
  options: Options,
  picklistOptions: Options,
  textBoxListOptions: Options,
  isAllowedCustomOption: Type.Optional(Type.Boolean()),
  acceptedFormat: Type.Optional(Type.Array(Text(50), { maxItems: 50 })),
  isMultipleFile: Type.Optional(Type.Boolean()),
  maxNumberOfFiles: Type.Optional(Type.Number()),
  dataType: Type.Optional(Text(50)),
  model: Type.Optional(Text(50)),
  searchable: Type.Optional(
    Type.Boolean({
      description: 'Ours: whether `query` finds contacts by its values; fields of one text each',
    }),
  ),
};

/** As the live service says what it is; nothing here is `standard` or has scopes. */
export const kindOfField = {
  documentType: Type.String({ description: '`field` or `folder`' }),
  standard: Type.Boolean(),
  scopes: Type.Array(Type.String()),
};

export const CustomField = Type.Object({
  id: Type.String(),
  name: Type.String(),
  fieldKey: Type.String(),
  placeholder: Type.String(),
  dataType: Type.String(),
  position: Type.Number(),
  picklistOptions: Type.Array(Type.String()),
  picklistImageOptions: Type.Array(Type.String()),
  isAllowedCustomOption: Type.Boolean(),
  isMultiFileAllowed: Type.Boolean(),
  maxFileLimit: Type.Optional(Type.Number()),
  acceptedFormat: Type.Optional(Type.Array(Type.String())),
  textBoxListOptions: Type.Optional(
    Type.Array(
      Type.Object({ id: Type.String(), label: Type.String(), prefillValue: Type.String() }),
    ),
  ),
  ...kindOfField,
  parentId: Type.String({ description: 'Empty outside of a folder' }),
  description: Type.Optional(Type.String()),
  showInForms: Type.Optional(Type.Boolean()),
  searchable: Type.Optional(
    Type.Literal(true, { description: 'Ours: `query` finds contacts by its values' }),
  ),
  locationId: Type.String(),
  model: Type.String(),
  dateAdded: Type.String(),
});

const alsoAt = ['/locations/{locationId}/custom-fields'];
const alsoAtOne = ['/locations/{locationId}/custom-fields/{id}'];

export const getCustomFields = defineOperation({
  id: 'get-custom-fields',
  method: 'GET',
  path: '/locations/{locationId}/customFields',
  alsoAt,
  summary: 'List the custom fields of contacts, or of another model',
  tag: 'Custom fields',
  scope: 'locations/customFields.readonly',
  location: 'path',
  params: LocationId,
  query: Type.Object({
    model: Type.Optional(
      Type.Enum(['contact', 'opportunity', 'business', 'all'], { description: 'Default contact' }),
    ),
  }),
  success: 200,
  reply: sameInBoth(reply({ customFields: Type.Array(CustomField) })),
});

export const createCustomField = defineOperation({
  id: 'create-custom-field',
  method: 'POST',
  path: '/locations/{locationId}/customFields',
  alsoAt,
  summary: 'Create a custom field; options as options, picklistOptions or textBoxListOptions',
  tag: 'Custom fields',
  scope: 'locations/customFields.write',
  location: 'path',
  params: LocationId,
  body: Type.Object({
    ...fields,
    name: Text(200),
    dataType: Text(50),
    fieldKey: Type.Optional(Text(200)),
  }),
  success: 201,
  reply: sameInBoth(reply({ customField: CustomField })),
});

export const getCustomField = defineOperation({
  id: 'get-custom-field',
  method: 'GET',
  path: '/locations/{locationId}/customFields/{id}',
  alsoAt: alsoAtOne,
  summary: 'Read a custom field',
  tag: 'Custom fields',
  scope: 'locations/customFields.readonly',
  location: 'path',
  params: FieldId,
  success: 200,
  reply: sameInBoth(reply({ customField: CustomField })),
});

export const updateCustomField = defineOperation({
  id: 'update-custom-field',
  method: 'PUT',
  path: '/locations/{locationId}/customFields/{id}',
  alsoAt: alsoAtOne,
  summary: 'Change what is sent of a custom field; options replaces all options',
  tag: 'Custom fields',
  scope: 'locations/customFields.write',
  location: 'path',
  params: FieldId,
  body: Type.Object({ ...fields, name: Type.Optional(Text(200)) }),
  success: 200,
  reply: sameInBoth(reply({ customField: CustomField })),
});

export const deleteCustomField = defineOperation({
  id: 'delete-custom-field',
  method: 'DELETE',
  path: '/locations/{locationId}/customFields/{id}',
  alsoAt: alsoAtOne,
  summary: 'Delete a custom field and its values on every contact',
  tag: 'Custom fields',
  scope: 'locations/customFields.write',
  location: 'path',
  params: FieldId,
  success: 200,
  reply: succeededReply,
});

export const customFieldOperations: readonly Operation[] = [
  getCustomFields,
  createCustomField,
  getCustomField,
  updateCustomField,
  deleteCustomField,
];
