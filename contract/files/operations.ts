import Type from 'typebox';
import { type Operation, defineOperation, sameInBoth } from '../operation.ts';
import { Text, reply } from '../primitives.ts';

const UploadedFile = Type.Object({
  fieldname: Type.String(),
  originalname: Type.String(),
  encoding: Type.String(),
  mimetype: Type.String(),
  size: Type.Number(),
  url: Type.String(),
  uuid: Type.String({ description: 'The key of the file in the value of a FILE_UPLOAD field' }),
  documentId: Type.String(),
});

export const uploadFileCustomFields = defineOperation({
  id: 'upload-file-customFields',
  method: 'POST',
  path: '/locations/{locationId}/customFields/upload',
  alsoAt: ['/locations/{locationId}/custom-fields/upload'],
  summary: 'Upload files for a contact or a custom field; the value of the field is set afterwards',
  tag: 'Custom fields',
  scope: 'locations/customFields.write',
  location: 'path',
  params: Type.Object({ locationId: Text(100) }),
  form: Type.Object({
    id: Type.String({
      minLength: 1,
      maxLength: 100,
      description: 'Of the contact or custom field that the files are for',
    }),
    maxFiles: Type.Optional(
      Type.String({ pattern: '^[0-9]{1,9}$', maxLength: 9, description: 'At most so many' }),
    ),
  }),
  success: 200,
  reply: sameInBoth(
    reply({
      uploadedFiles: Type.Record(Type.String(), Type.String(), {
        description: 'The address of each file by its name',
      }),
      meta: Type.Array(UploadedFile),
    }),
  ),
});

export const getFile = defineOperation({
  id: 'get-file',
  method: 'GET',
  path: '/api/files/{fileId}',
  summary: 'Download an uploaded file',
  tag: 'Custom fields',
  scope: 'contacts.readonly',
  location: 'token',
  params: Type.Object({ fileId: Text(100) }),
  fileReply: true,
  success: 200,
  reply: sameInBoth(Type.String({ description: 'The bytes as they were uploaded' })),
});

export const fileOperations: readonly Operation[] = [uploadFileCustomFields, getFile];
