import Type from 'typebox';
import { type Operation, defineOperation, sameInBoth, succeededReply } from '../operation.ts';
import { NullableText, RecordPageMeta, Text, recordPageQuery, reply } from '../primitives.ts';

const ContactId = Type.Object({ contactId: Text(100) });
const NoteId = Type.Object({ contactId: Text(100), id: Text(100) });

const body = Type.String({ maxLength: 65_536, description: 'Text or HTML, kept as sent' });

const further = {
  userId: Type.Optional(NullableText(100)),
  title: Type.Optional(NullableText(1000)),
  color: Type.Optional(NullableText(100)),
  pinned: Type.Optional(Type.Boolean()),
};

const Note = Type.Object({
  id: Type.String(),
  body: Type.String(),
  bodyText: Type.String({ description: 'The body without its markup' }),
  userId: Type.Union([Type.String(), Type.Null()]),
  dateAdded: Type.String({ format: 'date-time' }),
  contactId: Type.String(),
  title: Type.Optional(Type.String()),
  color: Type.Optional(Type.String()),
  pinned: Type.Boolean(),
  relations: Type.Array(Type.Unknown()),
});

const common = { tag: 'Notes', location: 'token' } as const;

export const getAllNotes = defineOperation({
  ...common,
  id: 'get-all-notes',
  method: 'GET',
  path: '/contacts/{contactId}/notes',
  summary: 'The notes of a contact, newest first',
  scope: 'contacts.readonly',
  params: ContactId,
  query: recordPageQuery,
  success: 200,
  reply: sameInBoth(reply({ notes: Type.Array(Note), meta: RecordPageMeta })),
});

export const createNote = defineOperation({
  ...common,
  id: 'create-note',
  method: 'POST',
  path: '/contacts/{contactId}/notes',
  summary: 'Add a note to a contact',
  scope: 'contacts.write',
  params: ContactId,
  body: Type.Object({ body, ...further }),
  namesUsers: ['userId'],
  success: 201,
  reply: sameInBoth(reply({ note: Note })),
});

export const getNote = defineOperation({
  ...common,
  id: 'get-note',
  method: 'GET',
  path: '/contacts/{contactId}/notes/{id}',
  summary: 'Read a note',
  scope: 'contacts.readonly',
  params: NoteId,
  success: 200,
  reply: sameInBoth(reply({ note: Note })),
});

export const updateNote = defineOperation({
  ...common,
  id: 'update-note',
  method: 'PUT',
  path: '/contacts/{contactId}/notes/{id}',
  summary: 'Change what is sent of a note; null clears',
  scope: 'contacts.write',
  params: NoteId,
  body: Type.Object({ body: Type.Optional(body), ...further }),
  namesUsers: ['userId'],
  success: 200,
  reply: sameInBoth(reply({ note: Note })),
});

export const deleteNote = defineOperation({
  ...common,
  id: 'delete-note',
  method: 'DELETE',
  path: '/contacts/{contactId}/notes/{id}',
  summary: 'Delete a note',
  scope: 'contacts.write',
  params: NoteId,
  success: 200,
  reply: succeededReply,
});

export const noteOperations: readonly Operation[] = [
  getAllNotes,
  createNote,
  getNote,
  updateNote,
  deleteNote,
];
