import Type from 'typebox';
import { type Operation, defineOperation, sameInBoth, succeededReply } from '../operation.ts';
import { Text, WholeNumber, reply } from '../primitives.ts';
import { acceptedReply } from '../jobs/accepted.ts';
import { Contact, DeletedContact } from './contact-schemas.ts';

const ContactId = Type.Object({ contactId: Text(100) });
const base = { tag: 'Contacts', location: 'token' as const };

export const listDeletedContacts = defineOperation({
  ...base,
  id: 'list-deleted-contacts',
  method: 'GET',
  path: '/api/contacts/deleted',
  summary: 'List deleted contacts that can still be restored, newest deletion first',
  scope: 'contacts.readonly',
  query: Type.Object({
    locationId: Type.Optional(Type.String({ minLength: 1, maxLength: 100 })),
    after: Type.Optional(Text(200)),
    limit: Type.Optional(WholeNumber(100, '1 to 100, default 20')),
  }),
  success: 200,
  reply: sameInBoth(
    reply({
      contacts: Type.Array(DeletedContact),
      meta: Type.Object({
        total: Type.Number(),
        nextCursor: Type.Union([Type.String(), Type.Null()]),
        more: Type.Boolean(),
      }),
    }),
  ),
});

export const restoreContact = defineOperation({
  ...base,
  id: 'restore-contact',
  method: 'POST',
  path: '/api/contacts/{contactId}/restore',
  summary: 'Bring a deleted contact back as it was, with its notes, tasks and enrolments',
  scope: 'contacts.write',
  params: ContactId,
  success: 200,
  reply: sameInBoth(reply({ contact: Contact })),
});

export const eraseContact = defineOperation({
  ...base,
  id: 'erase-contact',
  method: 'DELETE',
  path: '/api/contacts/{contactId}/erase',
  summary: 'Remove every trace of a live or deleted contact, for good; backups are out of reach',
  scope: 'contacts.write',
  params: ContactId,
  success: 200,
  reply: succeededReply,
  accepted: acceptedReply,
});

export const deletedContactOperations: readonly Operation[] = [
  listDeletedContacts,
  restoreContact,
  eraseContact,
];
