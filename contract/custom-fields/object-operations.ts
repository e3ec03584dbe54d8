import Type from 'typebox';
import { type Operation, bothSpellings, defineOperation, sameInBoth } from '../operation.ts';
import { Text, reply } from '../primitives.ts';
import { kindOfField } from './operations.ts';

const common = { tag: 'Custom fields by object' } as const;
const read = 'locations/customFields.readonly';
const write = 'locations/customFields.write';

const locationId = Type.String({ minLength: 1, maxLength: 100 });
const FieldId = Type.Object({ id: Text(100) });
const ObjectKey = Type.Enum(['contact', 'business', 'company', 'opportunity'], {
  description: 'company is another name of business',
});

const Option = Type.Object({
  key: Type.Optional(Text(200)),
  label: Text(500),
  url: Type.Optional(Text(2000)),
});

const changeable = {
  name: Type.Optional(Text(200)),
  description: Type.Optional(Text(2000)),
  placeholder: Type.Optional(Text(500)),
  showInForms: Type.Optional(Type.Boolean()),
  options: Type.Optional(Type.Array(Option, { maxItems: 500 })),
  acceptedFormats: Type.Optional(
    Type.Union([Text(50), Type.Array(Text(50), { maxItems: 50 })], {
      description: 'One such as .pdf, or all, or several in a list',
    }),
  ),
  maxFileLimit: Type.Optional(Type.Integer({ minimum: 1, maximum: 50 })),
};

const shared = {
  id: Type.String(),
  locationId: Type.String(),
  name: Type.String(),
  objectKey: Type.String(),
  fieldKey: Type.String(),
  ...kindOfField,
  parentId: Type.String({ description: 'Empty outside of a folder' }),
  showInForms: Type.Boolean(),
  dateAdded: Type.String(),
  dateUpdated: Type.String(),
};

const ObjectField = Type.Object({
  ...shared,
  dataType: Type.String(),
  description: Type.Optional(Type.String()),
  placeholder: Type.Optional(Type.String()),
  options: Type.Optional(
    Type.Array(
      Type.Object({
        key: Type.String(),
        label: Type.String(),
        url: Type.Optional(Type.String()),
      }),
    ),
  ),
  acceptedFormats: Type.Optional(Type.String({ description: 'Several separated by commas' })),
  allowCustomOption: Type.Optional(Type.Boolean()),
  maxFileLimit: Type.Optional(Type.Number()),
});

const Folder = { id: Type.String(), objectKey: Type.String(), locationId: Type.String() };
const oneFolder = sameInBoth(reply({ ...Folder, name: Type.String() }));
const one = sameInBoth(reply({ field: ObjectField }));
const gone = { id: Type.String(), key: Type.String() };
const deleted = sameInBoth(reply({ ...bothSpellings, ...gone }));

export const getCustomFieldById = defineOperation({
  ...common,
  id: 'get-custom-field-by-id',
  method: 'GET',
  path: '/custom-fields/{id}',
  summary: 'Read a custom field of any object',
  scope: read,
  location: 'token',
  params: FieldId,
  success: 200,
  reply: one,
});

export const getCustomFieldsByObjectKey = defineOperation({
  ...common,
  id: 'get-custom-fields-by-object-key',
  method: 'GET',
  path: '/custom-fields/object-key/{objectKey}',
  summary: 'List the custom fields and folders of contacts, businesses or opportunities',
  scope: read,
  location: 'query',
  params: Type.Object({ objectKey: Text(100) }),
  query: Type.Object({ locationId }),
  success: 200,
  reply: sameInBoth(
    reply({ fields: Type.Array(ObjectField), folders: Type.Array(Type.Object(shared)) }),
  ),
});

export const createObjectField = defineOperation({
  ...common,
  id: 'create-object-field',
  method: 'POST',
  path: '/custom-fields/',
  summary: 'Create a custom field under a key of your own',
  scope: write,
  location: 'body',
  body: Type.Object({
    locationId,
    ...changeable,
    dataType: Text(50),
    fieldKey: Type.String({ minLength: 1, maxLength: 200 }),
    objectKey: ObjectKey,
    parentId: Type.Optional(Text(100)),
    allowCustomOption: Type.Optional(Type.Boolean()),
  }),
  success: 201,
  reply: one,
});

export const updateObjectField = defineOperation({
  ...common,
  id: 'update-object-field',
  method: 'PUT',
  path: '/custom-fields/{id}',
  summary: 'Change what is sent of a custom field; options replaces all options',
  scope: write,
  location: 'body',
  params: FieldId,
  body: Type.Object({ locationId, ...changeable }),
  success: 200,
  reply: one,
});

export const deleteObjectField = defineOperation({
  ...common,
  id: 'delete-object-field',
  method: 'DELETE',
  path: '/custom-fields/{id}',
  summary: 'Delete a custom field and its values',
  scope: write,
  location: 'token',
  params: FieldId,
  success: 200,
  reply: deleted,
});

const folderName = Type.String({ minLength: 1, maxLength: 200 });

export const createCustomFieldFolder = defineOperation({
  ...common,
  id: 'create-custom-field-folder',
  method: 'POST',
  path: '/custom-fields/folder',
  summary: 'Create a folder for the custom fields of an object; a location has at most 200',
  scope: write,
  location: 'body',
  body: Type.Object({ locationId, objectKey: ObjectKey, name: folderName }),
  success: 201,
  reply: oneFolder,
});

export const updateCustomFieldFolder = defineOperation({
  ...common,
  id: 'update-custom-field-folder',
  method: 'PUT',
  path: '/custom-fields/folder/{id}',
  summary: 'Rename a folder of custom fields',
  scope: write,
  location: 'body',
  params: FieldId,
  body: Type.Object({ locationId, name: folderName }),
  success: 200,
  reply: oneFolder,
});

export const deleteCustomFieldFolder = defineOperation({
  ...common,
  id: 'delete-custom-field-folder',
  method: 'DELETE',
  path: '/custom-fields/folder/{id}',
  summary: 'Delete a folder; its fields stay, outside of it',
  scope: write,
  location: 'query',
  params: FieldId,
  query: Type.Object({ locationId }),
  success: 200,
  reply: deleted,
});

export const objectFieldOperations: readonly Operation[] = [
  getCustomFieldById,
  getCustomFieldsByObjectKey,
  createObjectField,
  updateObjectField,
  deleteObjectField,
  createCustomFieldFolder,
  updateCustomFieldFolder,
  deleteCustomFieldFolder,
];
