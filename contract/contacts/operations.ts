import Type from 'typebox';
import {
  type Operation,
  bothSpellings,
  defineOperation,
  sameInBoth,
  succeededReply,
} from '../operation.ts';
import { Text, WholeNumber, reply } from '../primitives.ts';
import {
  Contact,
  CreatedContact,
  ListedContact,
  additionalInputFields,
  contactInputFields,
} from './contact-schemas.ts';
import { countFacets } from './facets.ts';
import { countContacts, searchContacts } from './search.ts';

const ContactId = Type.Object({ contactId: Text(100) });
const locationId = Type.String({ minLength: 1, maxLength: 100 });

const expand = Type.Optional(
  Type.String({
    maxLength: 200,
    description: '`customFields.key` adds the key to each custom field value',
  }),
);

const key = Type.Optional(
  Type.Union([Text(100), Type.Null()], {
    description: 'The contact to change, where neither e-mail nor phone is sent',
  }),
);

export const createContact = defineOperation({
  id: 'create-contact',
  method: 'POST',
  path: '/contacts/',
  summary: 'Create a contact',
  tag: 'Contacts',
  scope: 'contacts.write',
  location: 'body',
  body: Type.Object({ locationId, ...contactInputFields }),
  unpublishedBody: ['additionalEmails', 'additionalPhones'],
  blankIsUnsent: true,
  fieldValues: true,
  namesUsers: ['assignedTo'],
  success: 201,
  reply: { v2: reply({ contact: CreatedContact }), v3: reply({ contact: Contact }) },
});

export const getContact = defineOperation({
  id: 'get-contact',
  method: 'GET',
  path: '/contacts/{contactId}',
  summary: 'Read a contact',
  tag: 'Contacts',
  scope: 'contacts.readonly',
  location: 'token',
  params: ContactId,
  query: Type.Object({ expand }),
  success: 200,
  reply: sameInBoth(reply({ contact: Contact })),
});

export const updateContact = defineOperation({
  id: 'update-contact',
  method: 'PUT',
  path: '/contacts/{contactId}',
  summary: 'Change the fields that are sent; null clears one; tags replaces all tags',
  tag: 'Contacts',
  scope: 'contacts.write',
  location: 'token',
  params: ContactId,
  body: Type.Object({ locationId: Type.Optional(locationId), ...contactInputFields }),
  unpublishedBody: ['locationId', 'companyName', 'gender', 'additionalEmails', 'additionalPhones'],
  fieldValues: true,
  ifMatch: true,
  namesUsers: ['assignedTo'],
  success: 200,
  reply: {
    v2: reply({ ...bothSpellings, contact: Contact }),
    v3: reply({ succeeded: Type.Boolean(), contact: Contact }),
  },
});

export const deleteContact = defineOperation({
  id: 'delete-contact',
  method: 'DELETE',
  path: '/contacts/{contactId}',
  summary: 'Delete a contact',
  tag: 'Contacts',
  scope: 'contacts.write',
  location: 'token',
  params: ContactId,
  ifMatch: true,
  success: 200,
  reply: succeededReply,
});

export const upsertContact = defineOperation({
  id: 'upsert-contact',
  method: 'POST',
  path: '/contacts/upsert',
  summary: 'Update the contact matched by e-mail or phone, or create one',
  tag: 'Contacts',
  scope: 'contacts.write',
  location: 'body',
  body: Type.Object({
    locationId,
    ...contactInputFields,
    createNewIfDuplicateAllowed: Type.Optional(Type.Boolean()),
    id: key,
    contactId: key,
  }),
  unpublishedBody: ['additionalEmails', 'additionalPhones', 'id', 'contactId'],
  blankIsUnsent: true,
  fieldValues: true,
  namesUsers: ['assignedTo'],
  success: 200,
  reply: {
    v2: reply({ new: Type.Boolean(), ...bothSpellings, contact: Contact }),
    v3: reply({ new: Type.Boolean(), contact: Contact }),
  },
});

export const getContacts = defineOperation({
  id: 'get-contacts',
  method: 'GET',
  path: '/contacts/',
  summary: 'List contacts, newest first, optionally filtered',
  tag: 'Contacts',
  scope: 'contacts.readonly',
  location: 'query',
  query: Type.Object({
    locationId,
    query: Type.Optional(Text(500)),
    email: Type.Optional(Text(320)),
    phone: Type.Optional(Text(50)),
    firstName: Type.Optional(Text(500)),
    lastName: Type.Optional(Text(500)),
    companyName: Type.Optional(Text(500)),
    source: Type.Optional(Text(500)),
    tags: Type.Optional(
      Type.Union([Text(2000), Type.Array(Text(255), { maxItems: 20 })], {
        description: 'All of these, separated by commas or repeated',
      }),
    ),
    assignedTo: Type.Optional(Text(100)),
    limit: Type.Optional(WholeNumber(100, '1 to 100, default 20')),
    startAfter: Type.Optional(WholeNumber(16, 'Milliseconds: dateAdded of the last contact seen')),
    startAfterId: Type.Optional(Text(100)),
    page: Type.Optional(WholeNumber(100, 'From 1; only within the first 10,000')),
    skip: Type.Optional(
      WholeNumber(100, 'How many to leave out, within the first 10,000; `offset` is the same'),
    ),
    expand,
  }),
  searchesUnknownQuery: true,
  unpublishedQuery: ['skip'],
  success: 200,
  reply: sameInBoth(
    reply({
      contacts: Type.Array(ListedContact),
      count: Type.Number(),
      meta: Type.Object({
        total: Type.Number(),
        nextPageUrl: Type.Union([Type.String(), Type.Null()]),
        startAfterId: Type.Union([Type.String(), Type.Null()]),
        startAfter: Type.Union([Type.Number(), Type.Null()]),
        currentPage: Type.Number(),
        nextPage: Type.Union([Type.Number(), Type.Null()]),
        prevPage: Type.Union([Type.Number(), Type.Null()]),
      }),
    }),
  ),
});

export const getDuplicateContact = defineOperation({
  id: 'get-duplicate-contact',
  method: 'GET',
  path: '/contacts/search/duplicate',
  summary: 'Find the contact that an e-mail or phone would be a duplicate of',
  tag: 'Contacts',
  scope: 'contacts.readonly',
  location: 'query',
  query: Type.Object({
    locationId,
    email: Type.Optional(Text(320)),
    number: Type.Optional(Text(50)),
    phone: Type.Optional(Text(50)),
    country: Type.Optional(
      Type.String({
        maxLength: 100,
        description: "What a national number is read in; default the location's country",
      }),
    ),
  }),
  success: 200,
  reply: sameInBoth(
    reply({
      contact: Type.Union([Contact, Type.Null()]),
      matchingField: Type.Optional(Type.String()),
    }),
  ),
});

export const putAdditional = defineOperation({
  id: 'put-additional-emails-and-phones',
  method: 'PUT',
  path: '/api/contacts/{contactId}/additional',
  summary: 'Replace the additional e-mails or phones of a contact, at most ten of each',
  tag: 'Contacts',
  scope: 'contacts.write',
  location: 'token',
  params: ContactId,
  body: Type.Object(additionalInputFields),
  ifMatch: true,
  success: 200,
  reply: sameInBoth(reply({ contact: Contact })),
});

export const contactOperations: readonly Operation[] = [
  createContact,
  getContact,
  updateContact,
  deleteContact,
  upsertContact,
  getContacts,
  getDuplicateContact,
  searchContacts,
  countContacts,
  countFacets,
  putAdditional,
];
