import Type from 'typebox';
import { type Operation, bothSpellings, defineOperation, sameInBoth } from '../operation.ts';
import { Text, reply } from '../primitives.ts';

const ContactId = Type.Object({ contactId: Text(100) });
const names = Type.Array(Type.String());
const TagNames = Type.Object({ tags: Type.Array(Text(255), { maxItems: 500 }) });
const common = { tag: 'Contacts', scope: 'contacts.write' } as const;
const ofOne = { ...common, location: 'token', params: ContactId, ifMatch: true } as const;

export const addTags = defineOperation({
  ...ofOne,
  id: 'add-tags',
  method: 'POST',
  path: '/contacts/{contactId}/tags',
  summary: 'Add tags to a contact, at most 500 in all; new ones are created',
  body: TagNames,
  success: 201,
  reply: sameInBoth(reply({ tags: names, tagsAdded: names })),
});

export const removeTags = defineOperation({
  ...ofOne,
  id: 'remove-tags',
  method: 'DELETE',
  path: '/contacts/{contactId}/tags',
  summary: 'Remove tags from a contact',
  body: TagNames,
  success: 200,
  reply: sameInBoth(reply({ tags: names, tagsRemoved: names })),
});

const contactIds = Type.Array(Text(100), { maxItems: 1000 });
const bulkTags = Type.Array(Text(255), { maxItems: 100 });
// Published with the example "false", a text.
const removeAllTags = Type.Optional(Type.Union([Type.Boolean(), Type.Enum(['true', 'false'])]));

const result = Type.Object({
  contactId: Type.String(),
  message: Type.String(),
  type: Type.Enum(['success', 'error']),
  oldTags: Type.Optional(names),
  tagsAdded: Type.Optional(names),
  tagsRemoved: Type.Optional(names),
});
const results = { errorCount: Type.Number(), responses: Type.Array(result) };
const bulkReply = sameInBoth(reply({ ...bothSpellings, ...results }));
const bulkLimits = 'at most 1,000 contacts and 100 tags a call';

export const updateTagsInBulk = defineOperation({
  ...common,
  id: 'create-association',
  method: 'POST',
  path: '/contacts/bulk/tags/update/{type}',
  summary: `Add tags to many contacts, or remove them: ${bulkLimits}`,
  location: 'body',
  params: Type.Object({ type: Type.Enum(['add', 'remove']) }),
  body: Type.Object({
    locationId: Type.String({ minLength: 1, maxLength: 100 }),
    contacts: contactIds,
    tags: Type.Optional(bulkTags),
    removeAllTags,
  }),
  publishedAsRequired: ['tags'],
  success: 201,
  reply: bulkReply,
});

/** The form of the guides beside the published one. */
export const bulkTagContacts = defineOperation({
  ...common,
  id: 'bulk-tag-contacts',
  method: 'POST',
  path: '/contacts/bulk/tags',
  summary: `Add tags to many contacts, or remove them, by action: ${bulkLimits}`,
  location: 'token',
  body: Type.Object({
    locationId: Type.Optional(Type.String({ minLength: 1, maxLength: 100 })),
    contactIds,
    tags: Type.Optional(bulkTags),
    action: Type.Enum(['add', 'remove']),
    removeAllTags,
  }),
  success: 201,
  reply: bulkReply,
});

export const contactTagOperations: readonly Operation[] = [
  addTags,
  removeTags,
  updateTagsInBulk,
  bulkTagContacts,
];
