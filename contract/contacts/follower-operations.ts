import Type from 'typebox';
import { type Operation, defineOperation, sameInBoth } from '../operation.ts';
import { Text, reply } from '../primitives.ts';

const ids = Type.Array(Type.String());
const common = {
  tag: 'Contacts',
  scope: 'contacts.write',
  location: 'token',
  params: Type.Object({ contactId: Text(100) }),
  body: Type.Object({
    followers: Type.Array(Type.String({ minLength: 1, maxLength: 100 }), { maxItems: 100 }),
  }),
  ifMatch: true,
} as const;

export const addFollowers = defineOperation({
  ...common,
  id: 'add-followers-contact',
  method: 'POST',
  path: '/contacts/{contactId}/followers',
  summary: 'Add users who follow a contact, at most 100 in all',
  namesUsers: ['followers'],
  success: 201,
  reply: sameInBoth(reply({ followers: ids, followersAdded: ids })),
});

export const removeFollowers = defineOperation({
  ...common,
  id: 'remove-followers-contact',
  method: 'DELETE',
  path: '/contacts/{contactId}/followers',
  summary: 'Remove users who follow a contact',
  success: 200,
  reply: sameInBoth(reply({ followers: ids, followersRemoved: ids })),
});

export const followerOperations: readonly Operation[] = [addFollowers, removeFollowers];
